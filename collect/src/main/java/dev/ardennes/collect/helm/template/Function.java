package dev.ardennes.collect.helm.template;

import dev.ardennes.collect.helm.value.Value;

/// A function that templates call.
@FunctionalInterface
public interface Function {
  /// The function's value; a [dev.ardennes.collect.helm.value.Failure] becomes a problem at the
  /// place of the call, and an unknown value.
  Value apply(Call call);

  /// Where functions are found by name.
  @FunctionalInterface
  interface Library {
    /// Answers null where there is no function of the name.
    @org.jspecify.annotations.Nullable
    Function find(String name);
  }
}
