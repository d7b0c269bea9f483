package dev.ardennes.graph;

/// How much work an enumeration of minimal proofs may do before it gives way.
///
/// @param statesInOrder partial proofs to visit while the order of results is proved
/// @param statesBeyond partial proofs to visit after that, most promising first, before the
///     enumeration ends
public record ProofLimits(long statesInOrder, long statesBeyond) {
  /// Some seconds of work at most.
  public static final ProofLimits STANDARD = new ProofLimits(200_000, 100_000);

  public static final ProofLimits NONE = new ProofLimits(Long.MAX_VALUE, Long.MAX_VALUE);

  /// For choosing among the AND nodes of a single proof.
  static final ProofLimits ONE_PROOF = new ProofLimits(10_000, 0);

  public ProofLimits {
    if (statesInOrder < 0 || statesBeyond < 0) {
      throw new IllegalArgumentException("limits may not be negative");
    }
  }
}
