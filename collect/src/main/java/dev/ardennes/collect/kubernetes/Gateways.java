package dev.ardennes.collect.kubernetes;

import dev.ardennes.collect.json.Json;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Which routes no workload was seen to serve.
final class Gateways {
  private static final String NOT_SAID = "not said";

  private final Map<String, Json> routes = new TreeMap<>();
  private final Map<String, String> schemes = new HashMap<>();
  private final Set<String> served = new HashSet<>();

  /// Takes note of what is stated of routes.
  void note(Json at, String relation, String... args) {
    switch (relation) {
      case "routes" -> routes.putIfAbsent(args[0], at);
      case "route_class" -> schemes.put(args[0], args[2]);
      case "serves_route" -> served.add(args[1]);
      default -> {}
    }
  }

  void state(Statements out) {
    for (Map.Entry<String, Json> route : new TreeMap<>(routes).entrySet()) {
      String id = route.getKey();
      if (!served.contains(id)) {
        out.fact(route.getValue(), "unseen_gateway", id, schemes.getOrDefault(id, NOT_SAID));
      }
    }
  }
}
