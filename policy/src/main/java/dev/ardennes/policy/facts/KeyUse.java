package dev.ardennes.policy.facts;

import dev.ardennes.model.EntryPoint;
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
  /// The relation that says that data lies under a key that AWS manages for its service.
  static final String OF_AWS = "key_of_aws";

  /// The action that reading what is encrypted comes to.
  static final String DECRYPT = "kms:Decrypt";

  /// Whether a principal may perform an action on a thing.
  @FunctionalInterface
  interface Asking {
    Decision may(String principal, String action, String thing, Hypothesis hypothesis);
  }

  Decision mayDecrypt(String principal, String resource, Hypothesis hypothesis) {
    Decision all = underKeyOfAws(principal, resource);
    for (Fact encrypted : facts.relation("encrypted_with", resource)) {
      String key = encrypted.args().get(1);
      Decision decrypts =
          arguments.with(asking.may(principal, DECRYPT, key, hypothesis), List.of(principal, key));
      all =
          Conjunction.and(
              all, Conjunction.and(Conjunction.because(List.of(encrypted.id())), decrypts));
    }
    return all;
  }

  /// The policy of a key that AWS manages, which nobody can change, lets principals of its own
  /// account in who may use the service, and nobody of another account.
  ///
  /// Source: "AWS managed keys" in the AWS KMS developer guide.
  private Decision underKeyOfAws(String principal, String resource) {
    List<Fact> managed = facts.relation(OF_AWS, resource);
    if (managed.isEmpty()) {
      return Conjunction.TRUE;
    }
    if (principal.equals(EntryPoint.INTERNET)) {
      return Conjunction.no("it belongs to no account");
    }
    String whose = FactModel.accountText(facts, principal);
    String account = FactModel.accountText(facts, resource);
    if (whose == null || account == null || whose.equals(account)) {
      return Conjunction.TRUE;
    }
    return Conjunction.and(
        aws.sameAccount(whose, account), Conjunction.because(List.of(managed.getFirst().id())));
  }
}
