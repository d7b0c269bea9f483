package dev.ardennes.oracle.graph;

import dev.ardennes.oracle.graph.SmallGraph.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

/// What the words of the graph algorithms mean, by trying everything. Exponential: about a dozen OR
/// nodes at most.
public final class BruteForce {
  /// A minimal proof: its OR nodes and the least cost of any choice of steps over exactly these.
  public record MinimalProof(Set<Integer> nodes, double cost) {
    public MinimalProof {
      nodes = new TreeSet<>(nodes);
    }
  }

  /// A set of given nodes whose removal leaves no target standing, and what it costs.
  public record Cut(Set<Integer> nodes, double cost) {
    public Cut {
      nodes = new TreeSet<>(nodes);
    }
  }

  private BruteForce() {}

  /// The nodes that hold when nothing outside `allowed` may be used.
  public static Set<Integer> holding(SmallGraph graph, Set<Integer> allowed) {
    var holding = new TreeSet<Integer>();
    boolean grew = true;
    while (grew) {
      grew = false;
      for (int node : allowed) {
        boolean supported =
            graph.given().containsKey(node)
                || graph.steps().stream()
                    .anyMatch(s -> s.gain() == node && holding.containsAll(s.premises()));
        grew |= supported && holding.add(node);
      }
    }
    return holding;
  }

  public static Set<Integer> holding(SmallGraph graph) {
    return holding(graph, everything(graph));
  }

  /// All minimal proofs of the target, cheapest first.
  public static List<MinimalProof> minimalProofs(SmallGraph graph, int target) {
    List<Set<Integer>> minimal = new ArrayList<>();
    for (Set<Integer> nodes : subsetsBySize(holding(graph))) {
      if (nodes.contains(target)
          && minimal.stream().noneMatch(nodes::containsAll)
          && holding(graph, nodes).contains(target)) {
        minimal.add(nodes);
      }
    }
    return minimal.stream()
        .map(nodes -> new MinimalProof(nodes, cheapestSupport(graph, List.copyOf(nodes))))
        .sorted(Comparator.comparingDouble(MinimalProof::cost))
        .toList();
  }

  /// The least cost of supporting each of the nodes once, from the others, without a cycle.
  private static double cheapestSupport(SmallGraph graph, List<Integer> nodes) {
    return cheapestSupport(graph, nodes, 0, List.of());
  }

  private static double cheapestSupport(
      SmallGraph graph, List<Integer> nodes, int next, List<Step> chosen) {
    if (next == nodes.size()) {
      return acyclic(chosen)
          ? chosen.stream().mapToDouble(Step::weight).sum()
          : Double.POSITIVE_INFINITY;
    }
    return supports(graph, nodes.get(next)).stream()
        .filter(step -> nodes.containsAll(step.premises()))
        .mapToDouble(step -> cheapestSupport(graph, nodes, next + 1, plus(chosen, step)))
        .min()
        .orElse(Double.POSITIVE_INFINITY);
  }

  private static List<Step> supports(SmallGraph graph, int node) {
    var result = new ArrayList<>(graph.steps().stream().filter(s -> s.gain() == node).toList());
    if (graph.given().containsKey(node)) {
      result.add(new Step(node, Set.of(), graph.given().get(node)));
    }
    return result;
  }

  /// Whether the steps can be taken in some order, each after what it needs.
  private static boolean acyclic(List<Step> steps) {
    var done = new HashSet<Integer>();
    var left = new ArrayList<>(steps);
    while (left.removeIf(step -> done.containsAll(step.premises()) && done.add(step.gain()))) {
      // Goes on until nothing more can be taken.
    }
    return left.isEmpty();
  }

  /// The nodes without which some target would not hold.
  public static Set<Integer> landmarks(SmallGraph graph, Set<Integer> targets) {
    var result = new TreeSet<Integer>();
    for (int node : everything(graph)) {
      var others = new TreeSet<>(everything(graph));
      others.remove(node);
      if (!holding(graph, others).containsAll(targets)) {
        result.add(node);
      }
    }
    return result;
  }

  /// All inclusion-minimal cuts, cheapest first.
  public static List<Cut> minimalCuts(
      SmallGraph graph, Set<Integer> targets, Map<Integer, Double> removable) {
    List<Set<Integer>> minimal = new ArrayList<>();
    for (Set<Integer> nodes : subsetsBySize(removable.keySet())) {
      var left = holding(graph.withoutGiven(nodes));
      if (minimal.stream().noneMatch(nodes::containsAll)
          && targets.stream().noneMatch(left::contains)) {
        minimal.add(nodes);
      }
    }
    return minimal.stream()
        .map(nodes -> new Cut(nodes, nodes.stream().mapToDouble(removable::get).sum()))
        .sorted(Comparator.comparingDouble(Cut::cost))
        .toList();
  }

  /// The least cost of a proof tree per node, where `combine` folds the costs of premises.
  public static double[] treeCosts(SmallGraph graph, DoubleBinaryOperator combine) {
    double[] costs = new double[graph.size()];
    Arrays.fill(costs, Double.POSITIVE_INFINITY);
    for (int round = 0; round <= graph.size(); round++) {
      for (int node = 0; node < graph.size(); node++) {
        for (Step step : supports(graph, node)) {
          double premises = step.premises().stream().mapToDouble(p -> costs[p]).reduce(0, combine);
          costs[node] = Math.min(costs[node], premises + step.weight());
        }
      }
    }
    return costs;
  }

  private static List<Set<Integer>> subsetsBySize(Set<Integer> nodes) {
    List<Integer> list = List.copyOf(new TreeSet<>(nodes));
    return IntStream.range(0, 1 << list.size())
        .boxed()
        .sorted(Comparator.comparingInt(Integer::bitCount))
        .map(mask -> subset(list, mask))
        .toList();
  }

  private static Set<Integer> subset(List<Integer> nodes, int mask) {
    var result = new TreeSet<Integer>();
    for (int i = 0; i < nodes.size(); i++) {
      if ((mask >> i & 1) != 0) {
        result.add(nodes.get(i));
      }
    }
    return result;
  }

  private static Set<Integer> everything(SmallGraph graph) {
    return new TreeSet<>(IntStream.range(0, graph.size()).boxed().toList());
  }

  private static List<Step> plus(List<Step> steps, Step step) {
    var result = new ArrayList<>(steps);
    result.add(step);
    return result;
  }
}
