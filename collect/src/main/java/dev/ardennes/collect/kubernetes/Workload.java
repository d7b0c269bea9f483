package dev.ardennes.collect.kubernetes;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.kubernetes.manifest.Manifest;
import dev.ardennes.collect.kubernetes.manifest.Nodes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What starts pods, and stands for all of them.
///
/// @param template the pod that selectors and facts are about first
/// @param pods the template, then the pods that a dump shows of it
/// @param nodes the nodes on which pods were seen, with the place that says so
record Workload(
    String kind,
    String namespace,
    String name,
    Json place,
    Pod template,
    List<Pod> pods,
    Map<String, Json> nodes) {
  static final Set<String> KINDS =
      Set.of(
          "Deployment",
          "StatefulSet",
          "DaemonSet",
          "ReplicaSet",
          "ReplicationController",
          "Job",
          "CronJob",
          "Pod");

  Workload {
    pods = List.copyOf(pods);
    nodes = new TreeMap<>(nodes);
  }

  /// The pods that an object starts; none where it starts none.
  static Optional<Pod> pod(Manifest object) {
    String kind = Kinds.of(object);
    if (!KINDS.contains(kind)) {
      return Optional.empty();
    }
    Json template =
        switch (kind) {
          case "Pod" -> object.body();
          case "CronJob" -> Nodes.at(object.body(), "spec", "jobTemplate", "spec", "template");
          default -> Nodes.at(object.body(), "spec", "template");
        };
    return Optional.ofNullable(template).map(Pod::new);
  }
}
