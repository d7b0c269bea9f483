package dev.ardennes.graph;

/// How much work an enumeration of minimal proofs may do before it gives way.
///
/// @param statesInOrder partial proofs to visit while the order of results is proved
/// @param nodesBeyond graph nodes to visit after that, when proofs come in a good order that is not
///   proved, before the enumeration ends; each attempt at a proof visits all nodes that matter to
///   the target once
public record ProofLimits(long statesInOrder, long nodesBeyond) {
  /// Some seconds of work.
  public static final ProofLimits STANDARD = new ProofLimits(30_000, 30_000_000);

  /// As long as it takes.
  public static final ProofLimits NONE = new ProofLimits(Long.MAX_VALUE, Long.MAX_VALUE);

  /// For choosing among the AND nodes of a single proof.
  static final ProofLimits ONE_PROOF = new ProofLimits(10_000, 0);

  public ProofLimits {
    if (statesInOrder < 0 || nodesBeyond < 0) {
      throw new IllegalArgumentException("limits may not be negative");
    }
  }

  /// The limits of each of so many enumerations that together may do what `whole` of them might do
  /// alone; these limits where there are no more.
  public ProofLimits shared(int enumerations, int whole) {
    int parts = Math.max(1, enumerations);
    return parts <= whole
        ? this
        : new ProofLimits(statesInOrder / parts * whole, nodesBeyond / parts * whole);
  }
}
