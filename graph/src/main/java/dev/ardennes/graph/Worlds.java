package dev.ardennes.graph;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/// Reachability in 64 worlds at once; bit w of a mask stands for world w.
final class Worlds {
  private static final long ALL = -1L;

  private final AndOrGraph graph;
  private final Disabled disabled;
  private final long[] masks;
  private final Map<Integer, Long> blockedOr = new HashMap<>();
  private final Map<Integer, Long> blockedAnd = new HashMap<>();
  private final BitSet orIsBlocked = new BitSet();
  private final BitSet andIsBlocked = new BitSet();
  private final BitSet queued = new BitSet();
  private IntArray pending = new IntArray();

  Worlds(AndOrGraph graph, Disabled disabled) {
    this.graph = graph;
    this.disabled = disabled;
    this.masks = new long[graph.orCount()];
  }

  /// The OR node does not hold in these worlds, whatever supports it.
  void blockOr(int orNode, long worlds) {
    orIsBlocked.set(orNode);
    blockedOr.merge(orNode, worlds, (left, right) -> left | right);
  }

  void blockAnd(int andNode, long worlds) {
    andIsBlocked.set(andNode);
    blockedAnd.merge(andNode, worlds, (left, right) -> left | right);
  }

  /// Per OR node the worlds in which it holds, with all given nodes given everywhere.
  long[] everythingGiven() {
    for (int node = 0; node < graph.orCount(); node++) {
      give(node, ALL);
    }
    return fixpoint();
  }

  /// Per OR node the worlds in which it holds, with given nodes given where their mask says so.
  long[] given(long[] givenWorlds) {
    for (int node = 0; node < graph.orCount(); node++) {
      give(node, givenWorlds[node]);
    }
    return fixpoint();
  }

  private void give(int node, long worlds) {
    if (disabled.given(graph, node)) {
      add(node, worlds);
    }
  }

  private void add(int orNode, long worlds) {
    long allowed = orIsBlocked.get(orNode) ? worlds & ~blockedOr.getOrDefault(orNode, 0L) : worlds;
    long united = masks[orNode] | allowed;
    if (united != masks[orNode]) {
      masks[orNode] = united;
      if (!queued.get(orNode)) {
        queued.set(orNode);
        pending.add(orNode);
      }
    }
  }

  /// Works in rounds, so that worlds that reach a node at the same depth travel on together.
  private long[] fixpoint() {
    for (int node = 0; node < graph.andCount(); node++) {
      if (graph.premiseCount(node) == 0) {
        fire(node);
      }
    }
    while (!pending.isEmpty()) {
      IntArray round = pending;
      pending = new IntArray();
      for (int i = 0; i < round.size(); i++) {
        visit(round.get(i));
      }
    }
    return masks;
  }

  private void visit(int orNode) {
    queued.clear(orNode);
    for (int i = graph.consumerStarts[orNode]; i < graph.consumerStarts[orNode + 1]; i++) {
      fire(graph.consumers[i]);
    }
  }

  private void fire(int andNode) {
    if (disabled.and(andNode)) {
      return;
    }
    long worlds = andIsBlocked.get(andNode) ? ~blockedAnd.getOrDefault(andNode, 0L) : ALL;
    for (int i = graph.premiseStarts[andNode]; i < graph.premiseStarts[andNode + 1]; i++) {
      worlds &= masks[graph.premises[i]];
    }
    add(graph.gains[andNode], worlds);
  }
}
