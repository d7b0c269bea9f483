package dev.ardennes.collect.kubernetes;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.kubernetes.manifest.Nodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A pod, or what pods are made from.
///
/// @param written with `metadata` and `spec`
record Pod(Json written) {
  Json spec() {
    Json spec = Nodes.at(written, "spec");
    return spec == null ? written : spec;
  }

  Map<String, Json> labels() {
    return Nodes.members(written, "metadata", "labels");
  }

  Map<String, Json> annotations() {
    return Nodes.members(written, "metadata", "annotations");
  }

  String annotation(String key) {
    return Nodes.text(written, "metadata", "annotations", key);
  }

  /// All containers, whenever they run.
  List<Json> containers() {
    List<Json> containers = new ArrayList<>();
    for (String list : List.of("containers", "initContainers", "ephemeralContainers")) {
      containers.addAll(Nodes.list(written, "spec", list));
    }
    return containers;
  }

  boolean onHostNetwork() {
    return Nodes.isTrue(written, "spec", "hostNetwork");
  }

  /// Whether the labels have all that the selector asks for.
  boolean matches(Map<String, String> selector) {
    Map<String, Json> labels = labels();
    return selector.entrySet().stream()
        .allMatch(
            wanted ->
                labels.containsKey(wanted.getKey())
                    && wanted.getValue().equals(Json.scalar(labels.get(wanted.getKey()))));
  }
}
