package dev.ardennes.engine.datalog;

import java.util.Optional;

/// How a run ended.
///
/// @param limit the limit that ended it early; what was derived until then is right but not all
public record Outcome(Optional<Limit> limit) {

  /// A limit that was hit: what it counts, and its value.
  public record Limit(String what, long value) {}

  /// Whether the least fixpoint was reached.
  public boolean complete() {
    return limit.isEmpty();
  }
}
