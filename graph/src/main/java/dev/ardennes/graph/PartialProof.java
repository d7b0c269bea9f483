package dev.ardennes.graph;

import java.util.Arrays;

/// A proof under construction, from the target backwards: open nodes still need an AND node,
/// derived nodes have one, leaves need none.
///
/// Changed by [#support] and set back by [#undo]. Knows its *chords*: AND nodes between its nodes
/// that it does not use. A proof without chords is minimal; one with chords is minimal unless they
/// prove the target without some node.
final class PartialProof {
  private static final byte ABSENT = 0;
  private static final byte OPEN = 1;
  private static final byte DERIVED = 2;
  private static final byte LEAF = 3;

  private final Cone cone;
  private final AndOrGraph graph;
  private final byte[] status;
  private final int[] chosen;
  private final int[] dependentStamps;
  private int dependentStamp;
  private final int[] heldStamps;
  private int heldStamp;

  private final IntArray members = new IntArray();
  private final IntArray derived = new IntArray();
  private final IntArray chords = new IntArray();
  private final IntArray open = new IntArray();
  private int startingChords;
  private double cost;
  private double ownCost;
  private double splitCost;
  private double sharedLeafCost;
  private boolean linear = true;

  /// What [#undo] goes back to.
  record Mark(
      int members,
      int derived,
      int chords,
      int startingChords,
      double cost,
      double ownCost,
      double splitCost,
      double sharedLeafCost,
      boolean linear) {}

  PartialProof(Cone cone) {
    this.cone = cone;
    this.graph = cone.graph;
    int size = graph.orCount();
    this.status = new byte[size];
    this.chosen = new int[size];
    Arrays.fill(chosen, -1);
    this.dependentStamps = new int[size];
    this.heldStamps = new int[size];
    add(cone.target);
  }

  boolean isComplete() {
    return open.isEmpty();
  }

  IntArray open() {
    return open;
  }

  IntArray derived() {
    return derived;
  }

  IntArray members() {
    return members;
  }

  boolean contains(int node) {
    return status[node] != ABSENT;
  }

  boolean isDerived(int node) {
    return status[node] == DERIVED;
  }

  int chosen(int node) {
    return chosen[node];
  }

  /// Whether there is one open node and all derived nodes rest on it.
  boolean isLinear() {
    return linear;
  }

  double cost() {
    return cost;
  }

  Mark mark() {
    return new Mark(
        members.size(),
        derived.size(),
        chords.size(),
        startingChords,
        cost,
        ownCost,
        splitCost,
        sharedLeafCost,
        linear);
  }

  void undo(Mark mark) {
    for (int i = mark.derived; i < derived.size(); i++) {
      chosen[derived.get(i)] = -1;
      status[derived.get(i)] = OPEN;
    }
    derived.shrinkTo(mark.derived);
    for (int i = mark.members; i < members.size(); i++) {
      status[members.get(i)] = ABSENT;
    }
    members.shrinkTo(mark.members);
    chords.shrinkTo(mark.chords);
    startingChords = mark.startingChords;
    cost = mark.cost;
    ownCost = mark.ownCost;
    splitCost = mark.splitCost;
    sharedLeafCost = mark.sharedLeafCost;
    linear = mark.linear;
    open.clear();
    for (int i = 0; i < members.size(); i++) {
      if (status[members.get(i)] == OPEN) {
        open.add(members.get(i));
      }
    }
  }

  /// Whether choosing this AND node for its open gain keeps the proof free of cycles.
  boolean staysAcyclic(int step) {
    boolean marked = false;
    for (int i = graph.premiseStarts[step]; i < graph.premiseStarts[step + 1]; i++) {
      if (status[graph.premises[i]] == DERIVED) {
        if (!marked) {
          markDependents(graph.gains[step]);
          marked = true;
        }
        if (isDependent(graph.premises[i])) {
          return false;
        }
      }
    }
    return true;
  }

  /// Chooses the AND node for its gain, which must be open; its premises become members.
  void support(int step) {
    int gain = graph.gains[step];
    findChordsInto(gain, step);
    status[gain] = DERIVED;
    chosen[gain] = step;
    derived.add(gain);
    removeOpen(gain);
    cost += graph.andWeights[step];
    ownCost += cone.ownCosts[step];
    splitCost += cone.splitCosts[step];
    int openBefore = open.size();
    for (int i = graph.premiseStarts[step]; i < graph.premiseStarts[step + 1]; i++) {
      if (status[graph.premises[i]] == ABSENT) {
        add(graph.premises[i]);
      }
    }
    linear &= openBefore == 0 && open.size() <= 1;
  }

