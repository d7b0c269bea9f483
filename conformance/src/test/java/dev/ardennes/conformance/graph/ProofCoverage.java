package dev.ardennes.conformance.graph;

import dev.ardennes.oracle.graph.BruteForce;
import dev.ardennes.oracle.graph.SmallGraph;
import dev.ardennes.oracle.graph.SmallGraph.Step;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;

/// Counts what kinds of graphs a comparison has seen, so that agreement means something.
final class ProofCoverage {
  private int graphs;
  private int withoutProof;
  private int moreThanFive;
  private int mostProofs;
  private int cycles;
  private int joins;
  private int alternatives;
  private int derivableGivens;
  private int zeroWeights;
  private int shared;
  private int unreachable;
  private int ties;

  void add(SmallGraph graph, List<BruteForce.MinimalProof> proofs) {
    graphs++;
    withoutProof += proofs.isEmpty() ? 1 : 0;
    moreThanFive += proofs.size() > 5 ? 1 : 0;
    mostProofs = Math.max(mostProofs, proofs.size());
    cycles += hasCycle(graph) ? 1 : 0;
    joins += graph.steps().stream().anyMatch(step -> step.premises().size() > 1) ? 1 : 0;
    alternatives += hasAlternatives(graph) ? 1 : 0;
    derivableGivens +=
        graph.steps().stream().anyMatch(step -> graph.given().containsKey(step.gain())) ? 1 : 0;
    zeroWeights += graph.steps().stream().anyMatch(step -> step.weight() == 0) ? 1 : 0;
    unreachable += BruteForce.holding(graph).size() < graph.size() ? 1 : 0;
    ties +=
        proofs.stream().map(BruteForce.MinimalProof::cost).distinct().count() < proofs.size()
            ? 1
            : 0;
    int target = graph.size() - 1;
    shared += proofs.stream().anyMatch(proof -> isShared(graph, target, proof)) ? 1 : 0;
  }

  boolean isWide() {
    return moreThanFive >= 100
        && cycles >= 1000
        && joins >= 1000
        && alternatives >= 200
        && derivableGivens >= 500
        && zeroWeights >= 500
        && shared >= 200
        && unreachable >= 500
        && ties >= 200;
  }

  /// Whether the tree of the proof costs more than its distinct nodes.
  private static boolean isShared(SmallGraph graph, int target, BruteForce.MinimalProof proof) {
    var outside = new TreeSet<>(graph.given().keySet());
    outside.removeAll(proof.nodes());
    var steps =
        graph.steps().stream()
            .filter(s -> proof.nodes().contains(s.gain()))
            .filter(s -> proof.nodes().containsAll(s.premises()))
            .toList();
    var within = new SmallGraph(graph.size(), graph.withoutGiven(outside).given(), steps);
    return BruteForce.treeCosts(within, Double::sum)[target] > proof.cost();
  }

  private static boolean hasAlternatives(SmallGraph graph) {
    var seen = new HashSet<List<Object>>();
    return graph.steps().stream()
        .anyMatch(step -> !seen.add(List.of(step.gain(), step.premises())));
  }

  private static boolean hasCycle(SmallGraph graph) {
    var left = new HashSet<>(graph.steps());
    while (left.removeIf(step -> left.stream().noneMatch(other -> needs(step, other)))) {
      // Steps that no other step leads to cannot be on a cycle.
    }
    return !left.isEmpty();
  }

  private static boolean needs(Step step, Step other) {
    return step.premises().contains(other.gain());
  }

  @Override
  public String toString() {
    return ("%d graphs: %d without proof, %d with more than 5 proofs (%d at most), %d with cycles,"
            + " %d with joins, %d with alternatives, %d with given nodes that are also gained,"
            + " %d with zero weights, %d with unreachable nodes, %d with equal costs,"
            + " %d where a proof shares a premise")
        .formatted(
            graphs,
            withoutProof,
            moreThanFive,
            mostProofs,
            cycles,
            joins,
            alternatives,
            derivableGivens,
            zeroWeights,
            unreachable,
            ties,
            shared);
  }
}
