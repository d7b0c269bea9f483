package dev.ardennes.graph;

import dev.ardennes.graph.CheapestProof.Combination;
import java.util.BitSet;

/// What every proof of a target has in common: OR nodes and AND nodes without which it does not
/// hold.
///
/// Equal to the greatest fixpoint of Keyder, Richter and Helmert ("Sound and complete landmarks for
/// AND/OR graphs", 2010), found differently: a landmark is in the cheapest proof too, so that only
/// the nodes of that one are taken away, 64 at a time. Memory is linear in the graph; time is
/// linear for each 64 nodes of the proof.
///
/// @param orNodes ascending; includes the target
/// @param andNodes an AND node is missing here where a parallel one can take its place
public record Landmarks(BitSet orNodes, BitSet andNodes) {
  /// The landmarks of the target; none if it has no proof.
  public static Landmarks of(AndOrGraph graph, int target, Disabled disabled) {
    var result = new Landmarks(new BitSet(), new BitSet());
    var cheapest = CheapestProof.of(graph, Combination.SUM, disabled);
    if (cheapest.holds(target)) {
      int[] andNodes = cheapest.andNodes(target);
      for (int from = 0; from < andNodes.length; from += Long.SIZE) {
        result.testAndNodes(graph, target, disabled, andNodes, from);
      }
      int[] orNodes = orNodes(graph, target, andNodes);
      for (int from = 0; from < orNodes.length; from += Long.SIZE) {
        result.testOrNodes(graph, target, disabled, orNodes, from);
      }
    }
    return result;
  }

  private static int[] orNodes(AndOrGraph graph, int target, int[] andNodes) {
    var used = new BitSet();
    used.set(target);
    for (int andNode : andNodes) {
      for (int i = 0; i < graph.premiseCount(andNode); i++) {
        used.set(graph.premise(andNode, i));
      }
    }
    return used.stream().toArray();
  }

  private void testAndNodes(
      AndOrGraph graph, int target, Disabled disabled, int[] candidates, int from) {
    var worlds = new Worlds(graph, disabled);
    int count = Math.min(Long.SIZE, candidates.length - from);
    for (int i = 0; i < count; i++) {
      worlds.blockAnd(candidates[from + i], 1L << i);
    }
    long holding = worlds.everythingGiven()[target];
    for (int i = 0; i < count; i++) {
      andNodes.set(candidates[from + i], (holding >>> i & 1) == 0);
    }
  }

  private void testOrNodes(
      AndOrGraph graph, int target, Disabled disabled, int[] candidates, int from) {
    var worlds = new Worlds(graph, disabled);
    int count = Math.min(Long.SIZE, candidates.length - from);
    for (int i = 0; i < count; i++) {
      worlds.blockOr(candidates[from + i], 1L << i);
    }
    long holding = worlds.everythingGiven()[target];
    for (int i = 0; i < count; i++) {
      orNodes.set(candidates[from + i], (holding >>> i & 1) == 0);
    }
  }
}
