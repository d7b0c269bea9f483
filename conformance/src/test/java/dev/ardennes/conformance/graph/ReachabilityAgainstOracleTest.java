package dev.ardennes.conformance.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.graph.AndOrGraph;
import dev.ardennes.graph.CheapestProof;
import dev.ardennes.graph.CheapestProof.Combination;
import dev.ardennes.graph.Disabled;
import dev.ardennes.graph.Reachability;
import dev.ardennes.oracle.graph.BruteForce;
import dev.ardennes.oracle.graph.SmallGraph;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ReachabilityAgainstOracleTest {
  private static final int GRAPHS = 5000;

  @Test
  void theSameNodesHold() {
    for (long seed = 0; seed < GRAPHS; seed++) {
      SmallGraph small = RandomGraphs.of(seed);
      assertThat(Reachability.of(RandomGraphs.built(small)))
          .as(RandomGraphs.described(seed, small))
          .isEqualTo(bits(BruteForce.holding(small)));
    }
  }

  @Test
  void disabledNodesAreAbsent() {
    for (long seed = 0; seed < GRAPHS; seed++) {
      SmallGraph small = RandomGraphs.of(seed);
      var random = new Random(~seed);
      Set<Integer> leaves = some(random, small.given().keySet());
      Set<Integer> steps = some(random, IntStream.range(0, small.steps().size()).boxed().toList());
      var left =
          new SmallGraph(
              small.size(),
              small.withoutGiven(leaves).given(),
              IntStream.range(0, small.steps().size())
                  .filter(step -> !steps.contains(step))
                  .mapToObj(small.steps()::get)
                  .toList());
      AndOrGraph graph = RandomGraphs.built(small);
      Disabled disabled = Disabled.of(bits(leaves), bits(steps));
      assertThat(Reachability.of(graph, disabled))
          .as(RandomGraphs.described(seed, small))
          .isEqualTo(bits(BruteForce.holding(left)));
      assertThat(costs(graph, Combination.SUM, disabled))
          .as(RandomGraphs.described(seed, small))
          .isEqualTo(BruteForce.treeCosts(left, Double::sum));
    }
  }

  @Test
  void sixtyFourWorldsAreSixtyFourRuns() {
    for (long seed = 0; seed < GRAPHS / 10; seed++) {
      SmallGraph small = RandomGraphs.of(seed);
      long[] given = new Random(seed).longs(small.size()).toArray();
      long[] worlds = Reachability.worlds(RandomGraphs.built(small), given, Disabled.none());
      for (int world = 0; world < 64; world++) {
        int bit = world;
        var off = new HashSet<>(small.given().keySet());
        off.removeIf(leaf -> (given[leaf] >>> bit & 1) != 0);
        var holding = new TreeSet<Integer>();
        IntStream.range(0, small.size())
            .filter(node -> (worlds[node] >>> bit & 1) != 0)
            .forEach(holding::add);
        assertThat(holding)
            .as("world %d of %s", world, RandomGraphs.described(seed, small))
            .isEqualTo(BruteForce.holding(small.withoutGiven(off)));
      }
    }
  }

  @Test
  void cheapestProofsCostTheSame() {
    for (long seed = 0; seed < GRAPHS; seed++) {
      SmallGraph small = RandomGraphs.of(seed);
      AndOrGraph graph = RandomGraphs.built(small);
      assertThat(costs(graph, Combination.SUM, Disabled.none()))
          .as(RandomGraphs.described(seed, small))
          .isEqualTo(BruteForce.treeCosts(small, Double::sum));
      assertThat(costs(graph, Combination.MAXIMUM, Disabled.none()))
          .as(RandomGraphs.described(seed, small))
          .isEqualTo(BruteForce.treeCosts(small, Math::max));
    }
  }

  @Test
  void chosenStepsStandInAnOrderInWhichTheyCanBeTaken() {
    for (long seed = 0; seed < GRAPHS; seed++) {
      SmallGraph small = RandomGraphs.of(seed);
      AndOrGraph graph = RandomGraphs.built(small);
      for (Combination combination : Combination.values()) {
        var cheapest = CheapestProof.of(graph, combination, Disabled.none());
        for (int node : BruteForce.holding(small)) {
          assertCanBeTaken(seed, small, cheapest.andNodes(node), node);
        }
      }
    }
  }

  private static void assertCanBeTaken(long seed, SmallGraph small, int[] steps, int target) {
    var done = new HashSet<>(small.given().keySet());
    for (int step : steps) {
      assertThat(done)
          .as(RandomGraphs.described(seed, small))
          .containsAll(small.steps().get(step).premises());
      done.add(small.steps().get(step).gain());
    }
    assertThat(done).as(RandomGraphs.described(seed, small)).contains(target);
    assertThat(IntStream.of(steps)).doesNotHaveDuplicates();
  }

  private static double[] costs(AndOrGraph graph, Combination combination, Disabled disabled) {
    var cheapest = CheapestProof.of(graph, combination, disabled);
    return IntStream.range(0, graph.orCount()).mapToDouble(cheapest::cost).toArray();
  }

  private static Set<Integer> some(Random random, Set<Integer> of) {
    return some(random, List.copyOf(new TreeSet<>(of)));
  }

  private static Set<Integer> some(Random random, List<Integer> of) {
    var result = new TreeSet<Integer>();
    of.stream().filter(ignored -> random.nextInt(4) == 0).forEach(result::add);
    return result;
  }

  private static BitSet bits(Set<Integer> nodes) {
    var result = new BitSet();
    nodes.forEach(result::set);
    return result;
  }
}
