package dev.ardennes.policy.facts.routes;

import dev.ardennes.model.PathTemplate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Patterns of paths as routes have them: exact, a prefix with `*` at its end, `~` and a regular
/// expression, `?` and what an expression makes.
public final class RoutePaths {
  private RoutePaths() {}

  /// Whether the pattern is an expression, of which is not known what it fits.
  public static boolean isOpen(String pattern) {
    return pattern.startsWith("~") || pattern.startsWith("?");
  }

  /// Whether some path fits both the pattern and the endpoint, whose parameters may take any value.
  public static boolean fits(String pattern, String endpoint) {
    return fits(segments(pattern), segments(endpoint));
  }

  private static List<String> segments(String path) {
    return PathTemplate.of(path).segments();
  }

  private static boolean fits(List<String> route, List<String> endpoint) {
    int shared = Math.min(route.size(), endpoint.size());
    for (int at = 0; at < shared; at++) {
      boolean prefixEnds = at == route.size() - 1 && route.get(at).endsWith("*");
      if (PathTemplate.isRest(endpoint.get(at))) {
        return true;
      }
      if (!alike(route.get(at), endpoint.get(at))) {
        return false;
      }
      if (prefixEnds) {
        return true;
      }
    }
    return route.size() == endpoint.size()
        || (route.size() > shared && route.equals(List.of("*")))
        || (endpoint.size() > shared && PathTemplate.isRest(endpoint.get(shared)));
  }

  /// A prefix may end inside a segment: `/rep*` leads to `/reports`.
  private static boolean alike(String route, String endpoint) {
    if (PathTemplate.isParameter(endpoint)) {
      return true;
    }
    return route.endsWith("*")
        ? endpoint.startsWith(route.substring(0, route.length() - 1))
        : route.equals(endpoint);
  }

  /// Whether every path that the endpoint answers fits the pattern.
  public static boolean covers(String pattern, String endpoint) {
    if (isOpen(pattern)) {
      return false;
    }
    int parameter = endpoint.indexOf('{');
    String certain = parameter < 0 ? endpoint : endpoint.substring(0, parameter);
    return pattern.endsWith("*")
        ? certain.startsWith(start(pattern))
        : parameter < 0 && certain.equals(pattern);
  }

  private static String start(String pattern) {
    return pattern.endsWith("*") ? pattern.substring(0, pattern.length() - 1) : pattern;
  }

  /// Paths that may be asked for so that a route from one pattern to the other arrives at this
  /// path; none where that is anybody's guess. One that passes is enough.
  public static List<String> asked(String pattern, String arrival, String path) {
    if (pattern.equals(arrival) && !isOpen(pattern)) {
      return List.of(path);
    }
    if (isOpen(pattern) || isOpen(arrival)) {
      return List.of();
    }
    String from = start(pattern);
    if (from.equals(pattern)) {
      return List.of(pattern);
    }
    return arrival.endsWith("*") ? after(from, start(arrival), path) : any(from);
  }

  private static List<String> any(String start) {
    return List.of(start, start + Spellings.NEUTRAL);
  }

  private static List<String> after(String from, String to, String path) {
    if (!path.startsWith(to)) {
      return List.of();
    }
    Set<String> asked = new LinkedHashSet<>();
    asked.add(from + path.substring(to.length()));
    if (to.endsWith("/") && !from.endsWith("/")) {
      asked.add(from + "/" + path.substring(to.length()));
    }
    return List.copyOf(asked);
  }
}
