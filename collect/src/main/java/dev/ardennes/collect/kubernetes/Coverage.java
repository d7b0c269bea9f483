package dev.ardennes.collect.kubernetes;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.kubernetes.manifest.Manifest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Where a missing policy is none. Manifests of a repository are taken as the whole of the
/// namespaces in which they start something; a dump is the whole of the kinds that it has.
final class Coverage {
  private static final Map<String, String> KINDS =
      new TreeMap<>(
          Map.of(
              "network_policy", "NetworkPolicy",
              "authorization_policy", "AuthorizationPolicy",
              "peer_authentication", "PeerAuthentication"));

  private final Cluster cluster;
  private final String root;
  private final Statements out;

  /// @param root namespace of the mesh
  Coverage(Cluster cluster, String root, Statements out) {
    this.cluster = cluster;
    this.root = root;
    this.out = out;
  }

  void state() {
    Map<String, Json> namespaces = namespaces();
    boolean dumped = cluster.isDumped();
    boolean complete = cluster.roots().stream().allMatch(Root::complete);
    if (!complete) {
      return;
    }
    namespaces.forEach(
        (namespace, at) ->
            KINDS.forEach(
                (relation, kind) -> {
                  if (!dumped || !cluster.ofKind(kind).isEmpty()) {
                    out.fact(at, "covered", out.namespace(namespace, at), relation);
                  }
                }));
    if (!namespaces.isEmpty()) {
      out.covers(sentence(namespaces.keySet().stream().toList(), dumped));
    }
    if (dumped
        && !cluster.ofKind("ClusterRoleBinding").isEmpty()
        && !cluster.ofKind("RoleBinding").isEmpty()) {
      Json at = cluster.ofKind("ClusterRoleBinding").getFirst().body();
      out.fact(at, "covered", out.cluster(at), "rbac_binding");
      out.covers("role bindings of cluster " + cluster.name() + ", as the dump shows them");
    }
  }

  private String sentence(List<String> namespaces, boolean dumped) {
    String of =
        namespaces.size() <= 8
            ? String.join(", ", namespaces)
            : String.join(", ", namespaces.subList(0, 8))
                + " and "
                + (namespaces.size() - 8)
                + " more";
    return "policies of network and mesh in the namespaces "
        + of
        + " of cluster "
        + cluster.name()
        + (dumped
            ? ", as far as the dump has objects of their kinds"
            : ", since manifests are taken as the whole of the namespaces in which they start pods");
  }

  /// Those with workloads, and that of the mesh where anything of it is there.
  private Map<String, Json> namespaces() {
    Map<String, Json> namespaces = new TreeMap<>();
    for (Workload workload : cluster.workloads()) {
      namespaces.putIfAbsent(workload.namespace(), workload.place());
    }
    Manifest inRoot = cluster.namespaces().get(root);
    if (inRoot != null) {
      namespaces.putIfAbsent(root, inRoot.body());
    }
    return namespaces;
  }
}
