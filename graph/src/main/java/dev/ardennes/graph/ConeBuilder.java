package dev.ardennes.graph;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// Cuts out of a graph what can matter to one target: nodes that hold and that lead to the target
/// without going through it.
final class ConeBuilder {
  private static final int FEW = 16;

  private final AndOrGraph graph;
  private final Disabled disabled;
  private final int target;
  private final BitSet holding;
  private final BitSet relevant = new BitSet();
  private final AndOrGraph.Builder builder = AndOrGraph.builder();
  private final IntArray andNodes = new IntArray();
  private int[] localIds = new int[0];

  private ConeBuilder(AndOrGraph graph, int target, Disabled disabled, BitSet holding) {
    this.graph = graph;
    this.disabled = disabled;
    this.target = target;
    this.holding = holding;
  }

  /// What holds without the target.
  static BitSet holding(AndOrGraph graph, int target, Disabled disabled) {
    return Reachability.of(graph, disabled.withoutConsumersOf(graph, target));
  }

  /// The cone of the target; without any node if the target does not hold.
  ///
  /// @param holding what holds without it
  static Cone cone(AndOrGraph graph, int target, Disabled disabled, BitSet holding) {
    return new ConeBuilder(graph, target, disabled, holding).cone();
  }

  private Cone cone() {
    if (holding.get(target)) {
      findRelevant();
    }
    int[] orNodes = relevant.stream().toArray();
    localIds = new int[graph.orCount()];
    Arrays.fill(localIds, -1);
    for (int local = 0; local < orNodes.length; local++) {
      localIds[orNodes[local]] = builder.addOr();
    }
    for (int local = 0; local < orNodes.length; local++) {
      addSupports(local, orNodes[local]);
    }
    return new Cone(builder.build(), orNodes, andNodes.toArray(), localIds[target]);
  }

  private void findRelevant() {
    var pending = new IntArray();
    relevant.set(target);
    pending.add(target);
    while (!pending.isEmpty()) {
      int node = pending.removeLast();
      for (int i = graph.producerStarts[node]; i < graph.producerStarts[node + 1]; i++) {
        if (usable(graph.producers[i])) {
          addPremises(graph.producers[i], pending);
        }
      }
    }
  }

  private void addPremises(int andNode, IntArray pending) {
    for (int i = graph.premiseStarts[andNode]; i < graph.premiseStarts[andNode + 1]; i++) {
      int premise = graph.premises[i];
      if (!relevant.get(premise)) {
        relevant.set(premise);
        pending.add(premise);
      }
    }
  }

  private boolean usable(int andNode) {
    if (disabled.and(andNode)) {
      return false;
    }
    for (int i = graph.premiseStarts[andNode]; i < graph.premiseStarts[andNode + 1]; i++) {
      int premise = graph.premises[i];
      if (premise == target || premise == graph.gains[andNode] || !holding.get(premise)) {
        return false;
      }
    }
    return true;
  }

  private void addSupports(int local, int node) {
    var supports = new IntArray();
    if (disabled.given(graph, node)) {
      supports.add(Cone.GIVEN);
    }
    for (int i = graph.producerStarts[node]; i < graph.producerStarts[node + 1]; i++) {
      if (usable(graph.producers[i])) {
        supports.add(graph.producers[i]);
      }
    }
    for (int support : distinct(supports, node)) {
      builder.addAnd(local, weight(support, node), localPremises(support));
      andNodes.add(support);
    }
  }

  private double weight(int support, int node) {
    return support == Cone.GIVEN ? graph.orWeights[node] : graph.andWeights[support];
  }

  private int[] localPremises(int support) {
    int[] result = Arrays.copyOfRange(graph.premises, premisesStart(support), premisesEnd(support));
    for (int i = 0; i < result.length; i++) {
      result[i] = localIds[result[i]];
    }
    return result;
  }

  /// The cheapest of each group of parallel supports, ascending.
  private int[] distinct(IntArray supports, int node) {
    return supports.size() <= FEW ? distinctOfFew(supports, node) : distinctOfMany(supports, node);
  }

  private int[] distinctOfFew(IntArray supports, int node) {
    var kept = new IntArray();
    for (int i = 0; i < supports.size(); i++) {
      boolean isCheapest = true;
      for (int j = 0; j < supports.size() && isCheapest; j++) {
        isCheapest =
            i == j
                || !parallel(supports.get(i), supports.get(j))
                || byPremisesAndWeight(supports.get(i), supports.get(j), node) < 0;
      }
      if (isCheapest) {
        kept.add(supports.get(i));
      }
    }
    return kept.toArray();
  }

  private int[] distinctOfMany(IntArray supports, int node) {
    List<Integer> sorted =
        Arrays.stream(supports.toArray())
            .boxed()
            .sorted((left, right) -> byPremisesAndWeight(left, right, node))
            .toList();
    var kept = new IntArray();
    for (int i = 0; i < sorted.size(); i++) {
      if (i == 0 || !parallel(sorted.get(i - 1), sorted.get(i))) {
        kept.add(sorted.get(i));
      }
    }
    int[] result = kept.toArray();
    Arrays.sort(result);
    return result;
  }

  private int byPremisesAndWeight(int left, int right, int node) {
    int order =
        Arrays.compare(
            graph.premises,
            premisesStart(left),
            premisesEnd(left),
            graph.premises,
            premisesStart(right),
            premisesEnd(right));
    order = order != 0 ? order : Double.compare(weight(left, node), weight(right, node));
    return order != 0 ? order : Integer.compare(left, right);
  }

  private boolean parallel(int left, int right) {
    return Arrays.equals(
        graph.premises,
        premisesStart(left),
        premisesEnd(left),
        graph.premises,
        premisesStart(right),
        premisesEnd(right));
  }

  private int premisesStart(int support) {
    return support == Cone.GIVEN ? 0 : graph.premiseStarts[support];
  }

  private int premisesEnd(int support) {
    return support == Cone.GIVEN ? 0 : graph.premiseStarts[support + 1];
  }
}
