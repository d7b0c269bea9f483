package dev.ardennes.analysis;

import dev.ardennes.graph.AndOrGraph;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/// Whether fewer nodes than those of a proof are enough, where nodes that only join others do not
/// count.
final class Undercut {
  private final AndOrGraph graph;
  private final IntPredicate uncounted;
  private final BitSet nodes = new BitSet();
  private final List<Integer> ands = new ArrayList<>();

  private Undercut(AndOrGraph graph, IntPredicate uncounted) {
    this.graph = graph;
    this.uncounted = uncounted;
  }

  /// @param counted the OR nodes of the proof that count
  /// @param uncounted whether an OR node can be used without being counted
  static boolean of(AndOrGraph graph, IntPredicate uncounted, int[] counted, int target) {
    Undercut undercut = new Undercut(graph, uncounted);
    for (int node : counted) {
      undercut.nodes.set(node);
    }
    undercut.collect();
    for (int node : counted) {
      if (node != target && undercut.holds(target, node)) {
        return true;
      }
    }
    return false;
  }

  /// The AND nodes that need and give nothing else. O(consumers of the proof's nodes).
  private void collect() {
    Deque<Integer> open = new ArrayDeque<>(nodes.stream().boxed().toList());
    Set<Integer> seen = new HashSet<>(open);
    Set<Integer> taken = new HashSet<>();
    while (!open.isEmpty()) {
      int node = open.remove();
      for (int i = 0; i < graph.consumerCount(node); i++) {
        int and = graph.consumer(node, i);
        int gain = graph.gain(and);
        if (isKnown(gain) && needsOnlyKnown(and) && taken.add(and)) {
          ands.add(and);
          if (seen.add(gain)) {
            open.add(gain);
          }
        }
      }
    }
  }

  private boolean isKnown(int node) {
    return nodes.get(node) || uncounted.test(node);
  }

  private boolean needsOnlyKnown(int and) {
    for (int i = 0; i < graph.premiseCount(and); i++) {
      if (!isKnown(graph.premise(and, i))) {
        return false;
      }
    }
    return true;
  }

  /// Whether the target follows without one of the nodes.
  private boolean holds(int target, int without) {
    Set<Integer> held = new HashSet<>();
    nodes.stream().filter(node -> node != without && graph.isGiven(node)).forEach(held::add);
    boolean grew = true;
    while (grew && !held.contains(target)) {
      grew = false;
      for (int and : ands) {
        if (graph.gain(and) != without && !held.contains(graph.gain(and)) && holds(and, held)) {
          held.add(graph.gain(and));
          grew = true;
        }
      }
    }
    return held.contains(target);
  }

  private boolean holds(int and, Set<Integer> held) {
    for (int i = 0; i < graph.premiseCount(and); i++) {
      if (!held.contains(graph.premise(and, i))) {
        return false;
      }
    }
    return true;
  }
}
