package dev.ardennes.collect.helm.value;

/// How much the rendering of one chart may cost, so that a hostile chart ends as a problem.
public final class Budget {
  /// How deep values may be nested where they are walked.
  public static final int DEEPEST_VALUE = 100;

  private final Limits limits;
  private long steps;
  private long characters;

  /// @param steps nodes evaluated, elements walked and iterations
  /// @param characters characters of all texts together
  /// @param textLength characters of one text
  /// @param elements elements of one list that a function makes
  /// @param depth templates and blocks open at the same time
  /// @param includes templates called from templates at the same time
  public record Limits(
      long steps, long characters, int textLength, int elements, int depth, int includes) {
    public static final Limits DEFAULT =
        new Limits(5_000_000, 256L << 20, 4 << 20, 20_000, 600, 100);
  }

  public Budget(Limits limits) {
    this.limits = limits;
  }

  public Limits limits() {
    return limits;
  }

  /// Whether nothing more may be evaluated.
  public boolean exhausted() {
    return steps > limits.steps || characters > limits.characters;
  }

  /// Pays for some steps.
  ///
  /// @throws Failure where there is nothing left
  public void step(long count) {
    steps += count;
    if (exhausted()) {
      throw Failure.limit("the chart expands to more than can be rendered");
    }
  }

  /// Pays for a text and answers it.
  public String text(String text) {
    length(text.length());
    return text;
  }

  /// Pays for a text of the length before it is made.
  public void length(long length) {
    fits(length);
    characters += length;
    step(length / 64);
  }

  /// Refuses a text that grows beyond what one text may have; costs nothing.
  public void fits(long length) {
    if (length > limits.textLength) {
      throw Failure.limit("a text is longer than " + limits.textLength + " characters");
    }
  }

  /// Pays for a list of the size before it is made.
  public void elements(long size) {
    if (size > limits.elements) {
      throw Failure.limit("a list has more than " + limits.elements + " elements");
    }
    step(Math.max(0, size));
  }
}
