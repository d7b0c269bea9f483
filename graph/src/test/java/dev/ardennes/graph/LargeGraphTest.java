package dev.ardennes.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A million AND nodes: the time is printed, the work is asserted.
final class LargeGraphTest {
  private static final int STEPS = 1_000_000;
  private static final int LAYERS = 10;
  private static final int WIDTH = 30_000;
  private static final int FACTS = 200_000;

  @Test
  void hundredMinimalProofsOfAMillionStepsNeedLittleSearch() {
    int target = FACTS + LAYERS * WIDTH;
    AndOrGraph graph = layered(new Random(7), 0);
    long start = System.nanoTime();

    var proofs = MinimalProofs.of(graph, target);
    List<MinimalProof> first = proofs.first(100).proofs();

    System.out.printf(
        "top 100 minimal proofs among %d AND nodes: %.2f s, %d partial proofs%n",
        graph.andCount(), (System.nanoTime() - start) / 1e9, proofs.states());
    assertThat(first).hasSize(100).allMatch(MinimalProof::orderProved);
    assertThat(first).isSortedAccordingTo((a, b) -> Double.compare(a.cost(), b.cost()));
    assertThat(first).allSatisfy(proof -> assertMinimal(graph, target, proof));
    assertThat(proofs.states()).isLessThan(20_000);
  }

  @Test
  void someJoinsDoNotStopIt() {
    AndOrGraph graph = layered(new Random(8), 20);
    long start = System.nanoTime();

    var proofs = MinimalProofs.of(graph, FACTS + LAYERS * WIDTH);
    List<MinimalProof> first = proofs.first(100).proofs();

    System.out.printf(
        "the same where every fifth step joins two: %.2f s, %d partial proofs%n",
        (System.nanoTime() - start) / 1e9, proofs.states());
    assertThat(first).hasSize(100);
  }

  /// Each derived node can do without no other: with any one taken away, the rest proves nothing.
  private static void assertMinimal(AndOrGraph graph, int target, MinimalProof proof) {
    var inside = new BitSet();
    for (int node : proof.orNodes()) {
      inside.set(node);
    }
    assertThat(holds(graph, inside, target)).isTrue();
    for (int node : proof.orNodes()) {
      inside.clear(node);
      assertThat(node == target || !holds(graph, inside, target)).isTrue();
      inside.set(node);
    }
  }

  private static boolean holds(AndOrGraph graph, BitSet inside, int target) {
    var holding = new BitSet();
    boolean grew = true;
    while (grew) {
      grew = false;
      for (int node : inside.stream().toArray()) {
        if (!holding.get(node) && (graph.isGiven(node) || isSupported(graph, node, holding))) {
          holding.set(node);
          grew = true;
        }
      }
    }
    return holding.get(target);
  }

  private static boolean isSupported(AndOrGraph graph, int node, BitSet holding) {
    for (int i = 0; i < graph.producerCount(node); i++) {
      int step = graph.producer(node, i);
      boolean met = true;
      for (int j = 0; j < graph.premiseCount(step); j++) {
        met &= holding.get(graph.premise(step, j));
      }
      if (met) {
        return true;
      }
    }
    return false;
  }

  /// Steps mostly lead from one layer to the next and need a fact; one in four comes from anywhere,
  /// so that there are cycles; `joins` of a hundred need a second derived node.
  private static AndOrGraph layered(Random random, int joins) {
    var builder = AndOrGraph.builder();
    for (int fact = 0; fact < FACTS; fact++) {
      builder.addGiven(random.nextDouble());
    }
    for (int node = 0; node < LAYERS * WIDTH; node++) {
      builder.addOr();
    }
    int target = builder.addOr();
    int entry = builder.addGiven(0);
    for (int step = 0; step < STEPS; step++) {
      int layer = random.nextInt(LAYERS);
      int gain = step < 50 ? target : inLayer(random, layer);
      int from =
          layer == 0 && random.nextInt(10) == 0
              ? entry
              : inLayer(random, fromLayer(random, step < 50 ? LAYERS : layer));
      int fact = random.nextInt(FACTS);
      double weight = random.nextDouble();
      if (random.nextInt(100) < joins) {
        builder.addAnd(gain, weight, from, inLayer(random, random.nextInt(layer + 1)), fact);
      } else {
        builder.addAnd(gain, weight, from, fact);
      }
    }
    return builder.build();
  }

  private static int fromLayer(Random random, int layer) {
    return layer == 0 || random.nextInt(4) == 0 ? random.nextInt(LAYERS) : layer - 1;
  }

  private static int inLayer(Random random, int layer) {
    return FACTS + layer * WIDTH + random.nextInt(WIDTH);
  }
}
