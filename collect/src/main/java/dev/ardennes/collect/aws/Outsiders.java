package dev.ardennes.collect.aws;

import dev.ardennes.collect.CollectedBuilder;
import dev.ardennes.model.Evidence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Principals with complete ARNs that policies name and nothing declares, and accounts. An entity
/// without a `kind` fact is one that no source declares.
final class Outsiders {
  private final CollectedBuilder out;
  private final Map<String, Mentions.Mention> mentions = new LinkedHashMap<>();
  private final Map<String, Evidence> places = new LinkedHashMap<>();

  Outsiders(CollectedBuilder out) {
    this.out = out;
  }

  /// The entity of an account.
  ///
  /// @param declared whether the source is about this account, rather than naming it
  String account(String accountId, Evidence at, boolean declared) {
    String arn = Arn.ofAccount(accountId);
    out.entity(arn, "aws.account", accountId, List.of());
    if (declared) {
      out.fact(at, "kind", arn, "aws.account");
    }
    out.fact(at, "arn", arn, arn);
    return arn;
  }

  void mentioned(Mentions.Mention mention, Evidence at) {
    if (mention.arn().accountKnown()) {
      mentions.putIfAbsent(mention.arn().toString(), mention);
      places.putIfAbsent(mention.arn().toString(), at);
    }
  }

  /// States the mentioned principals that nothing declared.
  void finish() {
    mentions.forEach(
        (arn, mention) -> {
          Evidence at = places.get(arn);
          if (at == null || out.knows(arn)) {
            return;
          }
          String account = account(mention.arn().account(), at, false);
          if (!mention.isAccount()) {
            out.entity(arn, "aws.iam." + mention.arn().type(), mention.arn().name(), List.of());
            out.fact(at, "arn", arn, arn);
            out.fact(at, "in_account", arn, account);
          }
        });
  }
}
