package dev.ardennes.policy.facts.kubernetes;

import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The facts about Kubernetes by cluster. Reads a relation when it is first asked for.
final class ClusterFacts {
  private final FactBase facts;
  private final Map<String, Map<String, List<Fact>>> byRelation = new HashMap<>();
  private final Map<String, ObjectId> objects = new HashMap<>();
  private @Nullable Map<String, Set<String>> namespaces;

  ClusterFacts(FactBase facts) {
    this.facts = facts;
  }

  FactBase all() {
    return facts;
  }

  /// The facts of a relation whose first argument lies in the cluster.
  List<Fact> of(String cluster, String relation) {
    return byRelation.computeIfAbsent(relation, this::grouped).getOrDefault(cluster, List.of());
  }

  private Map<String, List<Fact>> grouped(String relation) {
    Map<String, List<Fact>> grouped = new HashMap<>();
    for (Fact fact : facts.relation(relation)) {
      String cluster = ObjectId.cluster(fact.args().getFirst());
      grouped.computeIfAbsent(cluster, id -> new ArrayList<>()).add(fact);
    }
    return grouped;
  }

  ObjectId object(String id) {
    return objects.computeIfAbsent(id, of -> ObjectId.of(of, facts.second("in_namespace", of)));
  }

  /// The ids of all clusters, sorted.
  Set<String> clusters() {
    return namespaces().keySet();
  }

  /// The ids of the namespaces of a cluster, sorted.
  Set<String> namespaces(String cluster) {
    return namespaces().getOrDefault(cluster, Set.of());
  }

  private Map<String, Set<String>> namespaces() {
    Map<String, Set<String>> known = namespaces;
    if (known == null) {
      known = new TreeMap<>();
      List<String> ids = new ArrayList<>();
      facts.entities().forEach(entity -> ids.add(entity.id()));
      facts.relation("in_namespace").forEach(fact -> ids.add(fact.args().get(1)));
      facts.relation("covered").forEach(fact -> ids.add(fact.args().getFirst()));
      facts.relation("in_kubernetes").forEach(fact -> ids.addAll(fact.args()));
      for (String id : ids) {
        note(id, known);
      }
      namespaces = known;
    }
    return known;
  }

  private static void note(String id, Map<String, Set<String>> known) {
    String cluster = ObjectId.cluster(id);
    if (!cluster.isEmpty()) {
      Set<String> inside = known.computeIfAbsent(cluster, key -> new TreeSet<>());
      if (!ObjectId.namespaceName(id).isEmpty()) {
        inside.add(id);
      }
    }
  }

  /// The workloads of a cluster, sorted: what its kind says it is, and whatever else runs as a
  /// service account.
  Set<String> workloads(String cluster) {
    Set<String> workloads = new TreeSet<>();
    of(cluster, "runs_as_account").forEach(fact -> workloads.add(fact.args().getFirst()));
    for (Fact fact : of(cluster, "in_namespace")) {
      if (isWorkloadByKind(fact.args().getFirst())) {
        workloads.add(fact.args().getFirst());
      }
    }
    return workloads;
  }

  boolean isWorkload(String id) {
    return isWorkloadByKind(id) || !facts.relation("runs_as_account", id).isEmpty();
  }

  private boolean isWorkloadByKind(String id) {
    return KubernetesKinds.isWorkload(object(id).kind());
  }

  /// What tells that there is such a workload, where its kind does not.
  void addExistence(String workload, Collection<String> ids) {
    if (!isWorkloadByKind(workload)) {
      addAbout("runs_as_account", workload, ids);
    }
  }

  Map<String, String> labels(String entity) {
    Map<String, String> labels = new TreeMap<>();
    facts.relation("label", entity).forEach(f -> labels.put(f.args().get(1), f.args().get(2)));
    return labels;
  }

  /// The pieces of a policy or role, each with its index in the second column from the last.
  List<Fact> pieces(String relation, String whole) {
    List<Fact> pieces = new ArrayList<>(facts.relation(relation, whole));
    pieces.sort(
        Comparator.comparing(
            (Fact piece) -> "%8s".formatted(piece.args().get(piece.args().size() - 2))));
    return Collections.unmodifiableList(pieces);
  }

  /// Whether a source shows every fact of the relations in the scope.
  boolean covers(String scope, List<String> relations) {
    for (String relation : relations) {
      if (facts.fact("covered", scope, relation) == null) {
        return false;
      }
    }
    return true;
  }

  /// Adds the ids of the facts of a relation about an entity.
  void addAbout(String relation, String entity, Collection<String> ids) {
    facts.relation(relation, entity).forEach(fact -> ids.add(fact.id()));
  }

  void addCovered(String scope, Collection<String> ids, List<String> relations) {
    for (String relation : relations) {
      Fact covered = facts.fact("covered", scope, relation);
      if (covered != null) {
        ids.add(covered.id());
      }
    }
  }
}
