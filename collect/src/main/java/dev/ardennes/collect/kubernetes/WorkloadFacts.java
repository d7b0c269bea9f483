package dev.ardennes.collect.kubernetes;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.kubernetes.manifest.Manifest;
import dev.ardennes.collect.kubernetes.manifest.Nodes;
import java.util.List;

/// Workloads: labels, images, ports, and where their pods run.
final class WorkloadFacts {
  /// With more nodes than this, one stands for all that a pod may be placed on.
  private static final int MOST_NODES = 64;

  private final Cluster cluster;
  private final Statements out;

  WorkloadFacts(Cluster cluster, Statements out) {
    this.cluster = cluster;
    this.out = out;
  }

  void state() {
    cluster
        .ofKind("Node")
        .forEach(node -> out.labels(out.object(node), new Pod(node.body()).labels()));
    for (Workload workload : cluster.workloads()) {
      String id = out.workload(workload);
      out.labels(id, workload.template().labels());
      for (Pod pod : workload.pods()) {
        pod.containers().forEach(container -> container(id, pod, container));
        excludedPorts(id, pod);
      }
      nodes(id, workload);
    }
  }

  private void container(String id, Pod pod, Json container) {
    Json image = Nodes.at(container, "image");
    if (image != null && !Nodes.text(image).isEmpty()) {
      out.fact(image, "image", id, Nodes.text(image));
    }
    for (Json port : Nodes.list(container, "ports")) {
      String number = Nodes.text(port, "containerPort");
      String protocol = protocol(port);
      String onHost = Nodes.text(port, "hostPort");
      if (!number.isEmpty()) {
        out.fact(port, "container_port", id, number, protocol, Nodes.text(port, "name"));
      }
      if (pod.onHostNetwork() && onHost.isEmpty()) {
        onHost = number;
      }
      if (!onHost.isEmpty() && !onHost.equals("0")) {
        out.fact(port, "host_port", id, onHost, protocol);
      }
    }
  }

  /// `TCP` unless the port says otherwise.
  static String protocol(Json port) {
    String protocol = Nodes.text(port, "protocol");
    return protocol.isEmpty() ? "TCP" : protocol;
  }

  private void excludedPorts(String id, Pod pod) {
    String key = "traffic.sidecar.istio.io/excludeInboundPorts";
    for (String port : pod.annotation(key).split(",")) {
      Json at = pod.annotations().get(key);
      if (at != null && !port.isBlank()) {
        out.fact(at, "excluded_port", id, port.strip());
      }
    }
  }

  private void nodes(String id, Workload workload) {
    workload
        .nodes()
        .forEach(
            (node, at) -> out.fact(at, "runs_on", id, out.object("Node", "", node, at), "seen"));
    boolean everywhere = workload.kind().equals("DaemonSet");
    if (!workload.nodes().isEmpty() && !everywhere) {
      return;
    }
    String how = everywhere ? "every node" : "may be placed there";
    List<Manifest> nodes = cluster.ofKind("Node");
    Json at = workload.template().spec();
    if (nodes.isEmpty() || nodes.size() > MOST_NODES) {
      out.fact(at, "runs_on", id, out.anyNode(at), how);
    } else {
      nodes.forEach(node -> out.fact(at, "runs_on", id, out.object(node), how));
    }
  }
}