  private void removeOpen(int node) {
    for (int i = open.size() - 1; i >= 0; i--) {
      if (open.get(i) == node) {
        open.removeAt(i);
        return;
      }
    }
  }

  private void add(int node) {
    members.add(node);
    if (cone.leaves.get(node)) {
      status[node] = LEAF;
      double leafCost = graph.andWeights[graph.producers[graph.producerStarts[node]]];
      cost += leafCost;
      sharedLeafCost += cone.sharedLeaves.get(node) ? leafCost : 0;
    } else {
      status[node] = OPEN;
      open.add(node);
    }
    findChordsFrom(node);
  }

  /// Other supports of a node about to be derived that need members only.
  private void findChordsInto(int gain, int chosenStep) {
    boolean marked = false;
    for (int i = graph.producerStarts[gain]; i < graph.producerStarts[gain + 1]; i++) {
      int step = graph.producers[i];
      if (step != chosenStep && premisesAreMembers(step)) {
        chords.add(step);
        if (!marked) {
          markDependents(gain);
          marked = true;
        }
        // A proof that avoids a node starts with a chord that does not rest on its own gain.
        startingChords += restsOnDependents(step) ? 0 : 1;
      }
    }
  }

  private boolean restsOnDependents(int step) {
    for (int i = graph.premiseStarts[step]; i < graph.premiseStarts[step + 1]; i++) {
      if (isDependent(graph.premises[i])) {
        return true;
      }
    }
    return false;
  }

  /// Supports of derived nodes that the new member makes possible.
  private void findChordsFrom(int node) {
    int consumerCount = graph.consumerStarts[node + 1] - graph.consumerStarts[node];
    if (consumerCount <= 4 * derived.size()) {
      for (int i = graph.consumerStarts[node]; i < graph.consumerStarts[node + 1]; i++) {
        addIfChord(graph.consumers[i]);
      }
      return;
    }
    for (int i = 0; i < derived.size(); i++) {
      int gain = derived.get(i);
      for (int at = cone.firstConsumer(node, gain); at < graph.consumerStarts[node + 1]; at++) {
        if (graph.gains[graph.consumers[at]] != gain) {
          break;
        }
        addIfChord(graph.consumers[at]);
      }
    }
  }

  private void addIfChord(int step) {
    int gain = graph.gains[step];
    if (status[gain] == DERIVED && chosen[gain] != step && premisesAreMembers(step)) {
      chords.add(step);
      startingChords++;
    }
  }

  private boolean premisesAreMembers(int step) {
    for (int i = graph.premiseStarts[step]; i < graph.premiseStarts[step + 1]; i++) {
      if (status[graph.premises[i]] == ABSENT) {
        return false;
      }
    }
    return true;
  }

