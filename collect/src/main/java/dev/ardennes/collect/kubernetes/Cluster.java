package dev.ardennes.collect.kubernetes;

import dev.ardennes.collect.kubernetes.manifest.Manifest;
import dev.ardennes.collect.kubernetes.manifest.Nodes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The objects of one cluster, for looking them up.
final class Cluster {
  private static final long MOST_COMPARED = 5_000_000;

  private final String name;
  private final List<Root> roots;
  private final Map<String, TreeMap<String, Manifest>> byKind = new TreeMap<>();
  private final Map<String, List<Manifest>> lists = new TreeMap<>();
  private final Map<Label, List<Workload>> byLabel = new HashMap<>();
  private final Map<String, Manifest> namespaces = new TreeMap<>();
  private final List<Manifest> objects = new ArrayList<>();
  private final List<Workload> workloads;
  private final boolean mesh;
  private long compared;

  Cluster(String name, List<Root> roots) {
    this.name = name;
    this.roots = List.copyOf(roots);
    for (Root root : roots) {
      root.objects().forEach(this::add);
    }
    objects.sort(null);
    for (Manifest object : objects) {
      if (!object.namespace().isEmpty() && !Kinds.of(object).isEmpty()) {
        namespaces.putIfAbsent(object.namespace(), object);
      }
    }
    byKind.forEach((kind, found) -> lists.put(kind, List.copyOf(found.values())));
    ofKind("Namespace").forEach(found -> namespaces.put(found.name(), found));
    workloads = Workloads.of(this);
    for (Workload workload : workloads) {
      Nodes.texts(workload.template().written(), "metadata", "labels")
          .forEach(
              (key, value) ->
                  byLabel
                      .computeIfAbsent(new Label(key, value), ignored -> new ArrayList<>())
                      .add(workload));
    }
    mesh = objects.stream().anyMatch(Cluster::isOfMesh);
  }

  private void add(Manifest object) {
    objects.add(object);
    String kind = Kinds.of(object);
    if (!kind.isEmpty()) {
      byKind
          .computeIfAbsent(kind, ignored -> new TreeMap<>())
          .putIfAbsent(key(object.namespace(), object.name()), object);
    }
  }

  private static boolean isOfMesh(Manifest object) {
    return Kinds.isOfIstio(object)
        || object.labels().keySet().stream().anyMatch(Cluster::isInjection)
        || Workload.pod(object).stream()
            .anyMatch(
                pod ->
                    pod.labels().keySet().stream().anyMatch(Cluster::isInjection)
                        || pod.annotations().keySet().stream().anyMatch(Cluster::isInjection));
  }

  private static boolean isInjection(String key) {
    return key.equals("istio-injection")
        || key.equals("istio.io/rev")
        || key.equals("sidecar.istio.io/inject")
        || key.equals("inject.istio.io/templates")
        || key.equals("istio.io/dataplane-mode");
  }

  private static String key(String namespace, String name) {
    return namespace + "/" + name;
  }

  String name() {
    return name;
  }

  String id() {
    return "k8s/" + name;
  }

  List<Root> roots() {
    return roots;
  }

  /// All objects, sorted, those of kinds that are not understood among them.
  List<Manifest> objects() {
    return objects;
  }

  List<Manifest> ofKind(String kind) {
    return lists.getOrDefault(kind, List.of());
  }

  /// The workloads whose pods have all labels of the selector; none for an empty selector.
  ///
  /// @param namespace null for all namespaces
  List<Workload> selected(@Nullable String namespace, Map<String, String> selector) {
    if (selector.isEmpty()) {
      return List.of();
    }
    List<Workload> candidates = null;
    for (Map.Entry<String, String> pair : selector.entrySet()) {
      Label label = new Label(pair.getKey(), pair.getValue());
      List<Workload> found = byLabel.getOrDefault(label, List.of());
      candidates = candidates == null || found.size() < candidates.size() ? found : candidates;
    }
    if (candidates == null || compared > MOST_COMPARED) {
      return List.of();
    }
    compared += candidates.size();
    return candidates.stream()
        .filter(workload -> namespace == null || workload.namespace().equals(namespace))
        .filter(workload -> selector.size() == 1 || workload.template().matches(selector))
        .toList();
  }

  /// Whether selectors and workloads were too many, so that some selectors found nothing.
  boolean isExhausted() {
    return compared > MOST_COMPARED;
  }

  private record Label(String key, String value) {}

  @Nullable Manifest find(String kind, String namespace, String wanted) {
    Map<String, Manifest> found = byKind.get(kind);
    return found == null ? null : found.get(key(namespace, wanted));
  }

  /// The namespaces in which something lies, each with the object that shows it.
  Map<String, Manifest> namespaces() {
    return namespaces;
  }

  /// The label of a namespace; empty where it has none.
  String namespaceLabel(String namespace, String label) {
    Manifest found = find("Namespace", "", namespace);
    return found == null ? "" : Nodes.text(found.body(), "metadata", "labels", label);
  }

  List<Workload> workloads() {
    return workloads;
  }

  /// Whether anything of a mesh is there.
  boolean hasMesh() {
    return mesh;
  }

  /// Whether a cluster wrote the objects.
  boolean isDumped() {
    return objects.stream().anyMatch(Manifest::isDumped);
  }
}
