package dev.ardennes.collect.kubernetes;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.kubernetes.manifest.Manifest;
import dev.ardennes.collect.kubernetes.manifest.Nodes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The waypoints in front of workloads of an ambient mesh: the proxies that know of requests. What
/// a waypoint takes depends on whether senders name a service or the pod itself.
///
/// Source: Istio's documentation of waypoints (`istio.io/use-waypoint`, `istio.io/waypoint-for`,
/// `istio.io/ingress-use-waypoint`).
final class WaypointFacts {
  private static final String USE = "istio.io/use-waypoint";
  private static final String USE_NAMESPACE = "istio.io/use-waypoint-namespace";
  private static final String TAKES = "istio.io/waypoint-for";
  private static final String INGRESS = "istio.io/ingress-use-waypoint";

  private final Cluster cluster;
  private final Statements out;
  private final Map<Workload, List<Manifest>> services = new HashMap<>();

  WaypointFacts(Cluster cluster, Statements out) {
    this.cluster = cluster;
    this.out = out;
    for (Manifest service : cluster.ofKind("Service")) {
      Map<String, String> selector = Nodes.texts(service.spec(), "selector");
      for (Workload workload : cluster.selected(service.namespace(), selector)) {
        services.computeIfAbsent(workload, key -> new ArrayList<>()).add(service);
      }
    }
  }

  /// A waypoint that something is told to use.
  ///
  /// @param takes `service`, `workload`, `all` or `none`
  private record Used(String namespace, String name, String takes, Json at) {
    boolean takes(String what) {
      return takes.equals(what) || takes.equals("all");
    }

    boolean isSame(@Nullable Used other) {
      return other != null && namespace.equals(other.namespace) && name.equals(other.name);
    }
  }

  void state(Workload workload) {
    List<Manifest> behind = services.getOrDefault(workload, List.of());
    List<@Nullable Used> named = new ArrayList<>();
    for (Manifest service : behind) {
      Used used = used(service.labels(), workload.namespace());
      named.add(used != null && used.takes("service") ? used : null);
    }
    Used ofPods = used(workload.template().labels(), workload.namespace());
    Used direct = ofPods != null && ofPods.takes("workload") ? ofPods : null;
    Used first = named.stream().filter(Objects::nonNull).findFirst().orElse(null);
    Used used = first == null ? direct : first;
    if (used == null) {
      return;
    }
    boolean everyName = named.stream().allMatch(used::isSame);
    String traffic =
        first == null ? "workload" : used.isSame(direct) && everyName ? "all" : "service";
    String gateway = out.object("Gateway", used.namespace, used.name, used.at);
    boolean ingress = behind.stream().allMatch(this::isForIngress) && everyName;
    String gateways = ingress && first != null ? "gateways too" : "not for gateways";
    out.fact(used.at, "waypoint", out.workload(workload), gateway, traffic, gateways);
  }

  /// What is labelled itself, or its namespace.
  private @Nullable Used used(Map<String, Json> own, String namespace) {
    Map<String, Json> labels = own.containsKey(USE) ? own : ofNamespace(namespace);
    Json name = labels.get(USE);
    if (name == null || Nodes.text(name).equals("none") || Nodes.text(name).isEmpty()) {
      return null;
    }
    Json in = labels.get(USE_NAMESPACE);
    String where = in == null ? namespace : Nodes.text(in);
    Manifest gateway = cluster.find("Gateway", where, Nodes.text(name));
    Json takes = gateway == null ? null : gateway.labels().get(TAKES);
    String what = takes == null ? "service" : Nodes.text(takes);
    boolean known = Set.of("service", "workload", "all", "none").contains(what);
    return new Used(where, Nodes.text(name), known ? what : "service", name);
  }

  private Map<String, Json> ofNamespace(String namespace) {
    Manifest found = cluster.find("Namespace", "", namespace);
    return found == null ? Map.of() : found.labels();
  }

  private boolean isForIngress(Manifest service) {
    Json own = service.labels().get(INGRESS);
    return Nodes.isTrue(own == null ? ofNamespace(service.namespace()).get(INGRESS) : own);
  }
}
