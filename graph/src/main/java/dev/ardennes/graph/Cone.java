package dev.ardennes.graph;

import dev.ardennes.graph.CheapestProof.Combination;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/// The part of a graph that an acyclic proof of one target can use, with its own numbers.
///
/// Here nothing is given: a given OR node has an AND node without premises instead, so that a node
/// is supported in one way only. Of parallel AND nodes (the same gain, the same premises) the
/// cheapest stands for all, the smallest id among equals. Local ids ascend with the ids they stand
/// for, AND nodes are grouped by gain.
///
/// **Bounds.** The cost of a leaf is paid once however many AND nodes use it, so it cannot simply
/// be added along a proof. An *own* leaf, one whose consumers all have the same gain, can: a proof
/// uses one of these consumers. `ownCosts` add these to the weight of an AND node and leave the
/// shared leaves out; `splitCosts` also add an equal share of each shared leaf per gain that uses
/// it. Under either, the dearest branch (not the sum, which pays shared premises twice) never
/// exceeds the cost.
final class Cone {
  /// Stands in `andNodes` for "is given".
  static final int GIVEN = -1;

  final AndOrGraph graph;
  final int[] orNodes;
  final int[] andNodes;
  final int target;

  /// OR nodes that are supported only by an AND node without premises.
  final BitSet leaves;

  /// Leaves used towards more than one gain.
  final BitSet sharedLeaves;

  final double[] ownCosts;
  final double[] splitCosts;
  final double[] ownBounds;
  final double[] splitBounds;

  /// Sizes of the smallest proof trees; no bound, but good to choose by among equal costs.
  final double[] sizes;

  private final int[][] options;

  Cone(AndOrGraph graph, int[] orNodes, int[] andNodes, int target) {
    this.graph = graph;
    this.orNodes = orNodes;
    this.andNodes = andNodes;
    this.target = target;
    this.leaves = leaves(graph);
    this.sharedLeaves = new BitSet();
    double[] leafCosts = new double[orNodes.length];
    int[] gainCounts = new int[orNodes.length];
    leaves.stream().forEach(leaf -> describeLeaf(leaf, leafCosts, gainCounts));
    this.ownCosts = new double[andNodes.length];
    this.splitCosts = new double[andNodes.length];
    double[] ones = new double[andNodes.length];
    Arrays.fill(ones, 1);
    for (int step = 0; step < andNodes.length; step++) {
      chargeLeaves(step, leafCosts, gainCounts);
    }
    this.ownBounds = costs(ownCosts, Combination.MAXIMUM);
    this.splitBounds = sharedLeaves.isEmpty() ? ownBounds : costs(splitCosts, Combination.MAXIMUM);
    this.sizes = costs(ones, Combination.SUM);
    this.options = new int[orNodes.length][];
  }

  private static BitSet leaves(AndOrGraph graph) {
    var leaves = new BitSet();
    IntStream.range(0, graph.orCount())
        .filter(node -> graph.producerCount(node) == 1)
        .filter(node -> graph.premiseCount(graph.producer(node, 0)) == 0)
        .forEach(leaves::set);
    return leaves;
  }

  private void describeLeaf(int leaf, double[] leafCosts, int[] gainCounts) {
    leafCosts[leaf] = graph.andWeight(graph.producer(leaf, 0));
    int lastGain = -1;
    for (int i = graph.consumerStarts[leaf]; i < graph.consumerStarts[leaf + 1]; i++) {
      int gain = graph.gains[graph.consumers[i]];
      if (gain != lastGain) {
        gainCounts[leaf]++;
        lastGain = gain;
      }
    }
    sharedLeaves.set(leaf, gainCounts[leaf] > 1);
  }

  private void chargeLeaves(int step, double[] leafCosts, int[] gainCounts) {
    if (leaves.get(graph.gains[step])) {
      return;
    }
    ownCosts[step] = graph.andWeights[step];
    splitCosts[step] = graph.andWeights[step];
    for (int i = graph.premiseStarts[step]; i < graph.premiseStarts[step + 1]; i++) {
      int premise = graph.premises[i];
      if (leaves.get(premise)) {
        splitCosts[step] += leafCosts[premise] / gainCounts[premise];
        ownCosts[step] += sharedLeaves.get(premise) ? 0 : leafCosts[premise];
      }
    }
  }

