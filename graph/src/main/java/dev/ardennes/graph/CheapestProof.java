package dev.ardennes.graph;

import java.util.Arrays;
import java.util.BitSet;

/// The cheapest proof of every OR node at once, under a cost that adds up along the proof *tree* (a
/// premise used twice is paid twice) or takes the most expensive branch.
///
/// Knuth, "A generalization of Dijkstra's algorithm", 1977; O(E log V). The chosen AND nodes never
/// form a cycle, zero weights included: a node is settled only after all premises of its AND node.
/// Equal costs are settled in order of OR node id; among AND nodes of equal cost the one completed
/// first is kept.
public final class CheapestProof {
  /// Stands for "no AND node" in [#choice].
  public static final int NONE = -1;

  /// How the costs of several premises combine.
  public enum Combination {
    /// Add the premises up: the cost of the proof tree.
    SUM,
    /// Take the most expensive premise: a lower bound of the cost with shared premises paid once.
    MAXIMUM
  }

  private final AndOrGraph graph;
  private final double[] costs;
  private final int[] choices;

  private CheapestProof(AndOrGraph graph, double[] costs, int[] choices) {
    this.graph = graph;
    this.costs = costs;
    this.choices = choices;
  }

  public static CheapestProof of(AndOrGraph graph, Combination combination, Disabled disabled) {
    return new Run(graph, combination, disabled).settled();
  }

  /// The cost of the cheapest proof, infinite where there is none.
  public double cost(int orNode) {
    return costs[orNode];
  }

  public boolean holds(int orNode) {
    return costs[orNode] < Double.POSITIVE_INFINITY;
  }

  /// The AND node that the cheapest proof uses for the OR node; [#NONE] where it is used as given
  /// or does not hold.
  public int choice(int orNode) {
    return choices[orNode];
  }

  /// The AND nodes of the cheapest proof of `target`, premises before what needs them; empty for a
  /// given target.
  ///
  /// @throws IllegalArgumentException if the target does not hold
  public int[] andNodes(int target) {
    if (!holds(target)) {
      throw new IllegalArgumentException("OR node `%d` has no proof".formatted(target));
    }
    var order = new IntArray();
    var entered = new BitSet();
    var left = new BitSet();
    var pending = new IntArray();
    pending.add(target);
    while (!pending.isEmpty()) {
      int node = pending.get(pending.size() - 1);
      if (choices[node] == NONE || entered.get(node)) {
        pending.removeLast();
        // A node leaves the stack once for each time it was pushed; only the first one counts.
        if (choices[node] != NONE && !left.get(node)) {
          left.set(node);
          order.add(choices[node]);
        }
      } else {
        entered.set(node);
        addOpenPremises(node, entered, pending);
      }
    }
    return order.toArray();
  }

  private void addOpenPremises(int node, BitSet entered, IntArray pending) {
    int andNode = choices[node];
    for (int i = graph.premiseStarts[andNode]; i < graph.premiseStarts[andNode + 1]; i++) {
      if (!entered.get(graph.premises[i])) {
        pending.add(graph.premises[i]);
      }
    }
  }

  private static final class Run {
    private final AndOrGraph graph;
    private final Combination combination;
    private final Disabled disabled;
    private final double[] costs;
    private final int[] choices;
    private final double[] combined;
    private final int[] unmet;
    private final BitSet settled;
    private final NodeHeap heap;

    Run(AndOrGraph graph, Combination combination, Disabled disabled) {
      this.graph = graph;
      this.combination = combination;
      this.disabled = disabled;
      this.costs = new double[graph.orCount()];
      Arrays.fill(costs, Double.POSITIVE_INFINITY);
      this.choices = new int[graph.orCount()];
      Arrays.fill(choices, NONE);
      this.combined = new double[graph.andCount()];
      this.unmet = new int[graph.andCount()];
      this.settled = new BitSet(graph.orCount());
      this.heap = new NodeHeap(costs);
    }

    CheapestProof settled() {
      seed();
      while (!heap.isEmpty()) {
        int node = heap.removeLeast();
        settled.set(node);
        for (int i = graph.consumerStarts[node]; i < graph.consumerStarts[node + 1]; i++) {
          meet(graph.consumers[i], costs[node]);
        }
      }
      return new CheapestProof(graph, costs, choices);
    }

    private void seed() {
      for (int node = 0; node < graph.orCount(); node++) {
        if (disabled.given(graph, node)) {
          offer(node, graph.orWeights[node], NONE);
        }
      }
      for (int node = 0; node < graph.andCount(); node++) {
        unmet[node] = graph.premiseCount(node);
        if (unmet[node] == 0 && !disabled.and(node)) {
          offer(graph.gains[node], graph.andWeights[node], node);
        }
      }
    }

    private void meet(int andNode, double premiseCost) {
      combined[andNode] =
          switch (combination) {
            case SUM -> combined[andNode] + premiseCost;
            case MAXIMUM -> Math.max(combined[andNode], premiseCost);
          };
      if (--unmet[andNode] == 0 && !disabled.and(andNode)) {
        offer(graph.gains[andNode], combined[andNode] + graph.andWeights[andNode], andNode);
      }
    }

    private void offer(int orNode, double treeCost, int andNode) {
      // The cost of a tree may grow exponentially with its depth; infinite is kept for "no proof".
      double cost = Math.min(treeCost, Double.MAX_VALUE);
      if (!settled.get(orNode) && cost < costs[orNode]) {
        costs[orNode] = cost;
        choices[orNode] = andNode;
        heap.insertOrDecrease(orNode);
      }
    }
  }
}
