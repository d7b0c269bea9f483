package dev.ardennes.policy.facts.ties;

import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Which workloads answer a URL: by the host and path of the routes that lead to them. Of several
/// routes the one with the longest path leads, as in every gateway.
final class RequestTies {
  private static final int LONGEST_URL = 2_000;

  private final FactBase facts;
  private final List<Fact> routes;

  RequestTies(FactBase facts) {
    this.facts = facts;
    this.routes = List.copyOf(facts.relation("routes"));
  }

  /// A workload, and the route and service that lead to it.
  record Answering(String workload, List<String> factIds) {}

  List<Answering> workloads(String url) {
    URI parsed = parsed(url);
    String host = parsed == null || parsed.getHost() == null ? "" : parsed.getHost();
    if (parsed == null || host.isEmpty()) {
      return List.of();
    }
    String path = parsed.getPath() == null || parsed.getPath().isEmpty() ? "/" : parsed.getPath();
    List<Fact> best = new ArrayList<>();
    for (Fact route : routes) {
      if (isHost(route.args().get(1), host) && isPath(route.args().get(2), path)) {
        int longer = best.isEmpty() ? 1 : length(route) - length(best.getFirst());
        if (longer > 0) {
          best.clear();
        }
        if (longer >= 0) {
          best.add(route);
        }
      }
    }
    return best.stream().flatMap(route -> behind(route).stream()).toList();
  }

  private static @Nullable URI parsed(String url) {
    try {
      return url.length() > LONGEST_URL ? null : new URI(url);
    } catch (URISyntaxException e) {
      return null;
    }
  }

  private static int length(Fact route) {
    return route.args().get(2).length();
  }

  /// A route for all hosts names none, so that it says nothing of this one.
  private static boolean isHost(String pattern, String host) {
    String asked = host.toLowerCase(Locale.ROOT);
    String routed = pattern.toLowerCase(Locale.ROOT);
    return routed.startsWith("*.") ? asked.endsWith(routed.substring(1)) : asked.equals(routed);
  }

  private static boolean isPath(String pattern, String path) {
    return pattern.endsWith("*")
        ? path.startsWith(pattern.substring(0, pattern.length() - 1))
        : path.equals(pattern);
  }

  private List<Answering> behind(Fact route) {
    List<Answering> answering = new ArrayList<>();
    for (Fact backs : facts.relation("backs", route.args().get(3))) {
      if (backs.args().get(1).equals(route.args().get(4))) {
        answering.add(new Answering(backs.args().get(2), List.of(route.id(), backs.id())));
      }
    }
    return answering;
  }
}
