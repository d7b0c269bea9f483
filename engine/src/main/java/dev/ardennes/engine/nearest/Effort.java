package dev.ardennes.engine.nearest;

/// What a search may still spend, so that an estate in which nothing comes close costs little.
final class Effort {
  private static final int MOST_TRIES = 300_000;
  private static final int MOST_DECISIONS = 20_000;
  private int tries;
  private int decisions;

  /// Whether another combination of values may be tried.
  boolean tries() {
    return tries++ < MOST_TRIES;
  }

  /// Whether another decision may be asked for.
  boolean decides() {
    return decisions++ < MOST_DECISIONS;
  }

  public String toString() { return tries + " tries " + decisions + " decisions"; }
  /// Whether nothing was left out.
  boolean sufficed() {
    return tries <= MOST_TRIES && decisions <= MOST_DECISIONS;
  }
}
