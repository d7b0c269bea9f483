package dev.ardennes.collect.kubernetes;

import dev.ardennes.collect.kubernetes.manifest.Manifest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// From roots to clusters: all belong to one, but those that define what another one defines too,
/// which cannot be applied to the same cluster.
final class Clusters {
  private static final String MAIN = "main";

  private Clusters() {}

  /// @param fallback name for a root that is the scanned folder itself
  static List<Cluster> of(List<Root> roots, String fallback) {
    List<Root> sorted =
        roots.stream()
            .filter(root -> !root.objects().isEmpty())
            .sorted(Comparator.comparing(Root::folder).thenComparing(Root::how))
            .toList();
    Set<Root> apart = apart(sorted);
    List<Cluster> clusters = new ArrayList<>();
    List<Root> main = sorted.stream().filter(root -> !apart.contains(root)).toList();
    if (!main.isEmpty()) {
      clusters.add(new Cluster(MAIN, main));
    }
    Set<String> taken = new HashSet<>(Set.of(MAIN));
    for (Root root : sorted) {
      if (apart.contains(root)) {
        clusters.add(new Cluster(name(root, fallback, taken), List.of(root)));
      }
    }
    return clusters;
  }

  /// A namespace may be written down with everything that lies in it.
  private static Set<Root> apart(List<Root> roots) {
    Map<String, Root> first = new HashMap<>();
    Set<Root> apart = new HashSet<>();
    for (Root root : roots) {
      for (Manifest object : root.objects()) {
        Root other = first.putIfAbsent(object.key(), root);
        if (other != null && other != root && !object.kind().equals("Namespace")) {
          apart.add(root);
          apart.add(other);
        }
      }
    }
    return apart;
  }

  /// A folder as one part of ids: `deploy/overlays/dev` is `deploy-overlays-dev`.
  private static String name(Root root, String fallback, Set<String> taken) {
    String folder = root.folder().isEmpty() ? fallback : root.folder();
    String base = Kinds.part(folder.replace('/', '-'));
    String name = base;
    for (int i = 2; !taken.add(name); i++) {
      name = base + "-" + i;
    }
    return name;
  }
}
