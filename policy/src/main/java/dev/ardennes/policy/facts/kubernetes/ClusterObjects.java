package dev.ardennes.policy.facts.kubernetes;

import dev.ardennes.model.Fact;
import dev.ardennes.model.Unknown;
import dev.ardennes.policy.kubernetes.rbac.Grant;
import dev.ardennes.policy.kubernetes.rbac.Permission;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The objects of one cluster by namespace and kind: a rule without names is about all objects of a
/// kind in a namespace or about none.
final class ClusterObjects {
  private static final List<String> PLACES = List.of("in_namespace", "in_kubernetes");

  /// An object with its id as facts write it.
  private record Known(String id, ObjectId object) {}

  /// By the name of the namespace, empty for what lies in none, and then by kind.
  private final Map<String, Map<String, List<Known>>> objects = new TreeMap<>();

  ClusterObjects(ClusterFacts facts, String cluster) {
    Set<String> ids = new LinkedHashSet<>();
    for (String relation : PLACES) {
      facts.of(cluster, relation).forEach(fact -> ids.add(first(fact)));
    }
    for (String id : ids) {
      ObjectId object = facts.object(id);
      objects
          .computeIfAbsent(object.namespaceName(), namespace -> new TreeMap<>())
          .computeIfAbsent(object.kind(), kind -> new ArrayList<>())
          .add(new Known(id, object));
    }
  }

  private static String first(Fact fact) {
    return fact.args().getFirst();
  }

  /// Adds the ids of what the grant may be about.
  ///
  /// @param subresource empty for the objects themselves
  void add(Grant grant, String subresource, Set<String> found) {
    boolean everywhere = grant.namespace().isEmpty() || Unknown.in(grant.namespace());
    if (everywhere) {
      objects.values().forEach(kinds -> add(grant.permission(), kinds, subresource, found));
    } else {
      add(
          grant.permission(),
          objects.getOrDefault(grant.namespace(), Map.of()),
          subresource,
          found);
    }
  }

  private static void add(
      Permission permission,
      Map<String, List<Known>> kinds,
      String subresource,
      Set<String> found) {
    boolean byName = !permission.resourceNames().isEmpty();
    for (List<Known> alike : kinds.values()) {
      if (!byName && !isAbout(permission, alike.getFirst(), subresource)) {
        continue;
      }
      for (Known each : alike) {
        if (!byName || isAbout(permission, each, subresource)) {
          found.add(each.id());
        }
      }
    }
  }

  private static boolean isAbout(Permission permission, Known known, String subresource) {
    return permission.mayBeAbout(KubernetesKinds.object(known.object(), subresource));
  }
}
