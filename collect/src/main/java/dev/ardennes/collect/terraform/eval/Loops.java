package dev.ardennes.collect.terraform.eval;

import dev.ardennes.collect.terraform.value.ListValue;
import dev.ardennes.collect.terraform.value.NullValue;
import dev.ardennes.collect.terraform.value.NumberValue;
import dev.ardennes.collect.terraform.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What blocks are repeated over.
public final class Loops {
  private Loops() {}

  /// What a block is repeated over.
  ///
  /// @param open null if these are all steps; otherwise the symbol of the collection
  public record Steps(List<Step> steps, @Nullable String open) {
    public Steps {
      steps = List.copyOf(steps);
    }
  }

  /// One repetition.
  public record Step(Value key, Value value) {}

  /// The steps of `for_each` of a resource or module, which takes sets and maps; fails otherwise.
  public static Steps instances(Value collection) {
    if (collection instanceof ListValue) {
      throw new EvaluationFailure("`for_each` needs a set or map", "wrap the list in `toset`");
    }
    return blocks(collection);
  }

  /// The steps of `for_each` of a dynamic block, which takes lists as well.
  public static Steps blocks(Value collection) {
    if (collection instanceof NullValue) {
      throw new EvaluationFailure("`for_each` is null", "give it an empty set instead");
    }
    Iteration iteration = Iteration.over(collection);
    List<Step> steps =
        iteration.steps().stream().map(step -> new Step(step.key(), step.value())).toList();
    return new Steps(steps, iteration.open());
  }

  /// The number that `count` is, or an unknown; fails for anything else.
  public static Value number(Value count) {
    Value number = Conversions.toNumber(count);
    if (number instanceof NullValue) {
      throw new EvaluationFailure("`count` is null", "give it a number");
    }
    if (number instanceof NumberValue known) {
      if (known.value().signum() < 0) {
        throw new EvaluationFailure("`count` is negative", "give it a number from 0 up");
      }
      if (known.value().stripTrailingZeros().scale() > 0) {
        throw new EvaluationFailure("`count` is no whole number", "round it");
      }
    }
    return number;
  }

  /// The failure of a block with more instances than allowed.
  public static EvaluationFailure tooMany(int limit) {
    return Budget.tooMuch("the block has more than " + limit + " instances");
  }
}
