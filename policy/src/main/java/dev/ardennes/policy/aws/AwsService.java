package dev.ardennes.policy.aws;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/// A service with its actions, resource types and condition keys.
///
/// @param prefix what stands before the colon of its actions, such as `lambda`
/// @param resourceControlPolicies whether resource control policies hold for it
/// @param actionsByName its actions by lower-case name, in order of name
/// @param typesByName its resource types by name, in order of name
/// @param keyTypes the type (`String`, `ARN`, `Bool`, `ArrayOfString`...) of each condition key by
///   its name
public record AwsService(
    String prefix,
    String name,
    boolean resourceControlPolicies,
    SequencedMap<String, AwsAction> actionsByName,
    SequencedMap<String, AwsResourceType> typesByName,
    SequencedMap<String, String> keyTypes) {

  /// An action by its name without the prefix, in any case.
  public Optional<AwsAction> action(String actionName) {
    return Optional.ofNullable(actionsByName.get(actionName.toLowerCase(Locale.ROOT)));
  }

  /// A resource type by its exact name.
  public Optional<AwsResourceType> type(String typeName) {
    return Optional.ofNullable(typesByName.get(typeName));
  }

  /// All actions in order of name.
  public List<AwsAction> actions() {
    return List.copyOf(actionsByName.values());
  }
}
