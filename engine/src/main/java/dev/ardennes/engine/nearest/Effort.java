package dev.ardennes.engine.nearest;

/// What a search may still spend, so that an estate in which nothing comes close costs little.
final class Effort {
  static final int MOST_DECISIONS = 20_000;
  private static final int MOST_TRIES = 300_000;
  private static final int MOST_OF_ONE = 2_000;
  private int tries;
  private int decisions;
  private int decisionsOfOne;
  private boolean cut;

  /// Begins with another rule or another goal, none of which may use up everything.
  void begin() {
    decisionsOfOne = 0;
  }

  /// Whether another combination of values may be tried.
  boolean tries() {
    cut |= tries >= MOST_TRIES;
    return tries < MOST_TRIES && tries++ < MOST_TRIES;
  }

  /// Whether another decision may be asked for.
  boolean decides() {
    boolean left = decisions < MOST_DECISIONS && decisionsOfOne < MOST_OF_ONE;
    decisions += left ? 1 : 0;
    decisionsOfOne += left ? 1 : 0;
    cut |= !left;
    return left;
  }

  /// Whether something was left out.
  boolean isCut() {
    return cut;
  }
}
