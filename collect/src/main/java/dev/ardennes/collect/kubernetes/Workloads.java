package dev.ardennes.collect.kubernetes;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.kubernetes.manifest.Manifest;
import dev.ardennes.collect.kubernetes.manifest.Nodes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// From objects that start pods to those that nobody else started. A dump has the pods and replica
/// sets that controllers made: they count as their topmost controller.
final class Workloads {
  private static final int MOST_OWNERS = 8;

  /// Labels that controllers add to the pods of a template.
  private static final Set<String> ADDED =
      Set.of(
          "pod-template-hash",
          "controller-revision-hash",
          "pod-template-generation",
          "controller-uid",
          "batch.kubernetes.io/controller-uid",
          "statefulset.kubernetes.io/pod-name",
          "apps.kubernetes.io/pod-index");

  private record Name(String kind, String namespace, String name) implements Comparable<Name> {
    @Override
    public int compareTo(Name other) {
      int order = kind.compareTo(other.kind);
      order = order == 0 ? namespace.compareTo(other.namespace) : order;
      return order == 0 ? name.compareTo(other.name) : order;
    }
  }

  private static final class Draft {
    final List<Pod> pods = new ArrayList<>();
    final Map<String, Json> nodes = new TreeMap<>();
    final Json place;

    Draft(Json place) {
      this.place = place;
    }
  }

  private final Cluster cluster;
  private final TreeMap<Name, Draft> drafts = new TreeMap<>();

  private Workloads(Cluster cluster) {
    this.cluster = cluster;
  }

  /// Sorted by kind, namespace and name.
  static List<Workload> of(Cluster cluster) {
    Workloads workloads = new Workloads(cluster);
    for (boolean own : List.of(true, false)) {
      for (String kind : Workload.KINDS.stream().sorted().toList()) {
        cluster.ofKind(kind).forEach(object -> workloads.add(object, own));
      }
    }
    return workloads.finished();
  }

  /// First what nobody owns, then what is owned, so that the template comes before its pods.
  private void add(Manifest object, boolean own) {
    Name self = new Name(object.kind(), object.namespace(), object.name());
    Name top = top(self, object);
    if (top.equals(self) != own) {
      return;
    }
    Workload.pod(object)
        .ifPresent(
            pod -> {
              Draft draft = drafts.computeIfAbsent(top, ignored -> new Draft(object.body()));
              draft.pods.add(own ? pod : withoutAddedLabels(pod));
              Json node = Nodes.at(pod.spec(), "nodeName");
              if (node != null) {
                draft.nodes.putIfAbsent(Nodes.text(node), node);
              }
            });
  }

  private static Pod withoutAddedLabels(Pod pod) {
    if (!(pod.written() instanceof Json.Obj whole)
        || !(Nodes.at(whole, "metadata") instanceof Json.Obj metadata)
        || pod.labels().isEmpty()) {
      return pod;
    }
    Map<String, Json> labels = new LinkedHashMap<>(pod.labels());
    labels.keySet().removeAll(ADDED);
    Map<String, Json> changed = new LinkedHashMap<>(metadata.members());
    changed.put("labels", new Json.Obj(labels, metadata.place()));
    Map<String, Json> members = new LinkedHashMap<>(whole.members());
    members.put("metadata", new Json.Obj(changed, metadata.place()));
    return new Pod(new Json.Obj(members, whole.place()));
  }

  private Name top(Name self, Manifest object) {
    Name name = self;
    Manifest at = object;
    for (int i = 0; i < MOST_OWNERS; i++) {
      Json owner = controller(at);
      if (owner == null) {
        return name;
      }
      name = new Name(Nodes.text(owner, "kind"), self.namespace, Nodes.text(owner, "name"));
      Manifest next = cluster.find(name.kind, name.namespace, name.name);
      if (next == null) {
        return unseen(name, object);
      }
      at = next;
    }
    return name;
  }

  private static @org.jspecify.annotations.Nullable Json controller(Manifest object) {
    for (Json owner : Nodes.list(object.body(), "metadata", "ownerReferences")) {
      if (Nodes.isTrue(owner, "controller") && Workload.KINDS.contains(Nodes.text(owner, "kind"))) {
        return owner;
      }
    }
    return null;
  }

  /// Replica sets of deployments are named after them and the hash of their template.
  private static Name unseen(Name owner, Manifest object) {
    String hash = Nodes.text(object.body(), "metadata", "labels", "pod-template-hash");
    String end = "-" + hash;
    if (owner.kind.equals("ReplicaSet") && !hash.isEmpty() && owner.name.endsWith(end)) {
      String name = owner.name.substring(0, owner.name.length() - end.length());
      return new Name("Deployment", owner.namespace, name);
    }
    return owner;
  }

  private List<Workload> finished() {
    List<Workload> workloads = new ArrayList<>();
    drafts.forEach(
        (name, draft) ->
            workloads.add(
                new Workload(
                    name.kind,
                    name.namespace,
                    name.name,
                    draft.place,
                    draft.pods.getFirst(),
                    draft.pods,
                    draft.nodes)));
    return List.copyOf(workloads);
  }
}
