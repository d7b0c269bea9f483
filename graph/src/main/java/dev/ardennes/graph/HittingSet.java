package dev.ardennes.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/// The cheapest set of elements that meets every set of a growing collection.
///
/// Branch and bound: branches on the elements of an unmet set with the fewest elements still
/// allowed; the lower bound pays for unmet sets from what is left of the costs of their elements
/// (dual ascent).
final class HittingSet {
  /// How many elements a branch may hold at most; beyond, the best set is not searched for further.
  private static final int MOST_ELEMENTS = 400;

  private static final double ROUNDING = 1e-6;

  private final double[] costs;
  private final boolean wholeCosts;
  private final List<int[]> sets = new ArrayList<>();
  private final BitSet chosen = new BitSet();
  private final BitSet excluded = new BitSet();
  private final double[] residual;
  private BitSet best = new BitSet();
  private double bestCost;
  private long branchesLeft;
  private boolean spent;

  /// @param elements the best found
  /// @param lowerBound of the cost of any hitting set
  record Solution(BitSet elements, double lowerBound, boolean optimal) {}

  /// @param branches how many branches may be visited over all calls of [#solve]; afterwards it
  ///   answers greedily
  HittingSet(double[] costs, long branches) {
    this.costs = costs;
    this.wholeCosts =
        Arrays.stream(costs).filter(Double::isFinite).allMatch(c -> c == Math.rint(c));
    this.branchesLeft = branches;
    this.residual = new double[costs.length];
  }

  /// Adds a set to meet, and drops those that are then met anyway.
  void add(BitSet set) {
    sets.removeIf(other -> contains(other, set));
    sets.add(set.stream().toArray());
    sets.sort(Comparator.comparingInt(other -> other.length));
  }

  private static boolean contains(int[] outer, BitSet inner) {
    int found = 0;
    for (int element : outer) {
      found += inner.get(element) ? 1 : 0;
    }
    return found == inner.cardinality();
  }

  /// @param known a hitting set, if `knownCost` is finite
  Solution solve(BitSet known, double knownCost) {
    takeGreedily();
    if (knownCost < bestCost) {
      best = known;
      bestCost = knownCost;
    }
    spent = false;
    double rootBound = bound(0);
    branch(0, 0);
    return new Solution(best, spent ? rootBound : bestCost, !spent);
  }

  /// A hitting set that is soon found and often not the cheapest.
  BitSet greedy() {
    takeGreedily();
    return best;
  }

  private void takeGreedily() {
    best = new BitSet();
    bestCost = 0;
    var unmet = new ArrayList<>(sets);
    while (!unmet.isEmpty()) {
      int element = mostPerCost(unmet);
      best.set(element);
      bestCost += costs[element];
      unmet.removeIf(set -> has(set, element));
    }
  }

  private int mostPerCost(List<int[]> unmet) {
    int[] counts = new int[costs.length];
    int most = -1;
    for (int[] set : unmet) {
      for (int element : set) {
        counts[element]++;
      }
    }
    for (int element = 0; element < counts.length; element++) {
      if (counts[element] > 0
          && (most < 0 || counts[element] * costs[most] > counts[most] * costs[element])) {
        most = element;
      }
    }
    return most;
  }

  private static boolean has(int[] set, int element) {
    for (int other : set) {
      if (other == element) {
        return true;
      }
    }
    return false;
  }

  /// Goes through the elements of one unmet set; each branch leaves out those before it.
  private void branch(double cost, int depth) {
    if (branchesLeft-- <= 0 || depth > MOST_ELEMENTS) {
      spent = true;
      return;
    }
    double bound = bound(cost);
    if (isTooDear(bound)) {
      return;
    }
    IntArray tooDear = exclude(bound);
    int[] set = tightestUnmet();
    if (set.length == 0 && isHitting()) {
      best = (BitSet) chosen.clone();
      bestCost = cost;
    }
    for (int element : set) {
      chosen.set(element);
      branch(cost + costs[element], depth + 1);
      chosen.clear(element);
      excluded.set(element);
    }
    for (int element : set) {
      excluded.clear(element);
    }
    for (int i = 0; i < tooDear.size(); i++) {
      excluded.clear(tooDear.get(i));
    }
  }

  /// Whether nothing that costs so much or more can be better than the best known; whole costs only
  /// add up to whole costs.
  private boolean isTooDear(double bound) {
    return (wholeCosts ? Math.ceil(bound - ROUNDING) : bound) >= bestCost;
  }

  /// Elements whose unpaid rest alone makes a better set impossible (reduced cost fixing).
  private IntArray exclude(double bound) {
    var result = new IntArray();
    for (int[] set : sets) {
      if (!isMet(set)) {
        for (int element : set) {
          if (!excluded.get(element) && isTooDear(bound + residual[element])) {
            excluded.set(element);
            result.add(element);
          }
        }
      }
    }
    return result;
  }

  private boolean isHitting() {
    for (int[] set : sets) {
      if (!isMet(set)) {
        return false;
      }
    }
    return true;
  }

  /// The allowed elements, least unpaid rest first, of the unmet set with the fewest; empty if all
  /// are met or one cannot be.
  private int[] tightestUnmet() {
    int fewest = Integer.MAX_VALUE;
    int[] tightest = new int[0];
    for (int[] set : sets) {
      if (!isMet(set)) {
        int allowed = allowedCount(set);
        if (allowed < fewest) {
          fewest = allowed;
          tightest = set;
        }
      }
    }
    return Arrays.stream(tightest)
        .filter(element -> !excluded.get(element))
        .boxed()
        .sorted(
            Comparator.comparingDouble((Integer element) -> residual[element])
                .thenComparing(Comparator.naturalOrder()))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private boolean isMet(int[] set) {
    for (int element : set) {
      if (chosen.get(element)) {
        return true;
      }
    }
    return false;
  }

  private int allowedCount(int[] set) {
    int count = 0;
    for (int element : set) {
      count += excluded.get(element) ? 0 : 1;
    }
    return count;
  }

  /// Infinite if some unmet set has no allowed element left.
  private double bound(double cost) {
    for (int[] set : sets) {
      for (int element : set) {
        residual[element] = costs[element];
      }
    }
    double bound = cost;
    for (int[] set : sets) {
      if (!isMet(set)) {
        bound += pay(set);
      }
    }
    return bound;
  }

  private double pay(int[] set) {
    double least = Double.POSITIVE_INFINITY;
    for (int element : set) {
      if (!excluded.get(element)) {
        least = Math.min(least, residual[element]);
      }
    }
    for (int element : set) {
      residual[element] -= excluded.get(element) ? 0 : least;
    }
    return least;
  }
}
