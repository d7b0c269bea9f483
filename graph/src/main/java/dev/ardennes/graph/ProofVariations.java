package dev.ardennes.graph;

import dev.ardennes.graph.CheapestProof.Combination;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Minimal proofs in a good order, which is not proved: never stuck, for when the search in order
/// is.
///
/// Any other minimal proof does without some node of the one at hand. So each proof found is varied
/// by excluding each of its nodes in turn and reducing the cheapest proof tree that is left to a
/// minimal proof (the tree of hitting sets of Reiter, "A theory of diagnosis from first
/// principles", 1987). In the end this finds every minimal proof. A variation costs time linear in
/// the cone but for a logarithm.
final class ProofVariations {
  private static final Comparator<Variation> ORDER =
      Comparator.comparingDouble(Variation::cost)
          .thenComparingInt(variation -> variation.proof == null ? 0 : 1)
          .thenComparingLong(Variation::number);

  private final Cone cone;
  private final ProofWriter writer;
  private final Set<List<Integer>> seen = new HashSet<>();
  private final Set<List<Integer>> found = new HashSet<>();
  private final PriorityQueue<Variation> queue = new PriorityQueue<>(ORDER);

  /// Variations that led to a proof found before. Each proof is varied once before any of them is.
  private final PriorityQueue<Variation> repeated = new PriorityQueue<>(ORDER);

  private long workLeft;
  private long numbers;
  private boolean cutOff;

  /// @param cost of `proof`, or of the one it is varied from while that is not known yet
  private record Variation(
      List<Integer> excluded, @Nullable MinimalProof proof, double cost, long number) {}

  ProofVariations(Cone cone, ProofWriter writer, long work) {
    this.cone = cone;
    this.writer = writer;
    this.workLeft = work;
    queue.add(new Variation(List.of(), null, 0, numbers++));
  }

  boolean isCutOff() {
    return cutOff;
  }

  /// The next proof; null when there is none or the work is spent.
  @Nullable MinimalProof next() {
    while (!queue.isEmpty() || !repeated.isEmpty()) {
      boolean isRepeated = queue.isEmpty();
      Variation variation = isRepeated ? repeated.remove() : queue.remove();
      MinimalProof proof = variation.proof();
      if (proof == null) {
        find(variation);
      } else if (isRepeated) {
        addVariations(variation.excluded(), proof);
      } else if (found.add(IntStream.of(proof.orNodes()).boxed().toList())) {
        addVariations(variation.excluded(), proof);
        return proof;
      } else {
        repeated.add(variation);
      }
    }
    return null;
  }

  private void addVariations(List<Integer> excluded, MinimalProof proof) {
    for (int node : proof.orNodes()) {
      if (node != cone.orNodes[cone.target]) {
        var more = new ArrayList<>(excluded);
        more.add(node);
        more.sort(Comparator.naturalOrder());
        if (seen.add(more)) {
          queue.add(new Variation(more, null, proof.cost(), numbers++));
        }
      }
    }
  }

  /// The first proof is always looked for, whatever work may be done.
  private void find(Variation variation) {
    if (workLeft <= 0 && !variation.excluded().isEmpty()) {
      cutOff = true;
      return;
    }
    workLeft -= cone.graph.andCount() + cone.graph.orCount();
    var cheapest = CheapestProof.of(cone.graph, Combination.SUM, without(variation.excluded()));
    if (cheapest.holds(cone.target)) {
      MinimalProof proof = minimal(cone.within(nodes(cheapest)));
      queue.add(new Variation(variation.excluded(), proof, proof.cost(), numbers++));
    }
  }

  private Disabled without(List<Integer> originalOrNodes) {
    var andNodes = new BitSet();
    for (int node : originalOrNodes) {
      int local = cone.localOrNode(node);
      andNodes.set(cone.graph.producerStarts[local], cone.graph.producerStarts[local + 1]);
    }
    return Disabled.of(new BitSet(), andNodes);
  }

  /// The OR nodes of the cheapest proof tree, by the ids they stand for, ascending.
  private int[] nodes(CheapestProof cheapest) {
    var nodes = new BitSet();
    for (int step : cheapest.andNodes(cone.target)) {
      nodes.set(cone.orNodes[cone.graph.gains[step]]);
    }
    return nodes.stream().toArray();
  }

  private MinimalProof minimal(Cone small) {
    int[] others =
        IntStream.range(0, small.orNodes.length).filter(node -> node != small.target).toArray();
    BitSet kept = MinimalSubset.of(others, nodes -> targetHolds(small, nodes));
    kept.set(small.target);
    Cone least = small.within(kept.stream().map(node -> small.orNodes[node]).toArray());
    var search = new ProofSearch(least, writer.over(least), ProofLimits.ONE_PROOF);
    MinimalProof proof = search.nextInOrder();
    return proof != null ? proof : cheapestTree(least);
  }

  private static boolean targetHolds(Cone small, BitSet kept) {
    var andNodes = new BitSet();
    for (int step = 0; step < small.graph.andCount(); step++) {
      int gain = small.graph.gain(step);
      andNodes.set(step, gain != small.target && !kept.get(gain));
    }
    return Reachability.of(small.graph, Disabled.of(new BitSet(), andNodes)).get(small.target);
  }

  private MinimalProof cheapestTree(Cone least) {
    var cheapest = CheapestProof.of(least.graph, Combination.SUM, Disabled.none());
    var proof = new PartialProof(least);
    while (!proof.isComplete()) {
      proof.support(cheapest.choice(proof.open().get(0)));
    }
    return writer.over(least).written(proof);
  }
}
