package dev.ardennes.collect.kubernetes;

import dev.ardennes.collect.json.Json;
import java.util.LinkedHashSet;
import java.util.Set;

/// What the readers of routes share: hosts, paths and ports as facts have them.
final class RouteFacts {
  /// Host of a route that takes all.
  static final String ANY_HOST = "*";

  /// Path of a route that takes all.
  static final String ANY_PATH = "/*";

  /// A path that starts so is a regular expression.
  static final String PATTERN = "~";

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
    return PATTERN + expression;
  }

  /// Where a route leads to.
  ///
  /// @param port a number, a name, or empty where the service has only one
  record Target(String namespace, String service, String port) {}

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
