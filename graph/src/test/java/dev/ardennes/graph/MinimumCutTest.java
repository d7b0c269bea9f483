package dev.ardennes.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ardennes.graph.MinimumCut.Cut;
import dev.ardennes.graph.MinimumCut.Found;
import dev.ardennes.graph.MinimumCut.Impossible;
import dev.ardennes.graph.MinimumCut.Limits;
import dev.ardennes.graph.MinimumCut.Result;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class MinimumCutTest {
  private static final double NEVER = Double.POSITIVE_INFINITY;

  private final AndOrGraph.Builder builder = AndOrGraph.builder();

  @Test
  void oneSharedLeafIsCheaperThanTwoOwnOnes() {
    int shared = builder.addGiven(0);
    int left = builder.addGiven(0);
    int right = builder.addGiven(0);
    int target = builder.addOr();
    builder.addAnd(target, 0, shared, left);
    builder.addAnd(target, 0, shared, right);

    assertThat(cut(target, 3, 2, 2, NEVER)).isEqualTo(optimal(3, shared));
    assertThat(cut(target, 3, 1, 1, NEVER)).isEqualTo(optimal(2, left, right));
    assertThat(cut(target, NEVER, 1, 5, NEVER)).isEqualTo(optimal(6, left, right));
  }

  @Test
  void whatCannotBeCutIsSaid() {
    int leaf = builder.addGiven(0);
    int target = builder.addOr();
    builder.addAnd(target, 0, leaf);

    assertThat(cut(target, NEVER, NEVER)).isEqualTo(new Impossible(target));
  }

  @Test
  void targetThatDoesNotHoldNeedsNoCut() {
    int leaf = builder.addGiven(0);
    int target = builder.addOr();
    builder.addAnd(target, 0, leaf, target);

    assertThat(cut(target, 1, NEVER)).isEqualTo(optimal(0));
  }

  @Test
  void negativeOrMissingCostsAreRefused() {
    int leaf = builder.addGiven(0);

    assertThatThrownBy(() -> cut(leaf, -1)).hasMessageContaining("`-1.0`");
    assertThatThrownBy(() -> cut(leaf, Double.NaN)).hasMessageContaining("`NaN`");
    assertThatThrownBy(() -> cut(leaf)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void withoutWorkThereIsStillACutAndABound() {
    var random = new Random(3);
    for (int i = 0; i < 40; i++) {
      builder.addGiven(0);
    }
    int target = builder.addOr();
    for (int i = 0; i < 200; i++) {
      builder.addAnd(target, 0, random.nextInt(40), random.nextInt(40), random.nextInt(40));
    }
    double[] costs = random.doubles(41, 1, 9).toArray();
    AndOrGraph graph = builder.build();
    int[] targets = {target};

    var greedy = MinimumCut.of(graph, targets, costs, Disabled.none(), new Limits(0, 1));
    var best = MinimumCut.of(graph, targets, costs, Disabled.none(), Limits.STANDARD);

    assertThat(greedy)
        .isInstanceOfSatisfying(
            Found.class,
            found -> {
              assertThat(found.cut().optimal()).isFalse();
              assertThat(found.cut().lowerBound()).isLessThan(found.cut().cost());
              assertThat(best)
                  .isInstanceOfSatisfying(
                      Found.class,
                      other -> {
                        assertThat(other.cut().optimal()).isTrue();
                        assertThat(other.cut().cost())
                            .isBetween(found.cut().lowerBound(), found.cut().cost());
                      });
            });
  }

  private Result cut(int target, double... costs) {
    AndOrGraph graph = builder.build();
    return MinimumCut.of(graph, new int[] {target}, costs, Disabled.none(), Limits.STANDARD);
  }

  private static Result optimal(double cost, int... leaves) {
    List<Integer> nodes = Arrays.stream(leaves).boxed().toList();
    return new Found(new Cut(nodes, cost, cost, true));
  }
}
