package dev.ardennes.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

final class MinimalProofsTest {
  private final AndOrGraph.Builder builder = AndOrGraph.builder();

  @Test
  void sharedPremiseIsPaidOnce() {
    int key = builder.addGiven(5);
    int left = builder.addOr();
    int right = builder.addOr();
    int target = builder.addOr();
    builder.addAnd(left, 1, key);
    builder.addAnd(right, 1, key);
    builder.addAnd(target, 1, left, right);

    var first = MinimalProofs.of(builder.build(), target).first(10);

    assertThat(first.complete()).isTrue();
    assertThat(first.proofs()).hasSize(1);
    MinimalProof proof = first.proofs().getFirst();
    assertThat(proof.cost()).isEqualTo(8);
    assertThat(proof.orNodes()).containsExactly(key, left, right, target);
    assertThat(proof.leaves()).containsExactly(key);
    assertThat(proof.andNodes()).containsExactly(0, 1, 2);
    assertThat(proof.orderProved()).isTrue();
  }

  @Test
  void detourPastAShortcutIsNotMinimalHoweverCheap() {
    int start = builder.addGiven(0);
    int middle = builder.addOr();
    int target = builder.addOr();
    builder.addAnd(middle, 1, start);
    builder.addAnd(target, 1, middle);
    int shortcut = builder.addAnd(target, 100, start);

    var first = MinimalProofs.of(builder.build(), target).first(10);

    assertThat(first.proofs()).hasSize(1);
    assertThat(first.proofs().getFirst().andNodes()).containsExactly(shortcut);
  }

  @Test
  void parallelStepsAreAlternativesOfTheCheapest() {
    int start = builder.addGiven(0);
    int target = builder.addOr();
    int dear = builder.addAnd(target, 2, start);
    int cheap = builder.addAnd(target, 1, start);
    int equal = builder.addAnd(target, 1, start);

    var first = MinimalProofs.of(builder.build(), target).first(10);

    assertThat(first.proofs()).hasSize(1);
    assertThat(first.proofs().getFirst().andNodes()).containsExactly(cheap);
    assertThat(first.proofs().getFirst().alternatives(0)).containsExactly(dear, equal);
  }

  @Test
  void unprovableTargetHasNoProof() {
    int start = builder.addGiven(0);
    int a = builder.addOr();
    int b = builder.addOr();
    builder.addAnd(a, 1, b);
    builder.addAnd(b, 1, a);
    AndOrGraph graph = builder.build();

    var proofs = MinimalProofs.of(graph, a);
    assertThat(proofs.hasNext()).isFalse();
    assertThat(proofs.isCutOff()).isFalse();
    assertThatThrownBy(proofs::next).isInstanceOf(NoSuchElementException.class);

    var disabled = new BitSet();
    disabled.set(start);
    assertThat(MinimalProofs.of(graph, start).first(2).proofs()).hasSize(1);
    assertThat(
            MinimalProofs.of(graph, start, Disabled.leaves(disabled), ProofLimits.STANDARD)
                .hasNext())
        .isFalse();
  }

  @Test
  void givenTargetIsItsOwnProof() {
    int target = builder.addGiven(3);

    var first = MinimalProofs.of(builder.build(), target).first(2);

    assertThat(first.proofs()).hasSize(1);
    assertThat(first.proofs().getFirst().cost()).isEqualTo(3);
    assertThat(first.proofs().getFirst().andNodes()).isEmpty();
    assertThat(first.proofs().getFirst().leaves()).containsExactly(target);
  }

  @Test
  void longChainsNeedNoSearch() {
    int node = builder.addGiven(1);
    for (int i = 0; i < 100_000; i++) {
      int next = builder.addOr();
      builder.addAnd(next, 1, node);
      node = next;
    }

    var proofs = MinimalProofs.of(builder.build(), node);

    assertThat(proofs.next().cost()).isEqualTo(100_001);
    assertThat(proofs.hasNext()).isFalse();
    assertThat(proofs.states()).isLessThan(10);
  }

  @Test
  void spentLimitsAreAdmitted() {
    AndOrGraph graph = ladder(12);
    int target = graph.orCount() - 1;

    var cut = MinimalProofs.of(graph, target, Disabled.none(), new ProofLimits(100, 10_000));
    var first = cut.first(10_000);
    assertThat(first.complete()).isFalse();
    assertThat(cut.isCutOff()).isTrue();
    assertThat(first.proofs()).isNotEmpty();
    assertThat(first.proofs().getFirst().orderProved()).isTrue();
    assertThat(first.proofs().getLast().orderProved()).isFalse();

    var all = MinimalProofs.of(graph, target, Disabled.none(), ProofLimits.NONE).first(10_000);
    assertThat(all.complete()).isTrue();
    assertThat(all.proofs()).hasSize(1 << 12);
    assertThat(all.proofs()).allMatch(MinimalProof::orderProved);
  }

  @Test
  void withoutAnyWorkATargetThatHoldsStillGetsAProof() {
    AndOrGraph graph = ladder(12);

    var first =
        MinimalProofs.of(graph, graph.orCount() - 1, Disabled.none(), new ProofLimits(0, 0))
            .first(10);

    assertThat(first.proofs()).hasSize(1);
    assertThat(first.proofs().getFirst().orderProved()).isFalse();
    assertThat(first.complete()).isFalse();
  }

  /// Two ways in each of the stages, so that there are 2^stages proofs.
  private AndOrGraph ladder(int stages) {
    int node = builder.addGiven(0);
    for (int stage = 0; stage < stages; stage++) {
      int left = builder.addOr();
      int right = builder.addOr();
      int next = builder.addOr();
      builder.addAnd(left, 1 << stage, node);
      builder.addAnd(right, 0, node);
      builder.addAnd(next, 1, left);
      builder.addAnd(next, 1, right);
      node = next;
    }
    return builder.build();
  }
}
