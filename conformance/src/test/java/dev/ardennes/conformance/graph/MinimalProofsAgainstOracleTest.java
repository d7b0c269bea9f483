package dev.ardennes.conformance.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.conformance.graph.ProofComparison.Enumeration;
import dev.ardennes.conformance.graph.ProofComparison.Found;
import dev.ardennes.graph.ProofLimits;
import dev.ardennes.oracle.graph.BruteForce;
import dev.ardennes.oracle.graph.SmallGraph;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class MinimalProofsAgainstOracleTest {
  private static final int GRAPHS = 2500;
  private static final int MUTANT_GRAPHS = 300;

  @Test
  void setsCostsStepsAndOrderAreThoseOfBruteForce() {
    var coverage = new ProofCoverage();
    for (long seed = 0; seed < GRAPHS; seed++) {
      SmallGraph graph = RandomGraphs.of(seed);
      int target = graph.size() - 1;
      var expected = BruteForce.minimalProofs(graph, target);
      coverage.add(graph, expected);
      var found = ProofComparison.enumerated(graph, target, ProofLimits.NONE);
      assertThat(ProofComparison.difference(graph, target, expected, found))
          .as(RandomGraphs.described(seed, graph))
          .isEmpty();
    }
    System.out.println(coverage);
    assertThat(coverage.isWide()).as(coverage.toString()).isTrue();
  }

  @Test
  void withoutProvedOrderTheSetsAreStillThoseOfBruteForce() {
    var limits = new ProofLimits(3, Long.MAX_VALUE);
    for (long seed = 0; seed < GRAPHS / 2; seed++) {
      SmallGraph graph = RandomGraphs.of(seed);
      int target = graph.size() - 1;
      var found = new ArrayList<>(ProofComparison.enumerated(graph, target, limits));
      found.sort(Comparator.comparingDouble(Found::cost));
      assertThat(
              ProofComparison.difference(
                  graph, target, BruteForce.minimalProofs(graph, target), found))
          .as(RandomGraphs.described(seed, graph))
          .isEmpty();
    }
  }

  /// Mistakes an enumeration could make; the comparison must see every one.
  enum Mistake implements Enumeration {
    SHARED_PREMISE_PAID_TWICE {
      @Override
      public List<Found> of(SmallGraph graph, int target) {
        return correct(graph, target).stream()
            .map(f -> withCost(f, BruteForce.treeCosts(within(graph, f), Double::sum)[target]))
            .sorted(Comparator.comparingDouble(Found::cost))
            .toList();
      }
    },
    MINIMALITY_NOT_CHECKED {
      @Override
      public List<Found> of(SmallGraph graph, int target) {
        var result = new ArrayList<>(correct(graph, target));
        NaiveProofs.all(graph, target).forEach(proof -> addIfNew(result, proof));
        result.sort(Comparator.comparingDouble(Found::cost));
        return result;
      }
    },
    CYCLES_ACCEPTED {
      @Override
      public List<Found> of(SmallGraph graph, int target) {
        var result = new ArrayList<>(correct(graph, target));
        NaiveProofs.cyclic(graph, target).forEach(proof -> addIfNew(result, proof));
        result.sort(Comparator.comparingDouble(Found::cost));
        return result;
      }
    },
    LAST_PROOF_FORGOTTEN {
      @Override
      public List<Found> of(SmallGraph graph, int target) {
        var all = correct(graph, target);
        return all.subList(0, Math.max(0, all.size() - 1));
      }
    },
    PROOF_REPORTED_TWICE {
      @Override
      public List<Found> of(SmallGraph graph, int target) {
        var result = new ArrayList<>(correct(graph, target));
        result.addAll(result.isEmpty() ? result : List.of(result.getLast()));
        return result;
      }
    },
    ORDER_REVERSED {
      @Override
      public List<Found> of(SmallGraph graph, int target) {
        return correct(graph, target).reversed();
      }
    },
    DEARER_ALTERNATIVE_TAKEN {
      @Override
      public List<Found> of(SmallGraph graph, int target) {
        return correct(graph, target).stream()
            .map(f -> NaiveProofs.dearest(graph, target, f))
            .sorted(Comparator.comparingDouble(Found::cost))
            .toList();
      }
    },
    STEPS_OUT_OF_ORDER {
      @Override
      public List<Found> of(SmallGraph graph, int target) {
        return correct(graph, target).stream()
            .map(f -> new Found(f.nodes(), f.leaves(), f.steps().reversed(), f.cost()))
            .toList();
      }
    };

    private static List<Found> correct(SmallGraph graph, int target) {
      return ProofComparison.enumerated(graph, target, ProofLimits.NONE);
    }

    private static Found withCost(Found proof, double cost) {
      return new Found(proof.nodes(), proof.leaves(), proof.steps(), cost);
    }

    private static void addIfNew(List<Found> result, Found proof) {
      if (result.stream().noneMatch(other -> other.nodes().equals(proof.nodes()))) {
        result.add(proof);
      }
    }

    /// The graph with nothing but the leaves and steps of the proof.
    private static SmallGraph within(SmallGraph graph, Found proof) {
      Set<Integer> unused = new TreeSet<>(graph.given().keySet());
      unused.removeAll(proof.leaves());
      var steps = proof.steps().stream().map(graph.steps()::get).toList();
      return new SmallGraph(graph.size(), graph.withoutGiven(unused).given(), steps);
    }
  }

  @ParameterizedTest
  @EnumSource
  void plantedMistakesAreSeen(Mistake mistake) {
    int seen = 0;
    for (long seed = 0; seed < MUTANT_GRAPHS; seed++) {
      SmallGraph graph = RandomGraphs.of(seed);
      int target = graph.size() - 1;
      Optional<String> difference =
          ProofComparison.difference(
              graph, target, BruteForce.minimalProofs(graph, target), mistake.of(graph, target));
      seen += difference.isPresent() ? 1 : 0;
    }
    System.out.printf("%s seen on %d of %d graphs%n", mistake, seen, MUTANT_GRAPHS);
    assertThat(seen).isPositive();
  }
}
