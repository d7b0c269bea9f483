package dev.ardennes.policy.kubernetes.rbac;

import java.util.Comparator;

/// The name of a role.
///
/// @param namespace empty for a `ClusterRole`
public record RoleName(String namespace, String name) implements Comparable<RoleName> {
  private static final Comparator<RoleName> ORDER =
      Comparator.comparing(RoleName::namespace).thenComparing(RoleName::name);

  /// A `ClusterRole`.
  public static RoleName cluster(String name) {
    return new RoleName("", name);
  }

  /// A `Role` of a namespace.
  public static RoleName of(String namespace, String name) {
    return new RoleName(namespace, name);
  }

  boolean isCluster() {
    return namespace.isEmpty();
  }

  String resource() {
    return isCluster() ? "clusterroles" : "roles";
  }

  String says() {
    return isCluster() ? "cluster role `" + name + "`" : "role `" + namespace + "/" + name + "`";
  }

  @Override
  public int compareTo(RoleName other) {
    return ORDER.compare(this, other);
  }
}
