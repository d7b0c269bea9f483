package dev.ardennes.policy.aws;

import java.util.List;

/// A type of resource as its service names it, such as `function` of `lambda`.
///
/// @param arnFormat the shape of its ARNs, such as
///   `arn:${Partition}:lambda:${Region}:${Account}:function:${FunctionName}`
/// @param conditionKeys the condition keys that requests on such a resource carry
public record AwsResourceType(
    String service, String name, String arnFormat, List<String> conditionKeys) {
  public AwsResourceType {
    conditionKeys = List.copyOf(conditionKeys);
  }

  /// The ARN pattern of all resources of this type in an account: each placeholder a `*`, the
  /// partition and the account filled in.
  ///
  /// Example: `arn:aws:lambda:*:111122223333:function:*`.
  public String pattern(String partition, String account) {
    StringBuilder pattern = new StringBuilder();
    int from = 0;
    while (from < arnFormat.length()) {
      int open = arnFormat.indexOf("${", from);
      int close = open < 0 ? -1 : arnFormat.indexOf('}', open);
      if (close < 0) {
        break;
      }
      pattern.append(arnFormat, from, open);
      pattern.append(
          switch (arnFormat.substring(open + 2, close)) {
            case "Partition" -> partition;
            case "Account" -> account;
            default -> "*";
          });
      from = close + 1;
    }
    return pattern.append(arnFormat, from, arnFormat.length()).toString();
  }
}
