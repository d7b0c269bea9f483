package dev.ardennes.policy.istio;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Workloads that no policy tells apart: the pods of a deployment, say.
///
/// @param labels of the pods; a label `gateway.networking.k8s.io/gateway-name` makes them the
///   Gateway of that name, to which `targetRefs` may point
/// @param excludedPorts inbound ports that pass by the sidecar
/// @param services names of the services of its namespace that it backs
/// @param waypoints the waypoint proxies in front of it, in ambient mode; at most one counts
/// @param modeFact the id of the fact that says the mode; empty where none does
public record WorkloadClass(
    String id,
    String namespace,
    SortedMap<String, String> labels,
    String serviceAccount,
    MeshMode mode,
    Set<Integer> excludedPorts,
    SortedSet<String> services,
    List<Waypoint> waypoints,
    String modeFact) {
  static final String GATEWAY_LABEL = "gateway.networking.k8s.io/gateway-name";

  /// A waypoint proxy.
  ///
  /// @param gateway the name of its Gateway
  /// @param traffic what goes through it
  /// @param fromIngress whether gateways send through it too
  public record Waypoint(
      String gateway,
      String namespace,
      String serviceAccount,
      Traffic traffic,
      boolean fromIngress) {
    /// The value of `istio.io/waypoint-for`.
    public enum Traffic {
      /// What is sent to a service; the pod's own address leads around it.
      SERVICE,
      WORKLOAD,
      ALL
    }
  }

  public WorkloadClass {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    excludedPorts = Set.copyOf(excludedPorts);
    services = Collections.unmodifiableSortedSet(new TreeSet<>(services));
    waypoints = List.copyOf(waypoints);
  }

  /// A class without excluded ports, services and waypoint.
  public static WorkloadClass of(
      String id,
      String namespace,
      Map<String, String> labels,
      String serviceAccount,
      MeshMode mode) {
    return new WorkloadClass(
        id,
        namespace,
        new TreeMap<>(labels),
        serviceAccount,
        mode,
        Set.of(),
        new TreeSet<>(),
        List.of(),
        "");
  }

  public WorkloadClass withExcludedPorts(Set<Integer> ports) {
    return new WorkloadClass(
        id, namespace, labels, serviceAccount, mode, ports, services, waypoints, modeFact);
  }

  public WorkloadClass withServices(Set<String> names) {
    return new WorkloadClass(
        id,
        namespace,
        labels,
        serviceAccount,
        mode,
        excludedPorts,
        new TreeSet<>(names),
        waypoints,
        modeFact);
  }

  public WorkloadClass withWaypoint(Waypoint waypoint) {
    return new WorkloadClass(
        id,
        namespace,
        labels,
        serviceAccount,
        mode,
        excludedPorts,
        services,
        List.of(waypoint),
        modeFact);
  }

  /// With the fact that says how it meets the mesh.
  public WorkloadClass withModeFact(String factId) {
    return new WorkloadClass(
        id, namespace, labels, serviceAccount, mode, excludedPorts, services, waypoints, factId);
  }
}
