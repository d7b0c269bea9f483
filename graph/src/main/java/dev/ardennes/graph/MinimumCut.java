package dev.ardennes.graph;

import dev.ardennes.graph.CheapestProof.Combination;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/// The cheapest set of given OR nodes without which no target holds.
///
/// NP-hard with joins, so by *implicit hitting set* (Moreno-Centeno and Karp, "The implicit hitting
/// set approach to solve combinatorial optimization problems", 2013): a proof that survives the
/// best cut so far must be cut too, and the cheapest set that meets all proofs found is a lower
/// bound. It ends when that set leaves no proof (the cut is optimal) or the work limit is reached
/// (it is not known to be, and the bound says how far off it can be). Deterministic; no clock.
public final class MinimumCut {
  /// A cut.
  ///
  /// @param leaves the given OR nodes to take away, ascending; none of them can be spared
  /// @param cost what taking them away costs
  /// @param lowerBound no cut costs less; equal to `cost` where `optimal`
  /// @param optimal whether it is proved that no cut costs less
  public record Cut(List<Integer> leaves, double cost, double lowerBound, boolean optimal) {
    public Cut {
      leaves = List.copyOf(leaves);
    }
  }

  /// A search for the cheapest cut ended in one of these ways.
  public sealed interface Result {}

  /// A cut was found.
  public record Found(Cut cut) implements Result {}

  /// Some target holds whatever removable node is taken away.
  ///
  /// @param target one such target
  public record Impossible(int target) implements Result {}

  /// How much work may be done.
  ///
  /// @param branches branches of the search for the best hitting set, over all rounds
  /// @param rounds how often the proofs that survive are looked for
  public record Limits(long branches, int rounds) {
    public static final Limits STANDARD = new Limits(2_000_000, 2_000);

    public Limits {
      if (branches < 0 || rounds < 1) {
        throw new IllegalArgumentException("limits may not be negative, and there is one round");
      }
    }
  }

  private final AndOrGraph graph;
  private final int[] targets;
  private final double[] removalCosts;
  private final Disabled disabled;
  private final Limits limits;
  private final int[] removable;
  private final HittingSet proofs;
  private BitSet bestCut = new BitSet();
  private double bestCost = Double.POSITIVE_INFINITY;
  private double lowerBound;

  private MinimumCut(
      AndOrGraph graph, int[] targets, double[] removalCosts, Disabled disabled, Limits limits) {
    this.disabled = disabled;
    this.targets = targets.clone();
    this.removalCosts = removalCosts;
    this.limits = limits;
    this.removable = removable(graph, removalCosts, disabled);
    this.graph = countingRemovable(graph, removable);
    this.proofs = new HittingSet(removalCosts, limits.branches());
  }

  /// @param removalCosts per OR node what taking it away costs; infinite where it cannot be, and
  ///   read for given nodes that are not disabled only
  public static Result of(
      AndOrGraph graph, int[] targets, double[] removalCosts, Disabled disabled, Limits limits) {
    if (removalCosts.length != graph.orCount()) {
      throw new IllegalArgumentException(
          "expected %d costs, not %d".formatted(graph.orCount(), removalCosts.length));
    }
    return new MinimumCut(graph, targets, removalCosts, disabled, limits).result();
  }

  private static int[] removable(AndOrGraph graph, double[] removalCosts, Disabled disabled) {
    var result = new IntArray();
    for (int node = 0; node < graph.orCount(); node++) {
      if (disabled.given(graph, node)) {
        if (!(removalCosts[node] >= 0)) {
          throw new IllegalArgumentException(
              "removal cost `%s` of OR node `%d` is negative".formatted(removalCosts[node], node));
        }
        if (removalCosts[node] < Double.POSITIVE_INFINITY) {
          result.add(node);
        }
      }
    }
    return result.toArray();
  }

  /// A cheapest proof is then one that uses few removable leaves.
  private static AndOrGraph countingRemovable(AndOrGraph graph, int[] removable) {
    double[] weights = new double[graph.orCount()];
    for (int leaf : removable) {
      weights[leaf] = 1;
    }
    return graph.withWeights(weights, new double[graph.andCount()]);
  }

