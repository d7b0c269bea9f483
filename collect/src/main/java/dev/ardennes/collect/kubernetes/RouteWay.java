package dev.ardennes.collect.kubernetes;

import dev.ardennes.collect.json.Json;
import java.util.List;

/// One way through a route: the requests that a rule takes, and where it leads them.
///
/// @param path as `routes` has it
/// @param method that requests must have; empty for all
/// @param always whether all such requests are taken; otherwise the rule asks for more, which
///   whoever sends may have
/// @param leads none where the rule answers itself: it redirects, or refuses
record RouteWay(
    List<String> hosts,
    String path,
    String method,
    boolean always,
    Rewriting rewriting,
    List<Lead> leads) {
  RouteWay {
    hosts = List.copyOf(hosts);
    leads = List.copyOf(leads);
  }

  /// A service, and where it is named.
  record Lead(Json at, RouteFacts.Target to) {}

  /// Whether all requests that the other would take are taken by this one.
  boolean covers(RouteWay other) {
    return takesFrom(other) && isInside(other.path);
  }

  /// Whether this one takes all requests for its path that the other would take.
  boolean takesFrom(RouteWay other) {
    return always
        && !path.startsWith(RouteFacts.PATTERN)
        && hosts.containsAll(other.hosts)
        && (method.isEmpty() || method.equals(other.method));
  }

  /// Whether the paths of this one lie among those of the other.
  boolean liesInside(RouteWay other) {
    String start = prefix(other.path);
    return other.path.startsWith(RouteFacts.PATTERN)
        || (!start.equals(other.path) && path.startsWith(start));
  }

  private boolean isInside(String other) {
    if (path.equals(RouteFacts.ANY_PATH) || path.equals(other)) {
      return true;
    }
    String start = prefix(path);
    boolean pattern = other.startsWith(RouteFacts.PATTERN);
    return !pattern && !start.equals(path) && other.startsWith(start);
  }

  private static String prefix(String path) {
    return path.endsWith("*") ? path.substring(0, path.length() - 1) : path;
  }
}
