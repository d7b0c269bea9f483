package dev.ardennes.collect.terraform;

import dev.ardennes.collect.terraform.value.Value;
import java.util.Optional;

/// What is known of a provider's resources beyond the configuration: attributes that the provider
/// computes, and what data sources answer.
public interface ResourceKnowledge {
  /// Knows nothing.
  ResourceKnowledge NONE = (instance, attribute) -> Optional.empty();

  /// The value of an attribute that the configuration does not set, such as `arn` of an
  /// `aws_iam_role` or `json` of an `aws_iam_policy_document`. Asked at most once for each
  /// attribute of an instance, and only when something refers to it. May ask the instance for its
  /// other attributes by [ResourceInstance#value]. Empty: the attribute is unknown.
  Optional<Value> attribute(ResourceInstance instance, String attribute);

  /// Asks the other where this one knows nothing.
  default ResourceKnowledge or(ResourceKnowledge other) {
    return (instance, attribute) ->
        attribute(instance, attribute).or(() -> other.attribute(instance, attribute));
  }
}
