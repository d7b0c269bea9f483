package dev.ardennes.policy.facts.kubernetes;

import dev.ardennes.model.Unknown;
import dev.ardennes.policy.kubernetes.rbac.RbacTarget;
import java.util.Map;
import java.util.Set;

/// How rules name what objects are.
final class KubernetesKinds {
  private static final String APPS = "apps";
  private static final String BATCH = "batch";
  private static final String RBAC = "rbac.authorization.k8s.io";
  private static final String NETWORKING = "networking.k8s.io";
  private static final String CORE = "";

  /// Resource and API group by kind.
  private static final Map<String, Resource> KINDS =
      Map.ofEntries(
          Map.entry("pod", new Resource("pods", CORE)),
          Map.entry("secret", new Resource("secrets", CORE)),
          Map.entry("configmap", new Resource("configmaps", CORE)),
          Map.entry("service", new Resource("services", CORE)),
          Map.entry("serviceaccount", new Resource("serviceaccounts", CORE)),
          Map.entry("node", new Resource("nodes", CORE)),
          Map.entry("namespace", new Resource("namespaces", CORE)),
          Map.entry("replicationcontroller", new Resource("replicationcontrollers", CORE)),
          Map.entry("persistentvolume", new Resource("persistentvolumes", CORE)),
          Map.entry("persistentvolumeclaim", new Resource("persistentvolumeclaims", CORE)),
          Map.entry("deployment", new Resource("deployments", APPS)),
          Map.entry("statefulset", new Resource("statefulsets", APPS)),
          Map.entry("daemonset", new Resource("daemonsets", APPS)),
          Map.entry("replicaset", new Resource("replicasets", APPS)),
          Map.entry("job", new Resource("jobs", BATCH)),
          Map.entry("cronjob", new Resource("cronjobs", BATCH)),
          Map.entry("role", new Resource("roles", RBAC)),
          Map.entry("clusterrole", new Resource("clusterroles", RBAC)),
          Map.entry("rolebinding", new Resource("rolebindings", RBAC)),
          Map.entry("clusterrolebinding", new Resource("clusterrolebindings", RBAC)),
          Map.entry("ingress", new Resource("ingresses", NETWORKING)),
          Map.entry("networkpolicy", new Resource("networkpolicies", NETWORKING)),
          Map.entry("user", new Resource("users", CORE)),
          Map.entry("group", new Resource("groups", CORE)));

  /// What lies in no namespace, so that only the whole cluster gives it.
  private static final Set<String> OF_CLUSTER =
      Set.of(
          "nodes",
          "namespaces",
          "persistentvolumes",
          "clusterroles",
          "clusterrolebindings",
          "users",
          "groups",
          "storageclasses",
          "customresourcedefinitions",
          "certificatesigningrequests",
          "mutatingwebhookconfigurations",
          "validatingwebhookconfigurations");

  private static final Set<String> OF_PODS =
      Set.of("exec", "attach", "portforward", "log", "proxy", "ephemeralcontainers");
  private static final Set<String> STARTING_PODS =
      Set.of(
          "deployment",
          "statefulset",
          "daemonset",
          "replicaset",
          "replicationcontroller",
          "job",
          "cronjob");

  private KubernetesKinds() {}

  /// Whether objects of the kind, as ids have it, are or start pods.
  static boolean isWorkload(String kind) {
    return STARTING_PODS.contains(kind) || kind.equals("pod");
  }

  private record Resource(String plural, String group) {}

  /// A resource as the catalogue writes it: `secrets`, `pods/exec`, `deployments.apps`, `*`.
  static RbacTarget target(String what, String namespace) {
    if (what.startsWith("/")) {
      return new RbacTarget.Url(what);
    }
    if (what.equals("*")) {
      return RbacTarget.Resource.of("*", "*", namespace);
    }
    int dot = what.indexOf('.');
    String group = dot < 0 ? "" : what.substring(dot + 1);
    return RbacTarget.Resource.of(group, dot < 0 ? what : what.substring(0, dot), namespace);
  }

  /// Whether a namespace does not hold the resource.
  static boolean isElsewhere(String what, String namespace) {
    String plural = what.split("[./]", 2)[0];
    return !namespace.isEmpty() && (OF_CLUSTER.contains(plural) || what.startsWith("/"));
  }

  /// An object, or what belongs to the pods that it starts: whose names begin with its own.
  ///
  /// @param subresource empty for the object itself
  static RbacTarget object(ObjectId object, String subresource) {
    boolean ofPods = OF_PODS.contains(subresource) && STARTING_PODS.contains(object.kind());
    String kind = ofPods ? "pod" : object.kind().isEmpty() ? "namespace" : object.kind();
    String name = ofPods ? object.name() + Unknown.part("pod") : object.name();
    Resource known = KINDS.get(kind);
    Resource resource =
        known == null ? new Resource(kind + "s", Unknown.part("API group of " + kind)) : known;
    return new RbacTarget.Resource(
        resource.group(), resource.plural(), subresource, object.namespaceName(), name);
  }
}
