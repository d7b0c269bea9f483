package dev.ardennes.policy.kubernetes.rbac;

/// A question to the authorizer.
///
/// The name of the object is taken as the API server sees it: a creation of an object and a
/// `deletecollection` never carry one, a creation of a subresource (`pods/exec`) does, and `list`
/// and `watch` do where the client selects `metadata.name`. A request about one namespace object is
/// a request in that namespace.
///
/// @param verb as rules write it: `get`, `create`, `impersonate`, ...
public record RbacRequest(Requester who, String verb, RbacTarget target) {
  public RbacRequest {
    target = seen(verb, target);
  }

  public static RbacRequest of(Subject who, String verb, RbacTarget target) {
    return new RbacRequest(Requester.of(who), verb, target);
  }

  static RbacTarget seen(String verb, RbacTarget target) {
    return switch (target) {
      case RbacTarget.Url url -> url;
      case RbacTarget.Resource resource -> inOwnNamespace(unnamed(verb, resource));
    };
  }

  private static RbacTarget.Resource unnamed(String verb, RbacTarget.Resource resource) {
    boolean creates = verb.equals("create") && resource.subresource().isEmpty();
    return creates || verb.equals("deletecollection") ? resource.named("") : resource;
  }

  private static RbacTarget.Resource inOwnNamespace(RbacTarget.Resource resource) {
    boolean own =
        resource.apiGroup().isEmpty()
            && resource.resource().equals("namespaces")
            && resource.namespace().isEmpty()
            && !resource.name().isEmpty();
    return own
        ? new RbacTarget.Resource(
            "", "namespaces", resource.subresource(), resource.name(), resource.name())
        : resource;
  }

  String says() {
    return says(verb, target);
  }

  static String says(String verb, RbacTarget target) {
    return switch (target) {
      case RbacTarget.Url url -> "`" + verb + "` `" + url.path() + "`";
      case RbacTarget.Resource resource -> "`" + verb + "` " + says(resource);
    };
  }

  private static String says(RbacTarget.Resource resource) {
    String group = resource.apiGroup().isEmpty() ? "" : "." + resource.apiGroup();
    String name = resource.name().isEmpty() ? "" : " `" + resource.name() + "`";
    String where =
        resource.namespace().isEmpty()
            ? " in the cluster"
            : " in namespace `" + resource.namespace() + "`";
    return "`" + resource.path() + group + "`" + name + where;
  }
}