  /// Whether a new member would at once make some derived node other than the open one avoidable;
  /// only for a linear partial proof.
  boolean cutsShort(int node) {
    int only = open.get(0);
    int consumerCount = graph.consumerStarts[node + 1] - graph.consumerStarts[node];
    if (consumerCount <= 4 * derived.size()) {
      for (int i = graph.consumerStarts[node]; i < graph.consumerStarts[node + 1]; i++) {
        if (cutsShort(graph.consumers[i], node, only)) {
          return true;
        }
      }
      return false;
    }
    for (int i = 0; i < derived.size(); i++) {
      int gain = derived.get(i);
      for (int at = cone.firstConsumer(node, gain); at < graph.consumerStarts[node + 1]; at++) {
        int step = graph.consumers[at];
        if (graph.gains[step] != gain) {
          break;
        }
        if (cutsShort(step, node, only)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean cutsShort(int step, int node, int only) {
    if (status[graph.gains[step]] != DERIVED) {
      return false;
    }
    for (int i = graph.premiseStarts[step]; i < graph.premiseStarts[step + 1]; i++) {
      int premise = graph.premises[i];
      if (premise != node && (premise == only || status[premise] != LEAF)) {
        return false;
      }
    }
    return true;
  }

  /// Marks the derived nodes that rest on `node`, and the node itself; see [#isDependent].
  void markDependents(int node) {
    dependentStamp++;
    dependentStamps[node] = dependentStamp;
    boolean grew = true;
    while (grew) {
      grew = false;
      for (int i = derived.size() - 1; i >= 0; i--) {
        int candidate = derived.get(i);
        if (!isDependent(candidate) && restsOnDependents(chosen[candidate])) {
          dependentStamps[candidate] = dependentStamp;
          grew = true;
        }
      }
    }
  }

  boolean isDependent(int node) {
    return dependentStamps[node] == dependentStamp;
  }

  /// A lower bound of the cost of any proof that this one can grow into.
  double bound() {
    if (open.isEmpty()) {
      return cost;
    }
    if (linear) {
      int only = open.get(0);
      return Math.max(
          ownCost + sharedLeafCost + cone.ownBounds[only], splitCost + cone.splitBounds[only]);
    }
    double bound = cost;
    for (int i = 0; i < open.size(); i++) {
      bound = Math.max(bound, bound(open.get(i)));
    }
    return bound;
  }

  /// What rests on the open node is paid besides the node's own proof; the rest may be part of it.
  private double bound(int openNode) {
    markDependents(openNode);
    double own = sharedLeafCost + cone.ownBounds[openNode];
    double split = cone.splitBounds[openNode];
    for (int i = 0; i < derived.size(); i++) {
      if (isDependent(derived.get(i))) {
        own += cone.ownCosts[chosen[derived.get(i)]];
        split += cone.splitCosts[chosen[derived.get(i)]];
      }
    }
    return Math.max(own, split);
  }

  /// The part of [#bound] that stays whichever AND node is chosen for the open node.
  double boundWithout(int openNode) {
    return linear ? ownCost + sharedLeafCost : bound(openNode, sharedLeafCost);
  }

  private double bound(int openNode, double start) {
    markDependents(openNode);
    double own = start;
    for (int i = 0; i < derived.size(); i++) {
      own += isDependent(derived.get(i)) ? cone.ownCosts[chosen[derived.get(i)]] : 0;
    }
    return own;
  }

  /// How many AND nodes the finished proof may have, if nothing more were shared.
  double size() {
    double sum = derived.size();
    for (int i = 0; i < open.size(); i++) {
      sum += cone.sizes[open.get(i)];
    }
    return sum;
  }

  /// Whether every proof this one can grow into has a node that it could do without; may say no
  /// wrongly while nodes are open.
  boolean cannotBecomeMinimal() {
    if (startingChords == 0) {
      return false;
    }
    for (int i = 1; i < members.size(); i++) {
      int node = members.get(i);
      if ((status[node] == DERIVED || open.isEmpty()) && canDoWithout(node)) {
        return true;
      }
    }
    return false;
  }

  /// Open nodes count as proved only where they rest below the node to be avoided, for then their
  /// proofs cannot need it.
  private boolean canDoWithout(int avoided) {
    heldStamp++;
    for (int i = 0; i < members.size(); i++) {
      int node = members.get(i);
      if (node != avoided && status[node] == LEAF) {
        heldStamps[node] = heldStamp;
      }
    }
    if (!open.isEmpty()) {
      holdOpenBelow(avoided);
    }
    boolean grew = true;
    while (grew && !isHeld(cone.target)) {
      grew = false;
      for (int i = derived.size() - 1; i >= 0; i--) {
        grew |= hold(chosen[derived.get(i)], avoided);
      }
      for (int i = 0; i < chords.size(); i++) {
        grew |= hold(chords.get(i), avoided);
      }
    }
    return isHeld(cone.target);
  }

  private void holdOpenBelow(int avoided) {
    for (int i = 0; i < open.size(); i++) {
      if (linear) {
        heldStamps[open.get(i)] = heldStamp;
      } else {
        markDependents(open.get(i));
        if (isDependent(avoided)) {
          heldStamps[open.get(i)] = heldStamp;
        }
      }
    }
  }

  private boolean hold(int step, int avoided) {
    int gain = graph.gains[step];
    if (gain == avoided || isHeld(gain)) {
      return false;
    }
    for (int i = graph.premiseStarts[step]; i < graph.premiseStarts[step + 1]; i++) {
      if (!isHeld(graph.premises[i])) {
        return false;
      }
    }
    heldStamps[gain] = heldStamp;
    return true;
  }

  private boolean isHeld(int node) {
    return heldStamps[node] == heldStamp;
  }
}
