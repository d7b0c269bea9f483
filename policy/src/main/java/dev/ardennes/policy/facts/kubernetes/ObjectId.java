package dev.ardennes.policy.facts.kubernetes;

import dev.ardennes.model.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the id of something in a cluster says: `k8s/main/shop/deployment/web`.
///
/// @param cluster the id of the cluster; empty for what is in none
/// @param namespace the id of the namespace; empty for what lies in none
/// @param kind in lower case; empty for a cluster or a namespace
/// @param name of the object; of a namespace or cluster its own
record ObjectId(String cluster, String namespace, String kind, String name) {
  private static final String CLUSTERS = "k8s/";

  /// Kinds that lie in no namespace, whose names may have slashes.
  private static final Set<String> WITHOUT_NAMESPACE =
      Set.of("user", "group", "clusterrole", "clusterrolebinding", "node", "persistentvolume");

  private static final ObjectId ELSEWHERE = new ObjectId("", "", "", "");

  /// @param namespace in which the object lies as a fact says; null where none does
  static ObjectId of(String id, @Nullable String namespace) {
    List<String> parts = id.startsWith(CLUSTERS) ? parts(id) : List.of();
    if (parts.size() < 2) {
      return ELSEWHERE;
    }
    String cluster = CLUSTERS + parts.get(1);
    if (parts.size() < 4) {
      return new ObjectId(cluster, "", "", parts.getLast());
    }
    String within = namespace == null ? "" : namespace;
    if (namespace == null && parts.size() == 5 && !WITHOUT_NAMESPACE.contains(parts.get(2))) {
      within = cluster + "/" + parts.get(2);
    }
    boolean inside = !within.isEmpty() && id.startsWith(within + "/");
    String rest = id.substring((inside ? within : cluster).length() + 1);
    int slash = slash(rest);
    return new ObjectId(
        cluster,
        inside ? within : "",
        slash < 0 ? "" : rest.substring(0, slash),
        rest.substring(slash + 1));
  }

  static String cluster(String id) {
    return of(id, null).cluster;
  }

  /// The name of a namespace; empty where the id is that of a cluster or something else.
  static String namespaceName(String id) {
    ObjectId read = of(id, null);
    return read.kind.isEmpty() && !read.cluster.isEmpty() && !id.equals(read.cluster)
        ? read.name
        : "";
  }

  /// The name of the namespace in which the object lies; empty for what lies in none.
  String namespaceName() {
    return namespace.isEmpty() ? "" : namespace.substring(cluster.length() + 1);
  }

  boolean isInNamespace() {
    return !namespace.isEmpty();
  }

  private static int slash(String text) {
    boolean unknown = false;
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      unknown = letter == Unknown.OPEN || (unknown && letter != Unknown.CLOSE);
      if (letter == '/' && !unknown) {
        return i;
      }
    }
    return -1;
  }

  /// The text between slashes; those in unknown parts separate nothing.
  private static List<String> parts(String id) {
    List<String> parts = new ArrayList<>();
    String rest = id;
    for (int at = slash(rest); at >= 0; at = slash(rest)) {
      parts.add(rest.substring(0, at));
      rest = rest.substring(at + 1);
    }
    parts.add(rest);
    return parts;
  }
}
