package dev.ardennes.conformance.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.graph.AndOrGraph;
import dev.ardennes.graph.Disabled;
import dev.ardennes.graph.Landmarks;
import dev.ardennes.graph.MinimalProof;
import dev.ardennes.graph.MinimalProofs;
import dev.ardennes.graph.MinimumCut;
import dev.ardennes.graph.MinimumCut.Cut;
import dev.ardennes.graph.MinimumCut.Found;
import dev.ardennes.graph.MinimumCut.Impossible;
import dev.ardennes.graph.ProofLimits;
import dev.ardennes.oracle.graph.BruteForce;
import dev.ardennes.oracle.graph.SmallGraph;
import dev.ardennes.oracle.graph.SmallGraph.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CutsAndLandmarksAgainstOracleTest {
  private static final int GRAPHS = 1600;

  @Test
  void landmarksAreWhatTheTargetCannotDoWithout() {
    for (long seed = 0; seed < GRAPHS; seed++) {
      SmallGraph small = RandomGraphs.of(seed);
      int target = small.size() - 1;
      Landmarks landmarks = Landmarks.of(RandomGraphs.built(small), target, Disabled.none());
      assertThat(landmarks.orNodes().stream())
          .as(RandomGraphs.described(seed, small))
          .containsExactlyElementsOf(
              provable(small, target) ? BruteForce.landmarks(small, Set.of(target)) : Set.of());
      assertThat(landmarks.andNodes().stream())
          .as(RandomGraphs.described(seed, small))
          .containsExactlyElementsOf(
              provable(small, target) ? neededSteps(small, target) : List.of());
    }
  }

  @Test
  void landmarksAreWhatAllMinimalProofsShare() {
    for (long seed = 0; seed < GRAPHS / 4; seed++) {
      SmallGraph small = RandomGraphs.of(seed);
      int target = small.size() - 1;
      AndOrGraph graph = RandomGraphs.built(small);
      var shared = new TreeSet<Integer>();
      Landmarks.of(graph, target, Disabled.none()).orNodes().stream().forEach(shared::add);
      var proofs = MinimalProofs.of(graph, target, Disabled.none(), ProofLimits.NONE);
      var common = new TreeSet<Integer>();
      boolean isFirst = true;
      while (proofs.hasNext()) {
        MinimalProof proof = proofs.next();
        List<Integer> nodes = IntStream.of(proof.orNodes()).boxed().toList();
        if (isFirst) {
          common.addAll(nodes);
          isFirst = false;
        }
        common.retainAll(nodes);
      }
      assertThat(shared).as(RandomGraphs.described(seed, small)).isEqualTo(common);
    }
  }

  @Test
  void cutsAreTheCheapestThereAre() {
    var coverage = new HashMap<Integer, Integer>();
    int impossible = 0;
    for (long seed = 0; seed < GRAPHS; seed++) {
      SmallGraph small = manyLeaves(seed);
      var random = new Random(seed);
      Map<Integer, Double> removable = removable(small, random);
      Set<Integer> targets = targets(small, random);
      var expected = BruteForce.minimalCuts(small, targets, removable);
      var result =
          MinimumCut.of(
              RandomGraphs.built(small),
              RandomGraphs.ints(targets),
              costs(small, removable),
              Disabled.none(),
              MinimumCut.Limits.STANDARD);
      switch (result) {
        case Impossible(int target) -> {
          assertThat(expected).as(RandomGraphs.described(seed, small)).isEmpty();
          assertThat(BruteForce.holding(small.withoutGiven(removable.keySet()))).contains(target);
          impossible++;
        }
        case Found(Cut cut) -> {
          assertThat(cut.optimal()).isTrue();
          assertThat(cut.cost())
              .as("%s %s", removable, RandomGraphs.described(seed, small))
              .isEqualTo(expected.getFirst().cost());
          assertThat(cut.lowerBound()).isEqualTo(cut.cost());
          assertThat(expected)
              .as(RandomGraphs.described(seed, small))
              .contains(new BruteForce.Cut(new TreeSet<>(cut.leaves()), cut.cost()));
          coverage.merge(cut.leaves().size(), 1, Integer::sum);
        }
      }
    }
    System.out.printf(
        "%d graphs: %d without a cut, cuts by size %s%n", GRAPHS, impossible, coverage);
    assertThat(coverage).containsKeys(0, 1, 2, 3);
  }

  /// A random graph whose first nodes are all given, so that there is something to choose from.
  private static SmallGraph manyLeaves(long seed) {
    SmallGraph small = RandomGraphs.of(seed);
    var given = new HashMap<>(small.given());
    for (int node = 0; node < small.size() / 2; node++) {
      given.put(node, 1.0);
    }
    return new SmallGraph(small.size(), given, small.steps());
  }

  private static Map<Integer, Double> removable(SmallGraph small, Random random) {
    var result = new HashMap<Integer, Double>();
    for (int leaf : new TreeSet<>(small.given().keySet())) {
      if (random.nextInt(6) > 0) {
        result.put(leaf, random.nextInt(12) / 4.0);
      }
    }
    return result;
  }

  private static Set<Integer> targets(SmallGraph small, Random random) {
    var targets = new TreeSet<>(Set.of(small.size() - 1));
    if (random.nextBoolean()) {
      targets.add(random.nextInt(small.size()));
    }
    return targets;
  }

  private static double[] costs(SmallGraph small, Map<Integer, Double> removable) {
    double[] costs = new double[small.size()];
    Arrays.fill(costs, Double.POSITIVE_INFINITY);
    removable.forEach((leaf, cost) -> costs[leaf] = cost);
    return costs;
  }

  private static boolean provable(SmallGraph small, int target) {
    return BruteForce.holding(small).contains(target);
  }

  private static List<Integer> neededSteps(SmallGraph small, int target) {
    return IntStream.range(0, small.steps().size())
        .filter(step -> !provable(without(small, step), target))
        .boxed()
        .toList();
  }

  private static SmallGraph without(SmallGraph small, int step) {
    List<Step> steps = new ArrayList<>(small.steps());
    steps.remove(step);
    return new SmallGraph(small.size(), small.given(), steps);
  }
}
