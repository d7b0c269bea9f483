package dev.ardennes.collect.terraform.eval;

import dev.ardennes.collect.terraform.value.UnknownValue.Reason;
import dev.ardennes.collect.terraform.value.Value;

/// How much one root module may cost, so that a hostile configuration ends as a problem.
public final class Budget {
  private static final int DEEPEST_EVALUATION = 1000;
  private static final int DEEPEST_VALUE = 100;

  private final Limits limits;
  private long steps;
  private long characters;
  private int depth;

  /// @param steps expressions evaluated, iterations included
  /// @param weight values inside one value
  /// @param textLength characters of one text
  /// @param characters characters of all texts together
  /// @param instances instances of one block by `count`, `for_each` or `dynamic`
  public record Limits(long steps, long weight, int textLength, long characters, int instances) {
    public static final Limits DEFAULT = new Limits(5_000_000, 200_000, 4 << 20, 256L << 20, 2_000);
  }

  public Budget(Limits limits) {
    this.limits = limits;
  }

  public Limits limits() {
    return limits;
  }

  /// Whether nothing more may be evaluated.
  boolean exhausted() {
    return steps > limits.steps || characters > limits.characters;
  }

  void step(long count) {
    steps += count;
    if (exhausted()) {
      throw tooMuch("the configuration expands to more than can be evaluated");
    }
  }

  void enter() {
    depth++;
    if (depth > DEEPEST_EVALUATION) {
      throw tooMuch("references and expressions are nested deeper than " + DEEPEST_EVALUATION);
    }
    step(1);
  }

  void leave() {
    depth--;
  }

  void text(long length) {
    characters += length;
    if (length > limits.textLength) {
      throw tooMuch("a text is longer than " + limits.textLength + " characters");
    }
    step(length / 64);
  }

  /// Answers the value if it is of bearable size.
  <T extends Value> T sized(T value) {
    if (value.weight() > limits.weight || value.depth() > DEEPEST_VALUE) {
      throw tooMuch("a value has more than " + limits.weight + " parts or too many levels");
    }
    return value;
  }

  static EvaluationFailure tooMuch(String says) {
    return new EvaluationFailure(says, "generate less", Reason.LIMIT);
  }
}
