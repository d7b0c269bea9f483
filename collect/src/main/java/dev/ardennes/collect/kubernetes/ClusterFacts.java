package dev.ardennes.collect.kubernetes;

import dev.ardennes.collect.CollectedBuilder;
import dev.ardennes.collect.kubernetes.manifest.Manifest;
import dev.ardennes.collect.kubernetes.manifest.Notices;
import java.util.Set;

/// All facts of a cluster.
final class ClusterFacts {
  /// Kinds whose objects are entities even where nothing refers to them.
  private static final Set<String> ENTITIES =
      Set.of("Service", "ServiceAccount", "ConfigMap", "Secret", "Node");

  private ClusterFacts() {}

  static void state(Cluster cluster, CollectedBuilder builder, Notices notices) {
    Statements out = new Statements(builder, notices, cluster);
    declare(cluster, out);
    new AccountFacts(cluster, out).state();
    new WorkloadFacts(cluster, out).state();
    new SettingFacts(cluster, out).state();
    new SecurityFacts(cluster, out).state();
    new ServiceFacts(cluster, out).state();
    RouteFacts.state(cluster, out);
    out.unseenGateways();
    new NetworkFacts(cluster, out).state();
    new RbacFacts(cluster, out).state();
    new AdmissionFacts(cluster, out).state();
    MeshFacts mesh = new MeshFacts(cluster, out);
    mesh.state();
    if (cluster.isExhausted() || out.isExhausted()) {
      notices.error(
          "the cluster has more services, routes and workloads that go together than are told: the"
              + " rest is missing",
          "scan parts of the folder",
          cluster.objects().getFirst().body().place());
    } else {
      new Coverage(cluster, mesh.rootNamespace(), out).state();
    }
  }

  /// Before anything refers to them, so that each object's place is its own.
  private static void declare(Cluster cluster, Statements out) {
    cluster
        .namespaces()
        .forEach(
            (name, object) -> {
              String id = out.namespace(name, object.body());
              if (object.kind().equals("Namespace")) {
                out.labels(id, object.labels());
              }
            });
    for (Manifest object : cluster.objects()) {
      if (ENTITIES.contains(Kinds.of(object))) {
        out.object(object);
      }
    }
    cluster.workloads().forEach(out::workload);
  }
}
