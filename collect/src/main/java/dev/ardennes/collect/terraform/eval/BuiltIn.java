package dev.ardennes.collect.terraform.eval;

import dev.ardennes.collect.terraform.value.Value;

/// A function of Terraform.
///
/// @param least number of arguments
/// @param most number of arguments, [Integer#MAX_VALUE] for any
/// @param needs what its arguments have to be before it can be called
record BuiltIn(int least, int most, Needs needs, Body body) {
  /// What arguments have to be.
  enum Needs {
    /// Known down to the last element; otherwise the result is unknown.
    ALL_KNOWN,
    /// Not null; the function knows what to do with unknown parts.
    NOT_NULL,
    /// Nothing.
    ANYTHING
  }

  /// What the function does.
  @FunctionalInterface
  interface Body {
    Value call(Arguments arguments);
  }
}
