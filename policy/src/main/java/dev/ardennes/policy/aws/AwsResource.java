package dev.ardennes.policy.aws;

import java.util.Map;
import java.util.Optional;

/// A resource that is known to exist.
///
/// @param id how the model and requests refer to it; an ARN will do
/// @param arn its ARN, unknown parts written `⟨symbol⟩`
/// @param account the account that owns it (a bucket's ARN does not say)
/// @param tags its tags; empty optional where tags were not collected
public record AwsResource(
    String id, String arn, String account, Optional<Map<String, String>> tags) {
  public AwsResource {
    tags = tags.map(Map::copyOf);
  }

  /// A resource whose ARN is its id, without tags.
  public static AwsResource of(String arn, String account) {
    return new AwsResource(arn, arn, account, Optional.of(Map.of()));
  }
}
