package dev.ardennes.conformance.graph;

import dev.ardennes.conformance.graph.ProofComparison.Found;
import dev.ardennes.oracle.graph.SmallGraph;
import dev.ardennes.oracle.graph.SmallGraph.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/// All ways of choosing one support for each node from the target down, right or wrong; for
/// planting mistakes.
final class NaiveProofs {
  private static final int GIVEN = -1;
  private static final int MOST = 2000;

  private final SmallGraph graph;
  private final List<Map<Integer, Integer>> choices = new ArrayList<>();

  private NaiveProofs(SmallGraph graph) {
    this.graph = graph;
  }

  /// Every proof, minimal or not.
  static List<Found> all(SmallGraph graph, int target) {
    return found(graph, target, true);
  }

  /// What looks like a proof but goes in a circle.
  static List<Found> cyclic(SmallGraph graph, int target) {
    return found(graph, target, false);
  }

  /// The same OR nodes by the dearest choice.
  static Found dearest(SmallGraph graph, int target, Found proof) {
    Found dearest = proof;
    for (Found other : all(graph, target)) {
      if (other.nodes().equals(proof.nodes()) && other.cost() > dearest.cost()) {
        dearest = other;
      }
    }
    return dearest;
  }

  private static List<Found> found(SmallGraph graph, int target, boolean acyclic) {
    var proofs = new NaiveProofs(graph);
    proofs.choose(new HashMap<>(), List.of(target));
    var result = new ArrayList<Found>();
    for (Map<Integer, Integer> choice : proofs.choices) {
      proofs.write(choice, acyclic, result::add);
    }
    return result;
  }

  private void choose(Map<Integer, Integer> chosen, List<Integer> open) {
    if (choices.size() >= MOST) {
      return;
    }
    if (open.isEmpty()) {
      choices.add(Map.copyOf(chosen));
      return;
    }
    int node = open.getFirst();
    List<Integer> rest = open.subList(1, open.size());
    if (chosen.containsKey(node)) {
      choose(chosen, rest);
      return;
    }
    if (graph.given().containsKey(node)) {
      take(chosen, node, GIVEN, Set.of(), rest);
    }
    for (int i = 0; i < graph.steps().size(); i++) {
      if (graph.steps().get(i).gain() == node) {
        take(chosen, node, i, graph.steps().get(i).premises(), rest);
      }
    }
  }

  private void take(
      Map<Integer, Integer> chosen, int node, int step, Set<Integer> premises, List<Integer> rest) {
    var more = new ArrayList<>(rest);
    more.addAll(premises);
    chosen.put(node, step);
    choose(chosen, more);
    chosen.remove(node);
  }

  private void write(Map<Integer, Integer> choice, boolean acyclic, Consumer<Found> out) {
    var done = new HashSet<Integer>();
    var leaves = new TreeSet<Integer>();
    var steps = new ArrayList<Integer>();
    double cost = 0;
    for (var entry : choice.entrySet()) {
      if (entry.getValue() == GIVEN) {
        leaves.add(entry.getKey());
        cost += graph.given().getOrDefault(entry.getKey(), 0.0);
      } else {
        cost += graph.steps().get(entry.getValue()).weight();
      }
    }
    done.addAll(leaves);
    var left = new TreeSet<>(choice.values());
    left.remove(GIVEN);
    while (left.removeIf(i -> canBeTaken(graph.steps().get(i), done) && steps.add(i))) {
      // Takes steps for as long as there is one to take.
    }
    if (left.isEmpty() == acyclic) {
      steps.addAll(left);
      out.accept(new Found(new TreeSet<>(choice.keySet()), leaves, steps, cost));
    }
  }

  private static boolean canBeTaken(Step step, Set<Integer> done) {
    return done.containsAll(step.premises()) && done.add(step.gain());
  }
}
