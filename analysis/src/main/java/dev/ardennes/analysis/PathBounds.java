package dev.ardennes.analysis;

import dev.ardennes.graph.AndOrGraph;
import dev.ardennes.graph.ChainCost;
import dev.ardennes.graph.CheapestProof;
import dev.ardennes.graph.Disabled;
import dev.ardennes.graph.Reachability;
import dev.ardennes.model.EntryPoint;
import java.util.Arrays;
import java.util.List;

/// What a path must cost and how many steps it must have at the least, known before any is
/// searched.
///
/// A proof from an entry to a target holds a chain of steps from the one to the other, and every
/// assumption that no proof of the target does without. What the two cost together is never more
/// than the proof.
final class PathBounds {
  private final PathGraph paths;

  /// The graph in which what is assumed costs nothing, and the one in which only steps count.
  private final AndOrGraph chains;

  private final AndOrGraph stepCounts;
  private final double[] needed;
  private final CheapestProof ofAll;
  private final CheapestProof ofNobody;

  /// O(graph) for each 64 assumptions that cost anything, and O(graph log graph) once.
  PathBounds(PathGraph paths) {
    this.paths = paths;
    AndOrGraph graph = paths.graph();
    double[] nothing = new double[graph.orCount()];
    double[] weights = new double[graph.andCount()];
    double[] steps = new double[graph.andCount()];
    for (int and = 0; and < weights.length; and++) {
      weights[and] = graph.andWeight(and);
      steps[and] = paths.isStep(and) ? 1 : 0;
    }
    this.chains = graph.withWeights(nothing, weights);
    this.stepCounts = graph.withWeights(nothing, steps);
    this.needed = needed();
    this.ofAll = CheapestProof.of(chains, CheapestProof.Combination.MAXIMUM, Disabled.none());
    this.ofNobody =
        CheapestProof.of(chains, CheapestProof.Combination.MAXIMUM, paths.world(List.of()));
  }

  /// By target, what the assumptions cost without which it is not reached, whoever tries.
  private double[] needed() {
    AndOrGraph graph = paths.graph();
    double[] cost = new double[paths.targets().size()];
    int[] assumptions = paths.assumptionNodes().filter(node -> graph.orWeight(node) > 0).toArray();
    for (int from = 0; from < assumptions.length; from += Long.SIZE) {
      int count = Math.min(Long.SIZE, assumptions.length - from);
      long[] given = new long[graph.orCount()];
      Arrays.fill(given, -1);
      for (int i = 0; i < count; i++) {
        given[assumptions[from + i]] = ~(1L << i);
      }
      long[] holding = Reachability.worlds(graph, given, Disabled.none());
      for (int target = 0; target < cost.length; target++) {
        for (int i = 0; i < count; i++) {
          boolean without = (holding[paths.targetNode(target)] >>> i & 1) != 0;
          cost[target] += without ? 0 : graph.orWeight(assumptions[from + i]);
        }
      }
    }
    return cost;
  }

  /// No path to the target costs less, whoever takes it; infinite where there is none.
  double ofAll(int target) {
    return ofAll.cost(paths.targetNode(target)) + needed[target];
  }

  /// No path is cheaper, none shorter.
  record Bound(double cost, int steps) {
    static final Bound NONE = new Bound(Double.POSITIVE_INFINITY, Integer.MAX_VALUE);

    Bound or(Bound other) {
      return new Bound(Math.min(cost, other.cost), Math.min(steps, other.steps));
    }
  }

  /// The bounds of all paths to one target. O(graph log graph).
  final class To {
    private final int target;
    private final ChainCost costs;
    private final ChainCost steps;

    To(int target) {
      this.target = target;
      this.costs = ChainCost.to(chains, paths.targetNode(target));
      this.steps = ChainCost.to(stepCounts, paths.targetNode(target));
    }

    /// Of the paths that use one of the entries, or are there for whoever holds nothing.
    Bound from(List<EntryPoint> held) {
      Bound bound = bound(ofNobody.cost(paths.targetNode(target)), 0);
      for (EntryPoint entry : held) {
        int node = paths.entryNode(entry);
        bound = bound.or(bound(costs.from(chains, node), steps.from(stepCounts, node)));
      }
      return bound;
    }

    private Bound bound(double cost, double count) {
      return cost < Double.POSITIVE_INFINITY
          ? new Bound(cost + needed[target], (int) count)
          : Bound.NONE;
    }
  }
}
