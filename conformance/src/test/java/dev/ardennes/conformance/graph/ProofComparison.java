package dev.ardennes.conformance.graph;

import dev.ardennes.graph.AndOrGraph;
import dev.ardennes.graph.Disabled;
import dev.ardennes.graph.MinimalProof;
import dev.ardennes.graph.MinimalProofs;
import dev.ardennes.graph.ProofLimits;
import dev.ardennes.oracle.graph.BruteForce;
import dev.ardennes.oracle.graph.SmallGraph;
import dev.ardennes.oracle.graph.SmallGraph.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// Says where an enumeration of minimal proofs differs from brute force.
final class ProofComparison {
  /// A proof as some enumeration found it.
  record Found(Set<Integer> nodes, Set<Integer> leaves, List<Integer> steps, double cost) {
    static Found of(MinimalProof proof) {
      return new Found(
          set(proof.orNodes()),
          set(proof.leaves()),
          IntStream.of(proof.andNodes()).boxed().toList(),
          proof.cost());
    }

    private static Set<Integer> set(int[] nodes) {
      return new TreeSet<>(IntStream.of(nodes).boxed().toList());
    }
  }

  /// Enumerates the minimal proofs of the last node of a graph.
  @FunctionalInterface
  interface Enumeration {
    List<Found> of(SmallGraph graph, int target);
  }

  private ProofComparison() {}

  static List<Found> enumerated(SmallGraph small, int target, ProofLimits limits) {
    return enumerated(RandomGraphs.built(small), target, limits);
  }

  private static List<Found> enumerated(AndOrGraph graph, int target, ProofLimits limits) {
    var result = new ArrayList<Found>();
    MinimalProofs.of(graph, target, Disabled.none(), limits)
        .forEachRemaining(proof -> result.add(Found.of(proof)));
    return result;
  }

  /// The first difference in words; empty if both agree in sets, costs, steps and order.
  static Optional<String> difference(
      SmallGraph graph, int target, List<BruteForce.MinimalProof> expected, List<Found> found) {
    var costs = new HashMap<Set<Integer>, Double>();
    expected.forEach(proof -> costs.put(proof.nodes(), proof.cost()));
    double last = 0;
    for (Found proof : found) {
      Double cost = costs.remove(proof.nodes());
      if (cost == null) {
        return Optional.of("%s is no minimal proof of %d, or came twice".formatted(proof, target));
      }
      if (cost != proof.cost()) {
        return Optional.of("%s costs %s".formatted(proof, cost));
      }
      if (proof.cost() < last) {
        return Optional.of("%s comes after one that costs %s".formatted(proof, last));
      }
      last = proof.cost();
      Optional<String> unsound = unsoundness(graph, target, proof);
      if (unsound.isPresent()) {
        return unsound;
      }
    }
    return costs.isEmpty() ? Optional.empty() : Optional.of("%s are missing".formatted(costs));
  }

  /// Takes the steps one by one and adds up what they cost.
  private static Optional<String> unsoundness(SmallGraph graph, int target, Found proof) {
    var holding = new HashSet<>(proof.leaves());
    double cost = proof.leaves().stream().mapToDouble(graph.given()::get).sum();
    for (int index : proof.steps()) {
      Step step = graph.steps().get(index);
      if (!holding.containsAll(step.premises()) || !holding.add(step.gain())) {
        return Optional.of("%s cannot take step %d when it does".formatted(proof, index));
      }
      cost += step.weight();
    }
    return holding.equals(proof.nodes()) && holding.contains(target) && cost == proof.cost()
        ? Optional.empty()
        : Optional.of("the steps of %s lead elsewhere".formatted(proof));
  }
}
