package dev.ardennes.collect.kubernetes;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.kubernetes.manifest.Manifest;
import dev.ardennes.collect.kubernetes.manifest.Nodes;
import dev.ardennes.model.Unknown;
import java.util.ArrayList;
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

  SecurityFacts(Cluster cluster, Statements out) {
    this.cluster = cluster;
    this.out = out;
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

  private record HostPath(String path, Json at, boolean readOnly) {}

  private void hostPaths(String id, Workload workload, Pod pod) {
    Map<String, Json> volumes = AccountFacts.volumes(pod);
    for (Json container : pod.containers()) {
      for (Json mount : Nodes.list(container, "volumeMounts")) {
        Json volume = volumes.get(Nodes.text(mount, "name"));
        for (HostPath host : hostPath(workload, Nodes.text(mount, "name"), volume)) {
          boolean readOnly = host.readOnly || Nodes.isTrue(mount, "readOnly");
          String path = below(host.path, Nodes.text(mount, "subPath"));
          out.fact(host.at, "mounts_host_path", id, path, readOnly ? "read" : "write");
        }
      }
    }
  }

  private static String below(String path, String subPath) {
    return subPath.isEmpty() ? path : (path.endsWith("/") ? path : path + "/") + subPath;
  }

  private List<HostPath> hostPath(Workload workload, String name, @Nullable Json volume) {
    Json path = Nodes.at(volume, "hostPath", "path");
    if (path != null) {
      return List.of(new HostPath(Nodes.text(path), path, false));
    }
    Json claim = Nodes.at(volume, "persistentVolumeClaim");
    if (claim != null) {
      boolean readOnly = Nodes.isTrue(claim, "readOnly");
      String claimed = Nodes.text(claim, "claimName");
      return bound(workload.namespace(), claimed, readOnly);
    }
    return volume == null && workload.kind().equals("StatefulSet")
        ? boundByTemplate(workload, name)
        : List.of();
  }

  /// Claims of a stateful set are named after its template and its number.
  private List<HostPath> boundByTemplate(Workload workload, String template) {
    String start = template + "-" + workload.name() + "-";
    List<HostPath> paths = new ArrayList<>();
    for (Manifest volume : cluster.ofKind("PersistentVolume")) {
      if (Nodes.text(volume.spec(), "claimRef", "namespace").equals(workload.namespace())
          && Nodes.text(volume.spec(), "claimRef", "name").startsWith(start)) {
        paths.addAll(pathOf(volume, false));
      }
    }
    return paths;
  }

  private List<HostPath> bound(String namespace, String claimed, boolean readOnly) {
    Manifest claim = cluster.find("PersistentVolumeClaim", namespace, claimed);
    String named = claim == null ? "" : Nodes.text(claim.spec(), "volumeName");
    Manifest volume = cluster.find("PersistentVolume", "", named);
    if (volume != null) {
      return pathOf(volume, readOnly);
    }
    List<HostPath> paths = new ArrayList<>();
    List<HostPath> ofClass = new ArrayList<>();
    String storage = claim == null ? "" : Nodes.text(claim.spec(), "storageClassName");
    for (Manifest other : cluster.ofKind("PersistentVolume")) {
      if (Nodes.text(other.spec(), "claimRef", "namespace").equals(namespace)
          && Nodes.text(other.spec(), "claimRef", "name").equals(claimed)) {
        paths.addAll(pathOf(other, readOnly));
      } else if (!storage.isEmpty()
          && Nodes.text(other.spec(), "storageClassName").equals(storage)
          && Nodes.at(other.spec(), "claimRef") == null) {
        ofClass.addAll(pathOf(other, readOnly));
      }
    }
    return paths.isEmpty() && named.isEmpty() ? ofClass : paths;
  }

  private static List<HostPath> pathOf(Manifest volume, boolean readOnly) {
    for (String type : List.of("hostPath", "local")) {
      Json path = Nodes.at(volume.spec(), type, "path");
      if (path != null) {
        return List.of(new HostPath(Nodes.text(path), path, readOnly));
      }
    }
    return List.of();
  }
}
