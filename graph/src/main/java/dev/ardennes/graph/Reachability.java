package dev.ardennes.graph;

import java.util.BitSet;

/// Which OR nodes hold: the least model of the Horn program that the graph is.
public final class Reachability {
  private Reachability() {}

  /// The OR nodes that hold, in time linear in the size of the graph.
  ///
  /// Counts unmet premises (Dowling and Gallier, "Linear-time algorithms for testing the
  /// satisfiability of propositional Horn formulae", 1984).
  public static BitSet of(AndOrGraph graph, Disabled disabled) {
    var run = new Run(graph, disabled);
    return run.holding();
  }

  public static BitSet of(AndOrGraph graph) {
    return of(graph, Disabled.none());
  }

  /// The worlds in which each OR node holds, 64 worlds at once: bit w of an entry stands for world
  /// w.
  ///
  /// Each node is revisited only when it gains a world, so that the work is that of a few single
  /// runs where worlds are alike, and of 64 at most.
  ///
  /// @param givenWorlds per OR node the worlds in which it is given; read for given nodes only
  public static long[] worlds(AndOrGraph graph, long[] givenWorlds, Disabled disabled) {
    if (givenWorlds.length != graph.orCount()) {
      throw new IllegalArgumentException(
          "expected %d masks, not %d".formatted(graph.orCount(), givenWorlds.length));
    }
    return new Worlds(graph, disabled).given(givenWorlds);
  }

  private static final class Run {
    private final AndOrGraph graph;
    private final Disabled disabled;
    private final int[] unmet;
    private final BitSet holding;
    private final IntArray pending = new IntArray();

    Run(AndOrGraph graph, Disabled disabled) {
      this.graph = graph;
      this.disabled = disabled;
      this.unmet = new int[graph.andCount()];
      this.holding = new BitSet(graph.orCount());
    }

    BitSet holding() {
      seed();
      while (!pending.isEmpty()) {
        int node = pending.removeLast();
        for (int i = graph.consumerStarts[node]; i < graph.consumerStarts[node + 1]; i++) {
          int consumer = graph.consumers[i];
          if (--unmet[consumer] == 0 && !disabled.and(consumer)) {
            add(graph.gains[consumer]);
          }
        }
      }
      return holding;
    }

    private void seed() {
      for (int node = 0; node < graph.andCount(); node++) {
        unmet[node] = graph.premiseCount(node);
        if (unmet[node] == 0 && !disabled.and(node)) {
          add(graph.gains[node]);
        }
      }
      for (int node = 0; node < graph.orCount(); node++) {
        if (disabled.given(graph, node)) {
          add(node);
        }
      }
    }

    private void add(int orNode) {
      if (!holding.get(orNode)) {
        holding.set(orNode);
        pending.add(orNode);
      }
    }
  }
}
