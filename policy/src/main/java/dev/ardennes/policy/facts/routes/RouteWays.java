package dev.ardennes.policy.facts.routes;

import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How requests that a route takes arrive at an endpoint's program.
public final class RouteWays {
  private static final String ANY = "ANY";

  private final FactBase facts;

  public RouteWays(FactBase facts) {
    this.facts = facts;
  }

  /// A way.
  ///
  /// @param routes the fact that says which requests are led
  /// @param arrival as what they arrive; null where they arrive as they were asked for
  /// @param method the fact that asks for a method that the endpoint answers; null where none does
  public record Way(Fact routes, @Nullable Fact arrival, @Nullable Fact method) {
    /// Of the path that arrives.
    public String pattern() {
      return arrival == null ? asked() : arrival.args().getLast();
    }

    /// Of the path that is asked for.
    public String asked() {
      return routes.args().get(2);
    }

    /// The host that requests arrive for; `*` where it is the one that was asked for.
    public String host() {
      return arrival == null ? "*" : arrival.args().get(4);
    }

    /// What the way rests on.
    public List<String> factIds() {
      List<String> ids = new ArrayList<>(List.of(routes.id()));
      if (arrival != null) {
        ids.add(arrival.id());
      }
      if (method != null) {
        ids.add(method.id());
      }
      return ids;
    }
  }

  /// The ways on which a request for this path that the endpoint answers can come, or none.
  ///
  /// @param answers a fact `endpoint_path`
  public List<Way> ways(Fact routes, Fact answers) {
    List<Fact> methods = about("routes_method", routes);
    Fact method = null;
    for (Fact one : methods) {
      method = method == null && isMethod(one, answers) ? one : method;
    }
    if (method == null && !methods.isEmpty()) {
      return List.of();
    }
    List<Fact> arrivals = about("arrives_as", routes);
    List<Way> ways = new ArrayList<>();
    if (arrivals.isEmpty()) {
      ways.add(new Way(routes, null, method));
    }
    for (Fact arrival : arrivals) {
      ways.add(new Way(routes, arrival, method));
    }
    String path = answers.args().get(2);
    ways.removeIf(
        way -> !RoutePaths.isOpen(way.pattern()) && !RoutePaths.fits(way.pattern(), path));
    return ways;
  }

  private static boolean isMethod(Fact method, Fact answers) {
    String answered = answers.args().get(1).toUpperCase(Locale.ROOT);
    return answered.equals(ANY) || answered.equals(method.args().getLast());
  }

  private List<Fact> about(String relation, Fact routes) {
    List<String> args = routes.args();
    List<Fact> about = new ArrayList<>();
    for (Fact fact : facts.relation(relation, args.getFirst())) {
      List<String> named = fact.args();
      if (named.get(1).equals(args.get(2))
          && named.get(2).equals(args.get(3))
          && named.get(3).equals(args.get(4))) {
        about.add(fact);
      }
    }
    return about;
  }

  /// Whether every request for the path is taken by another rule before.
  public boolean isTaken(Way way, String path) {
    List<String> asked = RoutePaths.asked(way.asked(), way.pattern(), path);
    List<Fact> taken = asked.isEmpty() ? List.of() : about("taken_before", way.routes());
    return !taken.isEmpty()
        && asked.stream()
            .allMatch(
                one ->
                    taken.stream().anyMatch(fact -> RoutePaths.covers(fact.args().getLast(), one)));
  }
}
