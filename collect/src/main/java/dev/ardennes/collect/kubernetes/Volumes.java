package dev.ardennes.collect.kubernetes;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.kubernetes.manifest.Manifest;
import dev.ardennes.collect.kubernetes.manifest.Nodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Persistent volumes that are paths of nodes, and which claims are bound to them.
final class Volumes {
  /// With more volumes of a class than this, it is not known which one a claim gets.
  private static final int MOST_OF_CLASS = 16;

  /// A path of a node, and where it is written.
  record HostPath(String path, Json at, boolean readOnly) {}

  private final Cluster cluster;
  private final TreeMap<String, List<Manifest>> byClaim = new TreeMap<>();
  private final Map<String, List<Manifest>> free = new TreeMap<>();

  Volumes(Cluster cluster) {
    this.cluster = cluster;
    for (Manifest volume : cluster.ofKind("PersistentVolume")) {
      Json claim = Nodes.at(volume.spec(), "claimRef");
      if (claim == null) {
        add(free, Nodes.text(volume.spec(), "storageClassName"), volume);
      } else {
        add(byClaim, key(Nodes.text(claim, "namespace"), Nodes.text(claim, "name")), volume);
      }
    }
  }

  private static void add(Map<String, List<Manifest>> to, String key, Manifest volume) {
    to.computeIfAbsent(key, ignored -> new ArrayList<>()).add(volume);
  }

  private static String key(String namespace, String name) {
    return namespace + "/" + name;
  }

  /// The paths that a claim is bound to: by its own word, by the volume's, or by their class.
  List<HostPath> bound(String namespace, String claimed, boolean readOnly) {
    Manifest claim = cluster.find("PersistentVolumeClaim", namespace, claimed);
    String named = claim == null ? "" : Nodes.text(claim.spec(), "volumeName");
    if (!named.isEmpty()) {
      Manifest volume = cluster.find("PersistentVolume", "", named);
      return volume == null ? List.of() : paths(List.of(volume), readOnly);
    }
    List<Manifest> claimedBy = byClaim.getOrDefault(key(namespace, claimed), List.of());
    if (!claimedBy.isEmpty() || claim == null) {
      return paths(claimedBy, readOnly);
    }
    String storage = Nodes.text(claim.spec(), "storageClassName");
    List<Manifest> ofClass = storage.isEmpty() ? List.of() : free.getOrDefault(storage, List.of());
    return ofClass.size() > MOST_OF_CLASS ? List.of() : paths(ofClass, readOnly);
  }

  /// Claims of a stateful set are named after its template and its number.
  List<HostPath> ofStatefulSet(Workload workload, String template) {
    String start = key(workload.namespace(), template + "-" + workload.name() + "-");
    List<HostPath> paths = new ArrayList<>();
    byClaim
        .subMap(start + "0", start + ":")
        .values()
        .forEach(volumes -> paths.addAll(paths(volumes, false)));
    return paths;
  }

  private static List<HostPath> paths(List<Manifest> volumes, boolean readOnly) {
    List<HostPath> paths = new ArrayList<>();
    for (Manifest volume : volumes) {
      for (String type : List.of("hostPath", "local")) {
        Json path = Nodes.at(volume.spec(), type, "path");
        if (path != null) {
          paths.add(new HostPath(Nodes.text(path), path, readOnly));
        }
      }
    }
    return paths;
  }
}
