package dev.ardennes.policy.aws;

import java.util.List;

/// An action of a service and what it acts on.
///
/// @param resources the resource types that a statement may scope it to; empty where only `*`
///   matches
/// @param conditionKeys the keys that every request of it carries; keys that depend on the resource
///   stand in `resources`
/// @param dependentActions the further actions that AWS documents as needed with it
public record AwsAction(
    String service,
    String name,
    AccessLevel level,
    List<ActionResource> resources,
    List<String> conditionKeys,
    List<String> dependentActions) {

  public AwsAction {
    resources = List.copyOf(resources);
    conditionKeys = List.copyOf(conditionKeys);
    dependentActions = List.copyOf(dependentActions);
  }

  /// One resource type of an action.
  ///
  /// @param required whether every request of the action names such a resource
  public record ActionResource(String type, boolean required, List<String> conditionKeys) {
    public ActionResource {
      conditionKeys = List.copyOf(conditionKeys);
    }
  }

  /// The name as policies write it, such as `lambda:CreateFunction`.
  public String fullName() {
    return service + ":" + name;
  }

  /// Whether a statement can scope the action to resources; if not, only the resource `*` matches
  /// it.
  public boolean resourceLevel() {
    return !resources.isEmpty();
  }
}
