package dev.ardennes.collect.kubernetes;

import dev.ardennes.collect.json.Json;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the readers of routes share: hosts, paths and ports as facts have them.
final class RouteFacts {
  /// Facts of one route; each host goes with each path.
  private static final int MOST = 20_000;

  /// Host of a route that takes all.
  static final String ANY_HOST = "*";

  /// Path of a route that takes all.
  static final String ANY_PATH = "/*";

  private RouteFacts() {}

  static void state(Cluster cluster, Statements out) {
    new IngressFacts(cluster, out).state();
    new GatewayFacts(cluster, out).state();
    new VirtualServiceFacts(cluster, out).state();
  }

  /// A prefix of whole parts of the path: the path itself, and everything below it.
  static Set<String> below(String prefix) {
    String path = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
    Set<String> paths = new LinkedHashSet<>();
    if (!path.isEmpty()) {
      paths.add(path);
    }
    paths.add(path + "/*");
    return paths;
  }

  static String pattern(String expression) {
    return "~" + expression;
  }

  /// Where a route leads to.
  ///
  /// @param port a number, a name, or empty where the service has only one
  record Target(String namespace, String service, String port) {}

  static void state(
      Cluster cluster,
      Statements out,
      Json at,
      String route,
      List<String> hosts,
      Set<String> paths,
      Target to) {
    Optional<String> port = ServiceFacts.port(cluster, to.namespace, to.service, to.port);
    if (port.isEmpty() || (long) hosts.size() * paths.size() > MOST) {
      return;
    }
    String service = out.object("Service", to.namespace, to.service, at);
    for (String host : hosts) {
      for (String path : paths) {
        out.fact(at, "routes", route, host, path, service, port.get());
      }
    }
  }

  /// All workloads whose pods have these labels serve the route.
  static void servedBy(
      Cluster cluster,
      Statements out,
      Json at,
      String route,
      java.util.Map<String, String> labels) {
    for (Workload workload : cluster.selected(null, labels)) {
      out.fact(at, "serves_route", out.workload(workload), route);
    }
  }
}
