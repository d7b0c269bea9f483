package dev.ardennes.graph;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// The minimal proofs of one target, cheapest first, computed as they are asked for.
///
/// A *proof* of a target is an acyclic set of AND nodes, one for each OR node it uses that is not
/// used as given, closed downwards. It is *minimal* if no other proof of the target uses a strict
/// subset of its OR nodes. It costs the sum of its distinct AND nodes and distinct leaves: a
/// premise used twice is paid once. Proofs with the same OR nodes are reported once, by the
/// cheapest AND nodes. Note that the cheapest proof need not be minimal: a dearer shortcut past one
/// of its nodes rules it out.
///
/// ```java
/// var proofs = MinimalProofs.of(graph, target);
/// while (proofs.hasNext()) {
///   MinimalProof proof = proofs.next();
/// }
/// if (proofs.isCutOff()) { /* there may be more */ }
/// ```
///
/// **How.** Best-first search backwards from the target over partial proofs, with lower bounds that
/// count no shared premise twice. Where AND nodes have one derived premise it behaves like an
/// enumeration of the k shortest paths without shortcuts; building the cone of the target, linear
/// but for a sort, then dominates. Joins of several derived premises are NP-hard to order: after
/// [ProofLimits#statesInOrder] partial proofs it goes on by varying the proofs at hand, and results
/// say that their order is not proved. However tight the limits, a target that holds gets a proof.
///
/// Deterministic: equal costs leave in an order that depends on node ids only. Costs are compared
/// as doubles, so that sums that differ by rounding alone count as different. Not safe for use by
/// several threads; the graph may be shared.
public final class MinimalProofs implements Iterator<MinimalProof> {
  private final @Nullable ProofSearch search;
  private @Nullable MinimalProof next;
  private boolean asked;

  private MinimalProofs(@Nullable ProofSearch search) {
    this.search = search;
  }

  /// What the first proofs of a target were.
  ///
  /// @param complete whether it is known that there is no other minimal proof
  public record First(List<MinimalProof> proofs, boolean complete) {
    public First {
      proofs = List.copyOf(proofs);
    }
  }

  public static MinimalProofs of(AndOrGraph graph, int target) {
    return of(graph, target, Disabled.none(), ProofLimits.STANDARD);
  }

  public static MinimalProofs of(
      AndOrGraph graph, int target, Disabled disabled, ProofLimits limits) {
    return of(graph, target, disabled, ConeBuilder.holding(graph, target, disabled), limits);
  }

  /// The same for one of many targets that no AND node needs, so that what holds is worked out
  /// once.
  ///
  /// @param holding [Reachability#of] with the same graph and nodes disabled
  /// @throws IllegalArgumentException if an AND node needs the target
  public static MinimalProofs ofLast(
      AndOrGraph graph, int target, Disabled disabled, BitSet holding, ProofLimits limits) {
    if (graph.consumerCount(target) > 0) {
      throw new IllegalArgumentException("AND nodes need OR node `%d`".formatted(target));
    }
    return of(graph, target, disabled, holding, limits);
  }

  private static MinimalProofs of(
      AndOrGraph graph, int target, Disabled disabled, BitSet holding, ProofLimits limits) {
    Cone cone = ConeBuilder.cone(graph, target, disabled, holding);
    if (cone.orNodes.length == 0) {
      return new MinimalProofs(null);
    }
    return new MinimalProofs(new ProofSearch(cone, new ProofWriter(graph, disabled, cone), limits));
  }

  @Override
  public boolean hasNext() {
    if (!asked && search != null) {
      asked = true;
      next = search.next();
    }
    return next != null;
  }

  @Override
  public MinimalProof next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    MinimalProof result = next;
    next = null;
    asked = false;
    return result;
  }

  /// The next `count` proofs, or fewer if there are no more.
  public First first(int count) {
    var proofs = new ArrayList<MinimalProof>();
    while (proofs.size() < count && hasNext()) {
      proofs.add(next());
    }
    return new First(proofs, proofs.size() < count && !isCutOff());
  }

  /// Whether the limits ended the enumeration although there may be more proofs; final once
  /// [#hasNext] says no.
  public boolean isCutOff() {
    return search != null && search.isCutOff();
  }

  /// How many partial proofs were visited so far.
  public long states() {
    return search == null ? 0 : search.states();
  }
}
