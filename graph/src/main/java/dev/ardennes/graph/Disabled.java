package dev.ardennes.graph;

import java.util.BitSet;

/// Nodes an algorithm is to treat as absent: given OR nodes that are not given after all (they may
/// still be gained by an AND node), and AND nodes that cannot hold.
///
/// Lets one graph serve many questions without being built again.
public final class Disabled {
  private static final Disabled NONE = new Disabled(new BitSet(), new BitSet());

  private final BitSet leaves;
  private final BitSet andNodes;

  private Disabled(BitSet leaves, BitSet andNodes) {
    this.leaves = leaves;
    this.andNodes = andNodes;
  }

  public static Disabled none() {
    return NONE;
  }

  /// @param leaves OR nodes by id; those that are not given are ignored
  /// @param andNodes AND nodes by id
  public static Disabled of(BitSet leaves, BitSet andNodes) {
    return new Disabled((BitSet) leaves.clone(), (BitSet) andNodes.clone());
  }

  public static Disabled leaves(BitSet leaves) {
    return of(leaves, new BitSet());
  }

  public boolean leaf(int orNode) {
    return leaves.get(orNode);
  }

  public boolean and(int andNode) {
    return andNodes.get(andNode);
  }

  Disabled withoutConsumersOf(AndOrGraph graph, int orNode) {
    BitSet more = (BitSet) andNodes.clone();
    for (int i = 0; i < graph.consumerCount(orNode); i++) {
      more.set(graph.consumer(orNode, i));
    }
    return new Disabled(leaves, more);
  }

  Disabled withoutLeaves(BitSet moreLeaves) {
    BitSet more = (BitSet) leaves.clone();
    more.or(moreLeaves);
    return new Disabled(more, andNodes);
  }

  /// Whether the OR node still holds by itself.
  boolean given(AndOrGraph graph, int orNode) {
    return graph.isGiven(orNode) && !leaves.get(orNode);
  }
}
