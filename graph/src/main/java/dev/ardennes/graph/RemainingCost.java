package dev.ardennes.graph;

import java.util.Arrays;
import java.util.BitSet;

/// A lower bound of what a partial proof still has to pay, or the certainty that it leads nowhere.
///
/// Follows, from each open node backwards, only the dearest premise of each AND node; goes around
/// what rests on the open node (a cycle) and, where the partial proof is linear, around what would
/// make one of its nodes avoidable. A* search (Hart, Nilsson, Raphael 1968) with the bounds of the
/// cone, so that it goes nearly straight where nothing is in the way.
final class RemainingCost {
  /// After so many nodes the search stops with what it knows by then.
  private static final int VISIT_LIMIT = 3000;

  private final Cone cone;
  private final AndOrGraph graph;
  private final PartialProof proof;
  private final double[] distances;
  private final double[] keys;
  private final NodeHeap heap;
  private final IntArray touched = new IntArray();
  private final BitSet closed = new BitSet();

  /// For each node, the last walk that asked whether it cuts the proof short; negative if it does.
  private final int[] asked;

  private int walk;
  private double freeBound;
  private double best;

  RemainingCost(Cone cone, PartialProof proof) {
    this.cone = cone;
    this.graph = cone.graph;
    this.proof = proof;
    this.distances = new double[graph.orCount()];
    Arrays.fill(distances, Double.POSITIVE_INFINITY);
    this.keys = new double[graph.orCount()];
    this.heap = new NodeHeap(keys);
    this.asked = new int[graph.orCount()];
  }

  /// Infinite if some open node cannot be proved any more.
  double bound() {
    double bound = 0;
    for (int i = 0; i < proof.open().size() && bound < Double.POSITIVE_INFINITY; i++) {
      bound = Math.max(bound, bound(proof.open().get(i)));
    }
    return bound;
  }

  private double bound(int openNode) {
    proof.markDependents(openNode);
    walk++;
    freeBound = greatestBoundOfFreeNodes();
    best = Double.POSITIVE_INFINITY;
    reach(openNode, 0);
    int visits = 0;
    while (!heap.isEmpty() && heap.leastKey() < best && visits++ < VISIT_LIMIT) {
      int node = heap.removeLeast();
      closed.set(node);
      for (int i = graph.producerStarts[node]; i < graph.producerStarts[node + 1]; i++) {
        follow(graph.producers[i], distances[node]);
      }
    }
    double bound = heap.isEmpty() ? best : Math.min(best, heap.leastKey());
    reset();
    return bound;
  }

  /// Derived nodes that do not rest on the open node may be used again for nothing, so that the
  /// bounds of the cone hold only up to theirs.
  private double greatestBoundOfFreeNodes() {
    double greatest = 0;
    if (!proof.isLinear()) {
      for (int i = 0; i < proof.derived().size(); i++) {
        int node = proof.derived().get(i);
        if (!proof.isDependent(node)) {
          greatest = Math.max(greatest, cone.ownBounds[node]);
        }
      }
    }
    return greatest;
  }

  private void follow(int step, double distance) {
    double reached = distance + cone.ownCosts[step];
    if (reached >= best || isBlocked(step)) {
      return;
    }
    int premise = cone.dearestPremise(step);
    if (premise < 0 || cone.leaves.get(premise) || isFree(premise)) {
      best = reached;
    } else {
      reach(premise, reached);
    }
  }

  private boolean isBlocked(int step) {
    for (int i = graph.premiseStarts[step]; i < graph.premiseStarts[step + 1]; i++) {
      int premise = graph.premises[i];
      if (proof.isDependent(premise)
          || (proof.isLinear() && !proof.contains(premise) && cutsShort(premise))) {
        return true;
      }
    }
    return false;
  }

  /// Many steps need the same node, and the proof does not change during a walk.
  private boolean cutsShort(int node) {
    if (Math.abs(asked[node]) != walk) {
      asked[node] = proof.cutsShort(node) ? -walk : walk;
    }
    return asked[node] < 0;
  }

  private boolean isFree(int node) {
    return proof.isDerived(node) && !proof.isDependent(node);
  }

  private void reach(int node, double distance) {
    if (distance < distances[node] && !closed.get(node)) {
      touched.add(node);
      distances[node] = distance;
      keys[node] = distance + Math.max(0, cone.ownBounds[node] - freeBound);
      heap.insertOrDecrease(node);
    }
  }

  private void reset() {
    heap.clear();
    for (int i = 0; i < touched.size(); i++) {
      distances[touched.get(i)] = Double.POSITIVE_INFINITY;
      closed.clear(touched.get(i));
    }
    touched.clear();
  }
}
