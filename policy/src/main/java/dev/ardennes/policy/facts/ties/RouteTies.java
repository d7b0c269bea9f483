package dev.ardennes.policy.facts.ties;

import dev.ardennes.model.Assumption;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.PathTemplate;
import dev.ardennes.policy.Conjunction;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.Verdict;
import java.util.List;

/// Which endpoints a route leads to: its paths are compared with those that the code answers.
final class RouteTies {
  static final String ROUTED = "routed";
  private static final String REGULAR_EXPRESSION = "~";

  private final FactBase facts;

  RouteTies(FactBase facts) {
    this.facts = facts;
  }

  Decision decide(String route, String service, String port, String endpoint) {
    Decision best = Conjunction.no("no path of the route leads there");
    for (Fact routes : facts.relation("routes", route)) {
      List<String> args = routes.args();
      if (args.get(3).equals(service) && args.get(4).equals(port)) {
        for (Fact answers : facts.relation("endpoint_path", endpoint)) {
          Decision decision = decide(routes, answers);
          best = better(best, decision);
        }
      }
    }
    return best;
  }

  private static Decision better(Decision one, Decision other) {
    boolean improves =
        one.verdict() == Verdict.NO
            || (one.verdict() == Verdict.CONDITIONAL && other.verdict() == Verdict.YES);
    return improves ? other : one;
  }

  private static Decision decide(Fact routes, Fact answers) {
    String path = routes.args().get(2);
    List<String> because = List.of(routes.id(), answers.id());
    if (path.startsWith(REGULAR_EXPRESSION)) {
      String says =
          "the expression `" + path.substring(1).strip() + "` fits " + answers.args().get(2);
      Assumption fits = new Assumption(Assumption.Kind.CONDITION, says, routes.evidence());
      return Conjunction.assuming(fits, because);
    }
    return fits(PathTemplate.of(path).segments(), PathTemplate.of(answers.args().get(2)).segments())
        ? Conjunction.because(because)
        : Conjunction.no("the paths differ");
  }

  /// Whether some path fits both the route and the endpoint, whose parameters may take any value.
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
}
