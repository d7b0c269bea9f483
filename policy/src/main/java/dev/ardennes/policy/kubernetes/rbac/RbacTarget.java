package dev.ardennes.policy.kubernetes.rbac;

import dev.ardennes.model.Unknown;

/// What a request is about.
public sealed interface RbacTarget {
  /// Whether, with the verb, it is all that there is of its kind, as a rule writes it.
  default boolean isEverything(String verb) {
    return verb.equals("*")
        && switch (this) {
          case Resource one ->
              one.apiGroup().equals("*") && one.path().equals("*") && one.name().isEmpty();
          case Url url -> url.path().equals("*");
        };
  }

  /// A resource of the API.
  ///
  /// @param apiGroup empty for the core group
  /// @param subresource empty where the request is about the resource itself
  /// @param namespace empty for a request of the whole cluster and for resources without namespace
  /// @param name empty where the request names no object: a list of all, or a creation
  record Resource(
      String apiGroup, String resource, String subresource, String namespace, String name)
      implements RbacTarget {
    /// A resource by the text of a rule, such as `pods/exec`; no object is named.
    public static Resource of(String apiGroup, String resource, String namespace) {
      int slash = resource.indexOf('/', Math.max(0, resource.indexOf(Unknown.CLOSE)));
      return slash < 0
          ? new Resource(apiGroup, resource, "", namespace, "")
          : new Resource(
              apiGroup, resource.substring(0, slash), resource.substring(slash + 1), namespace, "");
    }

    /// The same about one object.
    public Resource named(String object) {
      return new Resource(apiGroup, resource, subresource, namespace, object);
    }

    /// The resource and subresource as rules write them.
    String path() {
      return subresource.isEmpty() ? resource : resource + "/" + subresource;
    }
  }

  /// A path of the API server that is no resource, such as `/metrics`.
  record Url(String path) implements RbacTarget {}
}
