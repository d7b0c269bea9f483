package dev.ardennes.policy.facts;

import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.policy.Conjunction;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.aws.AwsDecisions;
import dev.ardennes.policy.aws.Hypothesis;
import java.util.List;

/// Who may use the keys that data is encrypted with.
///
/// @param asking decides whether a principal may perform an action on a thing
record KeyUse(FactBase facts, AwsDecisions aws, ArgumentFacts arguments, Asking asking) {
  private static final String DECRYPT = "kms:Decrypt";

  /// Whether a principal may perform an action on a thing.
  @FunctionalInterface
  interface Asking {
    Decision may(String principal, String action, String thing, Hypothesis hypothesis);
  }

  Decision mayDecrypt(String principal, String resource, Hypothesis hypothesis) {
    Decision all = Conjunction.TRUE;
    for (Fact encrypted : facts.relation("encrypted_with", resource)) {
      String key = encrypted.args().get(1);
      Decision decrypts =
          arguments.with(
              asking.may(principal, DECRYPT, key, hypothesis), List.of(principal, key));
      all =
          Conjunction.and(
              all, Conjunction.and(Conjunction.because(List.of(encrypted.id())), decrypts));
    }
    return all;
  }

  /// See [AwsDecisions#mayWithGrant].
  Decision mayWithGrant(String principal, String action, String key, Hypothesis hypothesis) {
    return aws.mayWithGrant(principal, action, key, hypothesis);
  }
}
