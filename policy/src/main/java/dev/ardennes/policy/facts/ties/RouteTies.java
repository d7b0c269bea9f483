package dev.ardennes.policy.facts.ties;

import dev.ardennes.model.Assumption;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.policy.Conjunction;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.Verdict;
import dev.ardennes.policy.facts.routes.RoutePaths;
import dev.ardennes.policy.facts.routes.RouteWays;
import dev.ardennes.policy.facts.routes.Spellings;
import java.util.ArrayList;
import java.util.List;

/// Which endpoints a route leads to: the paths as which its requests arrive are compared with those
/// that the code answers.
final class RouteTies {
  static final String ROUTED = "routed";

  private final FactBase facts;
  private final RouteWays ways;

  RouteTies(FactBase facts) {
    this.facts = facts;
    this.ways = new RouteWays(facts);
  }

  Decision decide(String route, String service, String port, String endpoint) {
    Decision best = Conjunction.no("no path of the route leads there");
    for (Fact routes : facts.relation("routes", route)) {
      List<String> args = routes.args();
      if (args.get(3).equals(service) && args.get(4).equals(port)) {
        for (Fact answers : facts.relation("endpoint_path", endpoint)) {
          for (RouteWays.Way way : ways.ways(routes, answers)) {
            best = better(best, decide(way, answers));
          }
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

  private Decision decide(RouteWays.Way way, Fact answers) {
    List<String> because = new ArrayList<>(way.factIds());
    because.add(answers.id());
    String path = answers.args().get(2);
    if (RoutePaths.isOpen(way.pattern())) {
      Assumption fits =
          new Assumption(
              Assumption.Kind.CONDITION, says(way.pattern(), path), evidence(way).evidence());
      return Conjunction.assuming(fits, because);
    }
    if (!ways.isTaken(way, path)) {
      return Conjunction.because(because);
    }
    for (Fact spelling : facts.relation("answers_spelling", answers.args().getFirst())) {
      String other = Spellings.spelled(path, spelling.args().get(1));
      if (RoutePaths.fits(way.pattern(), other) && !ways.isTaken(way, other)) {
        because.add(spelling.id());
        return Conjunction.because(because);
      }
    }
    return Conjunction.no("another rule of the route takes these requests");
  }

  private static String says(String pattern, String path) {
    String expression = pattern.substring(1).strip();
    return pattern.startsWith("?")
        ? "what `" + expression + "` makes of a request's path fits " + path
        : "the expression `" + expression + "` fits " + path;
  }

  private static Fact evidence(RouteWays.Way way) {
    Fact arrival = way.arrival();
    return arrival == null ? way.routes() : arrival;
  }
}
