package dev.ardennes.collect.terraform.eval;

import dev.ardennes.collect.terraform.value.UnknownValue.Reason;

/// Leaves an expression that has no value. The evaluator catches it at the innermost expression,
/// lists it as a problem and goes on with an unknown value; `try` and `can` catch it without a
/// problem.
public final class EvaluationFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String help;
  private final Reason reason;

  public EvaluationFailure(String says, String help) {
    this(says, help, Reason.ERROR);
  }

  EvaluationFailure(String says, String help, Reason reason) {
    super(says, null, false, false);
    this.help = help;
    this.reason = reason;
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
