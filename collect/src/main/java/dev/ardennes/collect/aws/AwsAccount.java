package dev.ardennes.collect.aws;

import dev.ardennes.model.Unknown;

/// The account and region that a provider configuration of a root module acts in.
///
/// @param entity id of the account's entity: its ARN where the id is known, else `aws/prod`, with
///   the root module in front of the alias where the folder has several: `aws/envs/prod:default`
/// @param label what ids of things in the account begin with: `aws/prod`
/// @param name for people: the account's id, or the alias
/// @param account twelve digits, or an unknown part
/// @param region a constant, or an unknown part: never a default
record AwsAccount(
    String root,
    String alias,
    String entity,
    String label,
    String name,
    String account,
    String region) {
  static final String DEFAULT_ALIAS = "default";

  /// The account of a provider configuration.
  ///
  /// @param root path of the root module; `.` for the scanned folder itself
  /// @param accountId twelve digits; empty where it is not known
  /// @param constantRegion empty where it is not known
  /// @param accountAlias the alias that stands for the account; configurations that differ in
  ///   region only share one
  static AwsAccount of(
      String root, String alias, String accountAlias, String accountId, String constantRegion) {
    String label = "aws/" + (root.equals(".") ? "" : root + ":") + accountAlias;
    boolean known = !accountId.isEmpty();
    String regionSymbol =
        Unknown.part(label + ":region" + (alias.equals(accountAlias) ? "" : " of " + alias));
    return new AwsAccount(
        root,
        alias,
        known ? Arn.ofAccount(accountId) : label,
        label,
        known ? accountId : accountAlias,
        known ? accountId : Unknown.part(label),
        constantRegion.isEmpty() ? regionSymbol : constantRegion);
  }

  boolean known() {
    return Arn.isAccountId(account);
  }

  /// The partition follows from the region; where that is unknown it is the commercial one, which
  /// all accounts but those of governments and of China are in.
  String partition() {
    if (region.startsWith("us-gov-")) {
      return "aws-us-gov";
    }
    return region.startsWith("cn-") ? "aws-cn" : "aws";
  }

  /// The ARN of the account as a principal.
  String arn() {
    return "arn:" + partition() + ":iam::" + account + ":root";
  }
}
