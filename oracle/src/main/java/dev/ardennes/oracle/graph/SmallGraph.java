package dev.ardennes.oracle.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A small AND/OR graph written down plainly.
///
/// @param size how many OR nodes there are, numbered from 0
/// @param given the OR nodes that hold by themselves, with what using them costs
/// @param steps the AND nodes, numbered by their place
public record SmallGraph(int size, Map<Integer, Double> given, List<Step> steps) {
  /// An AND node.
  public record Step(int gain, Set<Integer> premises, double weight) {
    public Step {
      premises = Set.copyOf(premises);
    }
  }

  public SmallGraph {
    given = Map.copyOf(given);
    steps = List.copyOf(steps);
  }

  /// The graph without some of its given nodes (they stay, no longer given).
  public SmallGraph withoutGiven(Set<Integer> nodes) {
    var left = new HashMap<>(given);
    left.keySet().removeAll(nodes);
    return new SmallGraph(size, left, steps);
  }
}
