package dev.ardennes.graph;

import dev.ardennes.graph.SearchState.Finished;
import dev.ardennes.graph.SearchState.Options;
import dev.ardennes.graph.SearchState.Partial;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Best-first search over partial proofs of one target; see [MinimalProofs].
///
/// A partial proof is split by the AND node of one open node, so that no set of choices is met
/// twice. Splits are lazy: the next AND node is tried only when its bound comes up.
final class ProofSearch {
  private final Cone cone;
  private final ProofLimits limits;
  private final PartialProof proof;
  private final RemainingCost remaining;
  private final ProofWriter writer;
  private final Set<List<Integer>> found = new HashSet<>();
  private final PriorityQueue<SearchState> queue = new PriorityQueue<>(SearchState.order());

  /// The partial proofs from the root to the one that `proof` holds, and how to leave each.
  private final List<Partial> path = new ArrayList<>();

  private final List<PartialProof.Mark> marks = new ArrayList<>();
  private @Nullable ProofVariations variations;
  private @Nullable MinimalProof variation;
  private long states;
  private long numbers;

  ProofSearch(Cone cone, ProofWriter writer, ProofLimits limits) {
    this.cone = cone;
    this.writer = writer;
    this.limits = limits;
    this.proof = new PartialProof(cone);
    this.remaining = new RemainingCost(cone, proof);
    var root = new Partial(null, new int[0], proof.bound(), proof.size(), numbers++);
    path.add(root);
    marks.add(proof.mark());
    offer(root);
  }

  boolean isCutOff() {
    return variations != null && variations.isCutOff();
  }

  long states() {
    return states;
  }

  /// The next minimal proof, or null when there is none or the limits are spent.
  @Nullable MinimalProof next() {
    MinimalProof next = variations == null ? nextInOrder() : null;
    if (next == null && !queue.isEmpty()) {
      keepFinished();
      variations = new ProofVariations(cone, writer, limits.nodesBeyond());
      variation = variations.next();
    }
    return variations == null ? next : nextBeyond(variations);
  }

  /// The next minimal proof in proved order, or null when there is none or the states are spent;
  /// then the queue is not empty.
  @Nullable MinimalProof nextInOrder() {
    while (!queue.isEmpty() && states < limits.statesInOrder()) {
      switch (queue.remove()) {
        case Finished finished -> {
          if (isNew(finished.proof())) {
            return finished.proof();
          }
        }
        case Partial partial -> visit(partial);
        case Options options -> tryOption(options);
      }
    }
    return null;
  }

  private void keepFinished() {
    queue.removeIf(state -> !(state instanceof Finished));
  }

  /// The cheaper of what the search in order left behind and what variation finds.
  private @Nullable MinimalProof nextBeyond(ProofVariations source) {
    while (variation != null || !queue.isEmpty()) {
      MinimalProof next = variation;
      if (queue.peek() instanceof Finished left
          && (next == null || left.proof().cost() <= next.cost())) {
        queue.remove();
        next = cheapest(left.proof());
      } else {
        variation = source.next();
      }
      if (next != null && isNew(next)) {
        return next.withoutProvedOrder();
      }
    }
    return null;
  }

  private boolean isNew(MinimalProof proof) {
    return found.add(IntStream.of(proof.orNodes()).boxed().toList());
  }

  /// The same OR nodes by the cheapest AND nodes; a dearer choice may have been found first.
  private MinimalProof cheapest(MinimalProof minimal) {
    Cone within = cone.within(minimal.orNodes());
    var search = new ProofSearch(within, writer.over(within), ProofLimits.ONE_PROOF);
    MinimalProof cheapest = search.nextInOrder();
    return cheapest == null || cheapest.cost() > minimal.cost() ? minimal : cheapest;
  }

  private void visit(Partial partial) {
    load(partial);
    if (!partial.isBoundExact) {
      partial.isBoundExact = true;
      double exact = proof.cost() + remaining.bound();
      if (exact == Double.POSITIVE_INFINITY) {
        return;
      }
      partial.raiseBound(exact);
      SearchState next = queue.peek();
      if (next != null && next.bound() < partial.bound()) {
        queue.add(partial);
        return;
      }
    }
    partial.goal = goal();
    partial.goalBound = proof.boundWithout(partial.goal);
    offerOptions(partial, 0);
  }

  /// The open node that is cheapest to prove: what it costs is soon known, while the bound of the
  /// dearer ones still counts.
  private int goal() {
    IntArray open = proof.open();
    int goal = open.get(0);
    for (int i = 1; i < open.size(); i++) {
      int order = Double.compare(cone.ownBounds[open.get(i)], cone.ownBounds[goal]);
      if (order < 0 || (order == 0 && open.get(i) < goal)) {
        goal = open.get(i);
      }
    }
    return goal;
  }

  private void offerOptions(Partial parent, int option) {
    int[] options = cone.options(parent.goal);
    if (option < options.length) {
      int step = options[option];
      double bound = Math.max(parent.bound(), parent.goalBound + cone.optionBound(step));
      double size = parent.size() - cone.sizes[parent.goal] + cone.size(step);
      queue.add(new Options(parent, option, bound, size, numbers++));
    }
  }

  private void tryOption(Options options) {
    states++;
    Partial parent = options.parent();
    offerOptions(parent, options.option() + 1);
    load(parent);
    PartialProof.Mark mark = proof.mark();
    int[] steps = takeSteps(cone.options(parent.goal)[options.option()]);
    if (steps.length == 0 || proof.cannotBecomeMinimal()) {
      proof.undo(mark);
      return;
    }
    double bound = Math.max(parent.bound(), proof.bound());
    var child = new Partial(parent, steps, bound, proof.size(), numbers++);
    path.add(child);
    marks.add(mark);
    offer(child);
  }

  private void offer(Partial partial) {
    if (!proof.isComplete()) {
      queue.add(partial);
      return;
    }
    MinimalProof minimal = writer.written(proof);
    queue.add(new Finished(minimal, minimal.cost(), partial.length(), numbers++));
  }

  /// The step and all that are then without alternative; empty if this leads to a cycle.
  private int[] takeSteps(int first) {
    var steps = new IntArray();
    int step = first;
    while (step >= 0) {
      if (!proof.staysAcyclic(step)) {
        return new int[0];
      }
      proof.support(step);
      steps.add(step);
      step = forcedStep();
    }
    return steps.toArray();
  }

  private int forcedStep() {
    AndOrGraph graph = cone.graph;
    for (int i = 0; i < proof.open().size(); i++) {
      int node = proof.open().get(i);
      if (graph.producerCount(node) == 1) {
        return graph.producer(node, 0);
      }
    }
    return -1;
  }

  /// Brings `proof` to the partial proof by way of the last one both have in common.
  private void load(Partial partial) {
    var missing = new ArrayList<Partial>();
    Partial common = partial;
    while (common != null && !isOnPath(common)) {
      missing.add(common);
      common = common.parent;
    }
    int keep = common == null ? 0 : common.depth + 1;
    while (path.size() > keep) {
      path.removeLast();
      proof.undo(marks.removeLast());
    }
    for (Partial next : missing.reversed()) {
      path.add(next);
      marks.add(proof.mark());
      for (int step : next.steps) {
        proof.support(step);
      }
    }
  }

  private boolean isOnPath(Partial partial) {
    return partial.depth < path.size() && path.get(partial.depth) == partial;
  }
}
