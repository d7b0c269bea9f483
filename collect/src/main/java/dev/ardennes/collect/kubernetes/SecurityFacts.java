package dev.ardennes.collect.kubernetes;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.kubernetes.manifest.Nodes;
import dev.ardennes.model.Unknown;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What containers may do to the node that they run on.
final class SecurityFacts {
  private static final Map<String, String> HOST_NAMESPACES =
      Map.of("hostNetwork", "network", "hostPID", "processes", "hostIPC", "shared memory");

  private final Cluster cluster;
  private final Statements out;
  private final Volumes volumes;

  SecurityFacts(Cluster cluster, Statements out) {
    this.cluster = cluster;
    this.out = out;
    this.volumes = new Volumes(cluster);
  }

  void state() {
    for (Workload workload : cluster.workloads()) {
      String id = out.workload(workload);
      for (Pod pod : workload.pods()) {
        hostNamespaces(id, pod);
        pod.containers().forEach(container -> container(id, pod, container));
        hostPaths(id, workload, pod);
      }
    }
  }

  private void hostNamespaces(String id, Pod pod) {
    HOST_NAMESPACES.forEach(
        (field, which) -> {
          Json said = Nodes.at(pod.spec(), field);
          if (said != null && Nodes.isTrue(said)) {
            out.fact(said, "host_namespace", id, which);
          }
        });
  }

  private void container(String id, Pod pod, Json container) {
    Json privileged = Nodes.at(container, "securityContext", "privileged");
    if (privileged != null && Nodes.isTrue(privileged)) {
      out.fact(privileged, "privileged", id);
    }
    for (Json added : Nodes.list(container, "securityContext", "capabilities", "add")) {
      String capability = Nodes.text(added).toUpperCase(Locale.ROOT);
      if (!capability.isEmpty()) {
        out.fact(
            added,
            "adds_capability",
            id,
            capability.startsWith("CAP_") ? capability.substring(4) : capability);
      }
    }
    user(id, pod, container);
  }

  /// The container's word counts before the pod's.
  private void user(String id, Pod pod, Json container) {
    Json user = effective(pod, container, "runAsUser");
    Json notRoot = effective(pod, container, "runAsNonRoot");
    if (user != null && Nodes.text(user).equals("0")) {
      out.fact(user, "container_root", id, "set");
    } else if ((user == null || Unknown.in(Nodes.text(user)))
        && (notRoot == null || !Nodes.isTrue(notRoot))) {
      out.fact(container, "container_root", id, "not prevented");
    }
  }

  private static @Nullable Json effective(Pod pod, Json container, String field) {
    Json own = Nodes.at(container, "securityContext", field);
    return own == null ? Nodes.at(pod.spec(), "securityContext", field) : own;
  }

  private void hostPaths(String id, Workload workload, Pod pod) {
    Map<String, Json> ofPod = AccountFacts.volumes(pod);
    for (Json container : pod.containers()) {
      for (Json mount : Nodes.list(container, "volumeMounts")) {
        Json volume = ofPod.get(Nodes.text(mount, "name"));
        for (Volumes.HostPath host : hostPath(workload, Nodes.text(mount, "name"), volume)) {
          boolean readOnly = host.readOnly() || Nodes.isTrue(mount, "readOnly");
          String path = below(host.path(), Nodes.text(mount, "subPath"));
          out.fact(host.at(), "mounts_host_path", id, path, readOnly ? "read" : "write");
        }
      }
    }
  }

  private static String below(String path, String subPath) {
    return subPath.isEmpty() ? path : (path.endsWith("/") ? path : path + "/") + subPath;
  }

  private List<Volumes.HostPath> hostPath(Workload workload, String name, @Nullable Json volume) {
    Json path = Nodes.at(volume, "hostPath", "path");
    if (path != null) {
      return List.of(new Volumes.HostPath(Nodes.text(path), path, false));
    }
    Json claim = Nodes.at(volume, "persistentVolumeClaim");
    if (claim != null) {
      boolean readOnly = Nodes.isTrue(claim, "readOnly");
      return volumes.bound(workload.namespace(), Nodes.text(claim, "claimName"), readOnly);
    }
    return volume == null && workload.kind().equals("StatefulSet")
        ? volumes.ofStatefulSet(workload, name)
        : List.of();
  }
}
