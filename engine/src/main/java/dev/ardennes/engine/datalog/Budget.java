package dev.ardennes.engine.datalog;

/// Counts facts and steps against their limits.
final class Budget {

  private final long maxFacts;
  private final long maxSteps;
  private long facts;
  private long steps;

  Budget(long maxFacts, long maxSteps) {
    this.maxFacts = maxFacts;
    this.maxSteps = maxSteps;
  }

  /// Counts a derived or computed fact.
  void fact() {
    if (++facts > maxFacts) {
      throw new LimitReached("facts", maxFacts);
    }
  }

  /// Counts a kept step.
  void step() {
    if (++steps > maxSteps) {
      throw new LimitReached("steps", maxSteps);
    }
  }
}
