package dev.ardennes.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ardennes.graph.CheapestProof.Combination;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

final class AndOrGraphTest {
  @Test
  void rowsAreDistinctAndAscending() {
    var builder = AndOrGraph.builder();
    int a = builder.addGiven(1);
    int b = builder.addGiven(2);
    int c = builder.addOr();
    int step = builder.addAnd(c, 0.5, b, a, b);
    int other = builder.addAnd(c, 0.25, b);
    AndOrGraph graph = builder.build();

    assertThat(graph.premiseCount(step)).isEqualTo(2);
    assertThat(graph.premise(step, 0)).isEqualTo(a);
    assertThat(graph.premise(step, 1)).isEqualTo(b);
    assertThat(graph.producerCount(c)).isEqualTo(2);
    assertThat(graph.producer(c, 1)).isEqualTo(other);
    assertThat(graph.consumerCount(b)).isEqualTo(2);
    assertThat(graph.consumerCount(a)).isEqualTo(1);
    assertThat(graph.consumer(a, 0)).isEqualTo(step);
    assertThat(graph.isGiven(a)).isTrue();
    assertThat(graph.isGiven(c)).isFalse();
    assertThat(graph.orWeight(c)).isZero();
    assertThat(graph.andWeight(step)).isEqualTo(0.5);
  }

  @Test
  void weightsAreFiniteAndNotNegative() {
    var builder = AndOrGraph.builder();
    int node = builder.addOr();
    assertThatThrownBy(() -> builder.addGiven(Double.NaN)).hasMessageContaining("`NaN`");
    assertThatThrownBy(() -> builder.addGiven(-1)).hasMessageContaining("`-1.0`");
    assertThatThrownBy(() -> builder.addAnd(node, Double.POSITIVE_INFINITY))
        .hasMessageContaining("`Infinity`");
  }

  @Test
  void unknownNodesAreRefusedAndLeaveTheBuilderAsItWas() {
    var builder = AndOrGraph.builder();
    int node = builder.addOr();
    assertThatThrownBy(() -> builder.addAnd(node, 1, 7)).hasMessageContaining("`7`");
    assertThatThrownBy(() -> builder.addAnd(-1, 1, node)).hasMessageContaining("`-1`");
    assertThat(builder.build().andCount()).isZero();
  }

  @Test
  void otherWeightsLeaveTheStructure() {
    var builder = AndOrGraph.builder();
    int leaf = builder.addGiven(1);
    int target = builder.addOr();
    builder.addAnd(target, 1, leaf);
    AndOrGraph graph = builder.build();

    AndOrGraph cheaper = graph.withWeights(new double[] {0.25, 99}, new double[] {0.5});

    assertThat(CheapestProof.of(cheaper, Combination.SUM, Disabled.none()).cost(target))
        .isEqualTo(0.75);
    assertThat(cheaper.isGiven(target)).isFalse();
    assertThat(graph.andWeight(0)).isEqualTo(1);
    assertThatThrownBy(() -> graph.withWeights(new double[1], new double[1]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void cycleAloneHoldsNothing() {
    var builder = AndOrGraph.builder();
    int a = builder.addOr();
    int b = builder.addOr();
    builder.addAnd(a, 0, b);
    builder.addAnd(b, 0, a);
    AndOrGraph graph = builder.build();

    assertThat(Reachability.of(graph)).isEqualTo(new BitSet());
    var cheapest = CheapestProof.of(graph, Combination.SUM, Disabled.none());
    assertThat(cheapest.holds(a)).isFalse();
    assertThatThrownBy(() -> cheapest.andNodes(a)).hasMessageContaining("`0`");
  }

  @Test
  void sharedPremiseIsPaidTwiceInATreeAndNeverOverflows() {
    var builder = AndOrGraph.builder();
    int left = builder.addGiven(1);
    int right = builder.addGiven(1);
    for (int i = 0; i < 2000; i++) {
      int nextLeft = builder.addOr();
      int nextRight = builder.addOr();
      builder.addAnd(nextLeft, 1, left, right);
      builder.addAnd(nextRight, 1, left, right);
      left = nextLeft;
      right = nextRight;
    }
    AndOrGraph graph = builder.build();

    var tree = CheapestProof.of(graph, Combination.SUM, Disabled.none());
    assertThat(tree.holds(left)).isTrue();
    assertThat(tree.cost(2)).isEqualTo(3);
    assertThat(tree.andNodes(left)).hasSize(3999);
    assertThat(CheapestProof.of(graph, Combination.MAXIMUM, Disabled.none()).cost(left))
        .isEqualTo(2001);
  }
}
