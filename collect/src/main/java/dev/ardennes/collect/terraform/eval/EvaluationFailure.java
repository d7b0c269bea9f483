package dev.ardennes.collect.terraform.eval;

import dev.ardennes.collect.terraform.value.UnknownValue;
import dev.ardennes.collect.terraform.value.UnknownValue.Reason;
import org.jspecify.annotations.Nullable;

/// Leaves an expression that has no value. The evaluator catches it at the innermost expression,
/// lists it as a problem and goes on with an unknown value; `try` and `can` catch it without a
/// problem.
public final class EvaluationFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String help;
  private final Reason reason;

  /// What stands for the result where its own name says more than the place; null for the place.
  @SuppressWarnings("serial")
  private final @Nullable UnknownValue standIn;

  public EvaluationFailure(String says, String help) {
    this(says, help, Reason.ERROR);
  }

  EvaluationFailure(String says, String help, Reason reason) {
    super(says, null, false, false);
    this.help = help;
    this.reason = reason;
    this.standIn = null;
  }

  /// @param standIn the unknown that the result is
  EvaluationFailure(String says, String help, UnknownValue standIn) {
    super(says, null, false, false);
    this.help = help;
    this.reason = Reason.ERROR;
    this.standIn = standIn;
  }

  @Nullable UnknownValue standIn() {
    return standIn;
  }

  String says() {
    return String.valueOf(getMessage());
  }

  String help() {
    return help;
  }

  Reason reason() {
    return reason;
  }
}
