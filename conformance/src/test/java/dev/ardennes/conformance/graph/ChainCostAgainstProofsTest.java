package dev.ardennes.conformance.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.conformance.graph.ProofComparison.Found;
import dev.ardennes.graph.AndOrGraph;
import dev.ardennes.graph.ChainCost;
import dev.ardennes.graph.ProofLimits;
import dev.ardennes.oracle.graph.SmallGraph;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ChainCostAgainstProofsTest {
  private static final int GRAPHS = 1000;
  private static final double ROUNDING = 1e-9;

  @Test
  void noProofCostsLessThanAChainFromWhatItUsesAndMostSimpleOnesCostJustThat() {
    int exact = 0;
    int leaves = 0;
    for (long seed = 0; seed < GRAPHS; seed++) {
      SmallGraph small = RandomGraphs.of(seed);
      AndOrGraph graph = RandomGraphs.built(small);
      int target = small.size() - 1;
      ChainCost chains = ChainCost.to(graph, target);
      List<Found> proofs = ProofComparison.enumerated(small, target, ProofLimits.NONE);
      for (Found proof : proofs) {
        for (int leaf : proof.leaves()) {
          double chain = chains.from(graph, leaf);
          assertThat(chain)
              .as(RandomGraphs.described(seed, small))
              .isLessThanOrEqualTo(proof.cost() + ROUNDING);
          leaves++;
          exact += chain > proof.cost() - ROUNDING ? 1 : 0;
        }
      }
    }
    assertThat(exact).isGreaterThan(leaves / 10);
  }
}
