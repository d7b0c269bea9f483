package dev.ardennes.graph;

import java.util.Arrays;

/// A proof of a target that no other proof of the target undercuts in OR nodes.
public final class MinimalProof {
  private final int[] orNodes;
  private final int[] leaves;
  private final int[] andNodes;
  private final int[][] alternatives;
  private final double cost;
  private final boolean orderProved;

  MinimalProof(
      int[] orNodes,
      int[] leaves,
      int[] andNodes,
      int[][] alternatives,
      double cost,
      boolean orderProved) {
    this.orNodes = orNodes;
    this.leaves = leaves;
    this.andNodes = andNodes;
    this.alternatives = alternatives;
    this.cost = cost;
    this.orderProved = orderProved;
  }

  /// All OR nodes used, the target and the leaves included, ascending. No two proofs of an
  /// enumeration have the same.
  public int[] orNodes() {
    return orNodes.clone();
  }

  /// The OR nodes used as given, ascending.
  public int[] leaves() {
    return leaves.clone();
  }

  /// One AND node for each OR node that is not used as given, in an order in which they can be
  /// taken: each after those that gain its premises.
  public int[] andNodes() {
    return andNodes.clone();
  }

  /// AND nodes with the same gain and the same premises as the one at `index` of [#andNodes],
  /// ascending; any of them may take its place at its own weight.
  public int[] alternatives(int index) {
    return alternatives[index].clone();
  }

  /// The sum of the weights of the AND nodes and of the leaves, each once.
  public double cost() {
    return cost;
  }

  /// Whether it is certain that every proof still to come costs as much or more, and that these OR
  /// nodes cannot be proved by cheaper AND nodes.
  public boolean orderProved() {
    return orderProved;
  }

  MinimalProof withoutProvedOrder() {
    return new MinimalProof(orNodes, leaves, andNodes, alternatives, cost, false);
  }

  @Override
  public String toString() {
    return "%s at %s by %s".formatted(Arrays.toString(orNodes), cost, Arrays.toString(andNodes));
  }
}
