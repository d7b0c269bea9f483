package dev.ardennes.graph;

import java.util.Arrays;
import java.util.BitSet;

/// Turns a complete partial proof back into the numbers of the graph it comes from.
final class ProofWriter {
  private final AndOrGraph graph;
  private final Disabled disabled;
  private final Cone cone;

  ProofWriter(AndOrGraph graph, Disabled disabled, Cone cone) {
    this.graph = graph;
    this.disabled = disabled;
    this.cone = cone;
  }

  ProofWriter over(Cone other) {
    return new ProofWriter(graph, disabled, other);
  }

  MinimalProof written(PartialProof proof) {
    int[] orNodes = cone.originalOrNodes(proof.members().toArray());
    var leaves = new IntArray();
    var andNodes = new IntArray();
    for (int node : inOrder(proof)) {
      int andNode = cone.andNodes[support(proof, node)];
      if (andNode == Cone.GIVEN) {
        leaves.add(cone.orNodes[node]);
      } else {
        andNodes.add(andNode);
      }
    }
    int[] sortedLeaves = leaves.toArray();
    Arrays.sort(sortedLeaves);
    int[] steps = andNodes.toArray();
    int[][] alternatives = Arrays.stream(steps).mapToObj(this::alternatives).toArray(int[][]::new);
    return new MinimalProof(
        orNodes, sortedLeaves, steps, alternatives, cost(sortedLeaves, steps), true);
  }

  /// Sums in order of id, so that the same proof costs the same to the last bit however it was
  /// found.
  private double cost(int[] leaves, int[] andNodes) {
    int[] sorted = andNodes.clone();
    Arrays.sort(sorted);
    double cost = 0;
    for (int leaf : leaves) {
      cost += graph.orWeights[leaf];
    }
    for (int andNode : sorted) {
      cost += graph.andWeights[andNode];
    }
    return cost;
  }

  private int support(PartialProof proof, int node) {
    return proof.isDerived(node) ? proof.chosen(node) : cone.graph.producer(node, 0);
  }

  /// The members, premises first; deeper first where the order is free.
  private int[] inOrder(PartialProof proof) {
    AndOrGraph local = cone.graph;
    var order = new IntArray();
    var written = new BitSet();
    var pending = new IntArray();
    pending.add(cone.target);
    while (!pending.isEmpty()) {
      int node = pending.get(pending.size() - 1);
      int step = support(proof, node);
      int before = pending.size();
      for (int i = local.premiseCount(step) - 1; i >= 0; i--) {
        if (!written.get(local.premise(step, i))) {
          pending.add(local.premise(step, i));
        }
      }
      if (pending.size() == before) {
        pending.removeLast();
        if (!written.get(node)) {
          written.set(node);
          order.add(node);
        }
      }
    }
    return order.toArray();
  }

  private int[] alternatives(int andNode) {
    var result = new IntArray();
    for (int i = 0; i < graph.producerCount(graph.gain(andNode)); i++) {
      int other = graph.producer(graph.gain(andNode), i);
      if (other != andNode && !disabled.and(other) && samePremises(other, andNode)) {
        result.add(other);
      }
    }
    return result.toArray();
  }

  private boolean samePremises(int left, int right) {
    return Arrays.equals(
        graph.premises,
        graph.premiseStarts[left],
        graph.premiseStarts[left + 1],
        graph.premises,
        graph.premiseStarts[right],
        graph.premiseStarts[right + 1]);
  }
}
