package dev.ardennes.policy.facts.network;

import dev.ardennes.model.Assumption;
import dev.ardennes.model.Fact;
import dev.ardennes.policy.Conjunction;
import dev.ardennes.policy.Control;
import dev.ardennes.policy.Decision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// To whom requests from the internet are handed, by load balancers, APIs, distributions, and hosts
/// of containers.
final class Fronts {
  private static final int DEEPEST = 8;
  private final Network network;
  private final Connections connections;
  private final Map<String, List<Fact>> byWorkload = new HashMap<>();
  private final Set<String> all = new TreeSet<>();

  Fronts(Network network, Connections connections) {
    this.network = network;
    this.connections = connections;
    for (Fact hands : network.facts().relation("hands_to")) {
      String workload = hands.args().get(2);
      byWorkload.computeIfAbsent(workload, ignored -> new ArrayList<>()).add(hands);
      all.add(workload);
    }
    network.facts().relation("public_endpoint").forEach(fact -> all.add(fact.args().getFirst()));
  }

  List<String> behind() {
    return List.copyOf(all);
  }

  Decision called(String workload) {
    return called(workload, DEEPEST);
  }

  private Decision called(String workload, int depth) {
    List<Decision> ways = new ArrayList<>();
    for (Fact open : network.facts().relation("public_endpoint", workload)) {
      ways.add(Conjunction.because(List.of(open.id())));
    }
    if (depth > 0) {
      for (Fact hands : byWorkload.getOrDefault(workload, List.of())) {
        Decision admitted =
            Conjunction.and(
                Conjunction.because(List.of(hands.id())),
                connections.admits(hands.args().getFirst(), workload));
        ways.add(Conjunction.and(admitted, handed(hands, depth)));
      }
    }
    String says =
        "nothing that serves requests to the internet hands them to " + network.name(workload);
    return Ways.either(ways, Ways.no(Control.Kind.NO_ADDRESS, says, List.of()));
  }

  private Decision handed(Fact hands, int depth) {
    String front = hands.args().get(0);
    String authorization = hands.args().get(3);
    if (!authorization.equals("none")) {
      String says = network.name(front) + " asks callers for " + authorization;
      return Ways.no(Control.Kind.AUTHORIZATION, says, List.of(hands.id()));
    }
    List<Decision> ways = new ArrayList<>();
    ways.add(called(front, depth - 1));
    String port = hands.args().get(1);
    ways.add(connections.internet(front, port.isEmpty() ? "any" : "tcp/" + port));
    return Conjunction.and(Ways.either(ways, ways.getLast()), ownPolicy(front));
  }

  /// A policy of an API that more than lets everybody in has to be read by somebody: its conditions
  /// are about addresses and networks.
  private Decision ownPolicy(String front) {
    for (Fact attached : network.facts().relation("resource_policy", front)) {
      List<Fact> statements = network.facts().relation("policy_statement", attached.args().get(1));
      boolean plain =
          !statements.isEmpty()
              && statements.stream().map(one -> one.args().get(2)).allMatch(Fronts::letsAllIn);
      if (!plain) {
        return Conjunction.assuming(
            new Assumption(
                Assumption.Kind.CONDITION,
                "the resource policy of " + network.name(front) + " lets anonymous callers in",
                attached.evidence()),
            List.of(attached.id()));
      }
    }
    return Conjunction.TRUE;
  }

  private static boolean letsAllIn(String statement) {
    return statement.contains("\"Effect\":\"Allow\"")
        && statement.contains("\"*\"")
        && !statement.contains("\"Condition\":{\"");
  }
}
