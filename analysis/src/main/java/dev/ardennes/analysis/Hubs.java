package dev.ardennes.analysis;

import dev.ardennes.graph.AndOrGraph;
import dev.ardennes.model.Assumption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The nodes of a path graph that join the halves of steps to members of scopes: an OR node for
/// those who can take the same steps, one for the things to which the same steps lead, and an AND
/// node from the one to the other.
///
/// Who takes steps over hubs has one hub only, so that a proof over hubs that takes a detour has
/// all the nodes of the one that does not, and is no minimal proof.
final class Hubs {
  private final ScopeSteps steps;
  private final int firstNode;
  private final int lastNode;
  private final Map<Integer, ScopeSteps.Half> ways = new HashMap<>();
  private final Map<Integer, ScopeSteps.Half> leads = new HashMap<>();
  private final Map<Integer, Integer> hubOfAnd = new HashMap<>();

  /// Adds the nodes to a graph.
  Hubs(ScopeSteps steps, AndOrGraph.Builder builder, Map<Assumption, Integer> assumptions) {
    this.steps = steps;
    List<ScopeSteps.Alike> from = steps.ways();
    List<ScopeSteps.Alike> to = steps.leads();
    List<Integer> fromNodes = from.stream().map(each -> builder.addOr()).toList();
    List<Integer> toNodes = to.stream().map(each -> builder.addOr()).toList();
    firstNode = fromNodes.isEmpty() ? Integer.MAX_VALUE : fromNodes.getFirst();
    lastNode = firstNode + from.size() + to.size();
    for (int i = 0; i < from.size(); i++) {
      for (ScopeSteps.Half way : from.get(i).halves()) {
        ways.put(
            builder.addAnd(fromNodes.get(i), 0, nodes(way.held(), way.assumptions(), assumptions)),
            way);
      }
    }
    for (int i = 0; i < from.size(); i++) {
      for (int j = 0; j < to.size(); j++) {
        double cost = ScopeSteps.cost(from.get(i), to.get(j));
        if (cost < Double.POSITIVE_INFINITY) {
          hubOfAnd.put(builder.addAnd(toNodes.get(j), cost, fromNodes.get(i)), fromNodes.get(i));
        }
      }
    }
    for (int j = 0; j < to.size(); j++) {
      for (ScopeSteps.Half lead : to.get(j).halves()) {
        List<Integer> needed = new ArrayList<>(lead.held());
        needed.add(toNodes.get(j));
        int and =
            builder.addAnd(lead.gain().number(), 0, nodes(needed, lead.assumptions(), assumptions));
        leads.put(and, lead);
        hubOfAnd.put(and, toNodes.get(j));
      }
    }
  }

  private static int[] nodes(
      List<Integer> needed, Set<Assumption> assumed, Map<Assumption, Integer> assumptions) {
    List<Integer> nodes = new ArrayList<>(needed);
    assumed.forEach(each -> nodes.add(Objects.requireNonNull(assumptions.get(each))));
    return nodes.stream().mapToInt(Integer::intValue).toArray();
  }

  ScopeSteps steps() {
    return steps;
  }

  boolean isHub(int orNode) {
    return orNode >= firstNode && orNode < lastNode;
  }

  /// Whether the AND node leads from a hub to what people are shown.
  boolean leadsOn(int and) {
    return leads.containsKey(and);
  }

  boolean isEmpty() {
    return ways.isEmpty();
  }

  /// Goes through one AND node of a proof.
  ///
  /// @param suppliers by hub, the half of those who use it
  /// @return the half that leads on to what people are shown; null where the node is another
  ScopeSteps.@Nullable Half takes(
      AndOrGraph graph, int and, Map<Integer, ScopeSteps.Half> suppliers) {
    ScopeSteps.Half way = ways.get(and);
    if (way != null) {
      suppliers.put(graph.gain(and), way);
    }
    Integer hub = hubOfAnd.get(and);
    ScopeSteps.Half supplier = hub == null ? null : suppliers.get(hub);
    if (supplier != null && isHub(graph.gain(and))) {
      suppliers.put(graph.gain(and), supplier);
    }
    return leads.get(and);
  }

  /// The hub that an AND node needs.
  int joining(int and) {
    return Objects.requireNonNull(hubOfAnd.get(and));
  }
}
