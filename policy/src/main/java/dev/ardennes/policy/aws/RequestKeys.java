package dev.ardennes.policy.aws;

import java.util.Locale;
import java.util.Set;

/// Keys of conditions whose values are the same whatever resource a request is about.
final class RequestKeys {
  private static final Set<String> OF_REQUESTS =
      Set.of(
          "iam:passedtoservice",
          "aws:multifactorauthpresent",
          "aws:multifactorauthage",
          "aws:principalaccount",
          "aws:principalarn",
          "aws:principalorgid",
          "aws:principaltype",
          "aws:securetransport",
          "aws:sourceip",
          "aws:userid",
          "aws:username");

  private RequestKeys() {}

  /// Whether the condition holds or not whatever the resource is.
  static boolean isAboutTheRequest(PolicyStatement.Condition condition) {
    String key = condition.key().toLowerCase(Locale.ROOT);
    return (OF_REQUESTS.contains(key) || key.startsWith("aws:principaltag/"))
        && condition.values().stream().noneMatch(Variables::in);
  }
}
