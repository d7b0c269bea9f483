package dev.ardennes.collect.kubernetes;

import dev.ardennes.collect.kubernetes.manifest.Manifest;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    BitSet apart = apart(sorted);
    List<Cluster> clusters = new ArrayList<>();
    List<Root> main = new ArrayList<>();
    Set<String> taken = new HashSet<>(Set.of(MAIN));
    for (int i = 0; i < sorted.size(); i++) {
      Root root = sorted.get(i);
      if (apart.get(i)) {
        clusters.add(new Cluster(name(root, fallback, taken), List.of(root)));
      } else {
        main.add(root);
      }
    }
    if (!main.isEmpty()) {
      clusters.addFirst(new Cluster(MAIN, main));
    }
    return clusters;
  }

  /// A namespace may be written down with everything that lies in it.
  private static BitSet apart(List<Root> roots) {
    Map<String, Integer> first = new HashMap<>();
    BitSet apart = new BitSet();
    for (int i = 0; i < roots.size(); i++) {
      for (Manifest object : roots.get(i).objects()) {
        int other = Objects.requireNonNullElse(first.putIfAbsent(object.key(), i), i);
        if (other != i && !object.kind().equals("Namespace")) {
          apart.set(i);
          apart.set(other);
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