  private Result result() {
    int standing = standingTarget(bits(removable));
    if (standing >= 0) {
      return new Impossible(standing);
    }
    boolean optimal = false;
    for (int round = 0; round < limits.rounds() && !optimal; round++) {
      // Greedy sets are cheap and show most proofs that matter; only the last ones must be the
      // best.
      if (findSurvivors(proofs.greedy())) {
        continue;
      }
      HittingSet.Solution solution = proofs.solve(bestCut, bestCost);
      lowerBound = Math.max(lowerBound, solution.lowerBound());
      boolean grew = findSurvivors(solution.elements());
      optimal = bestCost <= lowerBound || (!grew && solution.optimal());
      if (!grew && !solution.optimal()) {
        break;
      }
    }
    List<Integer> leaves = bestCut.stream().boxed().toList();
    double bound = optimal ? bestCost : Math.min(lowerBound, bestCost);
    return new Found(new Cut(leaves, bestCost, bound, optimal));
  }

  /// Adds disjoint proofs that survive the cut until none is left; what was met by then is a cut.
  ///
  /// @return whether there was one
  private boolean findSurvivors(BitSet hitting) {
    BitSet cut = (BitSet) hitting.clone();
    boolean grew = false;
    int standing = standingTarget(cut);
    while (standing >= 0) {
      BitSet proof = smallProof(standing, cut);
      proofs.add(proof);
      cut.or(proof);
      grew = true;
      standing = standingTarget(cut);
    }
    keepIfBetter(cut);
    return grew;
  }

  private void keepIfBetter(BitSet cut) {
    BitSet spared = withoutSpareable(cut);
    double cost = spared.stream().mapToDouble(leaf -> removalCosts[leaf]).sum();
    if (cost < bestCost) {
      bestCost = cost;
      bestCut = spared;
    }
  }

  /// Gives leaves back, dearest first, as long as no target comes to hold.
  private BitSet withoutSpareable(BitSet cut) {
    var dearestFirst = new ArrayList<>(cut.stream().boxed().toList());
    dearestFirst.sort(
        Comparator.comparingDouble((Integer leaf) -> removalCosts[leaf])
            .reversed()
            .thenComparing(Comparator.naturalOrder()));
    int[] order = dearestFirst.stream().mapToInt(Integer::intValue).toArray();
    return MinimalSubset.of(order, kept -> standingTarget(kept) < 0);
  }

  /// The removable leaves of a proof that uses none of the cut, none of which it could do without.
  private BitSet smallProof(int target, BitSet cut) {
    var cheapest = CheapestProof.of(graph, Combination.SUM, without(cut));
    BitSet leaves = removableLeaves(cheapest, target);
    BitSet others = bits(removable);
    others.andNot(leaves);
    return MinimalSubset.of(
        leaves.stream().toArray(), kept -> holdsBy(target, kept, leaves, others));
  }

  private boolean holdsBy(int target, BitSet kept, BitSet leaves, BitSet others) {
    BitSet off = (BitSet) leaves.clone();
    off.andNot(kept);
    off.or(others);
    return Reachability.of(graph, without(off)).get(target);
  }

  private BitSet removableLeaves(CheapestProof cheapest, int target) {
    var used = new BitSet();
    used.set(target);
    for (int andNode : cheapest.andNodes(target)) {
      for (int i = 0; i < graph.premiseCount(andNode); i++) {
        used.set(graph.premise(andNode, i));
      }
    }
    var leaves = new BitSet();
    used.stream()
        .filter(node -> cheapest.choice(node) == CheapestProof.NONE && graph.orWeight(node) > 0)
        .forEach(leaves::set);
    return leaves;
  }

  /// The first target that holds without the cut, or -1.
  private int standingTarget(BitSet cut) {
    BitSet holding = Reachability.of(graph, without(cut));
    for (int target : targets) {
      if (holding.get(target)) {
        return target;
      }
    }
    return -1;
  }

  private Disabled without(BitSet cut) {
    return disabled.withoutLeaves(cut);
  }

  private static BitSet bits(int[] nodes) {
    var result = new BitSet();
    for (int node : nodes) {
      result.set(node);
    }
    return result;
  }
}
