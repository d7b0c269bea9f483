package dev.ardennes.collect.kubernetes;

import dev.ardennes.collect.kubernetes.manifest.Manifest;
import dev.ardennes.collect.kubernetes.manifest.Nodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The objects of one cluster, for looking them up.
final class Cluster {
  private final String name;
  private final List<Root> roots;
  private final Map<String, TreeMap<String, Manifest>> byKind = new TreeMap<>();
  private final Map<String, Manifest> namespaces = new TreeMap<>();
  private final List<Manifest> objects = new ArrayList<>();
  private final List<Workload> workloads;
  private final boolean mesh;

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
    ofKind("Namespace").forEach(found -> namespaces.put(found.name(), found));
    workloads = Workloads.of(this);
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
    Map<String, Manifest> found = byKind.get(kind);
    return found == null ? List.of() : List.copyOf(found.values());
  }

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