  private double[] costs(double[] stepCosts, Combination combination) {
    var weighted = graph.withWeights(new double[graph.orCount()], stepCosts);
    var cheapest = CheapestProof.of(weighted, combination, Disabled.none());
    return IntStream.range(0, graph.orCount()).mapToDouble(cheapest::cost).toArray();
  }

  /// The AND nodes that support the OR node, in order of [#optionBound], then of size, then of id.
  int[] options(int node) {
    if (options[node] == null) {
      options[node] =
          IntStream.range(graph.producerStarts[node], graph.producerStarts[node + 1])
              .map(i -> graph.producers[i])
              .boxed()
              .sorted(
                  (left, right) -> {
                    int order = Double.compare(optionBound(left), optionBound(right));
                    order = order != 0 ? order : Double.compare(size(left), size(right));
                    return order != 0 ? order : Integer.compare(left, right);
                  })
              .mapToInt(Integer::intValue)
              .toArray();
    }
    return options[node];
  }

  /// A lower bound, without shared leaves, of supporting the gain by this AND node.
  double optionBound(int step) {
    double dearest = 0;
    for (int i = graph.premiseStarts[step]; i < graph.premiseStarts[step + 1]; i++) {
      dearest = Math.max(dearest, ownBounds[graph.premises[i]]);
    }
    return ownCosts[step] + dearest;
  }

  /// The premise of the AND node with the greatest bound; -1 without premises.
  int dearestPremise(int step) {
    int dearest = -1;
    for (int i = graph.premiseStarts[step]; i < graph.premiseStarts[step + 1]; i++) {
      if (dearest < 0 || ownBounds[graph.premises[i]] > ownBounds[dearest]) {
        dearest = graph.premises[i];
      }
    }
    return dearest;
  }

  /// The size of the smallest proof tree with this AND node on top.
  double size(int step) {
    double sum = 1;
    for (int i = graph.premiseStarts[step]; i < graph.premiseStarts[step + 1]; i++) {
      sum += sizes[graph.premises[i]];
    }
    return sum;
  }

  /// The cone with nothing but some of its OR nodes, given by the ids they stand for, ascending.
  Cone within(int[] originalOrNodes) {
    var builder = AndOrGraph.builder();
    var kept = new IntArray();
    for (int ignored : originalOrNodes) {
      builder.addOr();
    }
    for (int local = 0; local < originalOrNodes.length; local++) {
      int node = localOrNode(originalOrNodes[local]);
      for (int i = 0; i < graph.producerCount(node); i++) {
        int step = graph.producer(node, i);
        int[] premises = premisesWithin(step, originalOrNodes);
        if (premises.length == graph.premiseCount(step)) {
          builder.addAnd(local, graph.andWeight(step), premises);
          kept.add(andNodes[step]);
        }
      }
    }
    int newTarget = Arrays.binarySearch(originalOrNodes, orNodes[target]);
    return new Cone(builder.build(), originalOrNodes, kept.toArray(), newTarget);
  }

  /// The first place among the node's consumers, which are grouped by gain, of one with this gain.
  int firstConsumer(int node, int gain) {
    int low = graph.consumerStarts[node];
    int high = graph.consumerStarts[node + 1];
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (graph.gains[graph.consumers[middle]] < gain) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  int localOrNode(int original) {
    return Arrays.binarySearch(orNodes, original);
  }

  private int[] premisesWithin(int step, int[] originalOrNodes) {
    return IntStream.range(graph.premiseStarts[step], graph.premiseStarts[step + 1])
        .map(i -> Arrays.binarySearch(originalOrNodes, orNodes[graph.premises[i]]))
        .filter(found -> found >= 0)
        .toArray();
  }

  int[] originalOrNodes(int[] local) {
    int[] result = Arrays.stream(local).map(node -> orNodes[node]).toArray();
    Arrays.sort(result);
    return result;
  }
}
