package dev.ardennes.graph;

import java.util.Arrays;

/// The least that any chain of AND nodes from each OR node to one target costs, every AND node paid
/// as if one of its premises sufficed.
///
/// A lower bound of the cost of every proof of the target that uses the node: such a proof holds a
/// chain from the node to the target. One run, backwards from the target, answers for all nodes
/// (Dijkstra 1959; O(E log V)), where the exact cost takes a run for each choice of what is given.
public final class ChainCost {
  private final double[] costs;

  private ChainCost(double[] costs) {
    this.costs = costs;
  }

  public static ChainCost to(AndOrGraph graph, int target) {
    double[] costs = new double[graph.orCount()];
    Arrays.fill(costs, Double.POSITIVE_INFINITY);
    NodeHeap heap = new NodeHeap(costs);
    costs[target] = 0;
    heap.insertOrDecrease(target);
    while (!heap.isEmpty()) {
      int node = heap.removeLeast();
      for (int i = graph.producerStarts[node]; i < graph.producerStarts[node + 1]; i++) {
        int step = graph.producers[i];
        double cost = costs[node] + graph.andWeights[step];
        for (int at = graph.premiseStarts[step]; at < graph.premiseStarts[step + 1]; at++) {
          int premise = graph.premises[at];
          // weights are not negative, so that a node that has left the heap is never improved
          if (cost < costs[premise]) {
            costs[premise] = cost;
            heap.insertOrDecrease(premise);
          }
        }
      }
    }
    return new ChainCost(costs);
  }

  /// The cost of the chain from the node, what the node itself costs as given included; infinite
  /// where none leads to the target.
  public double from(AndOrGraph graph, int orNode) {
    return costs[orNode] + graph.orWeight(orNode);
  }
}
