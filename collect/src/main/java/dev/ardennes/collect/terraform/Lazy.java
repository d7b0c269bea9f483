package dev.ardennes.collect.terraform;

import dev.ardennes.collect.terraform.eval.EvaluationFailure;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A value that is made when it is first asked for. One that is asked for while it is being made
/// depends on itself, which fails.
final class Lazy<T> {
  private final String name;
  private @Nullable Supplier<? extends T> supplier;
  private @Nullable T value;
  private boolean running;

  /// @param name what a problem says depends on itself
  Lazy(String name, Supplier<? extends T> supplier) {
    this.name = name;
    this.supplier = supplier;
  }

  T get() {
    T known = value;
    if (known != null) {
      return known;
    }
    Supplier<? extends T> making = supplier;
    if (running || making == null) {
      throw new EvaluationFailure("`" + name + "` depends on itself", "break the circle");
    }
    running = true;
    try {
      T made = making.get();
      value = made;
      supplier = null;
      return made;
    } finally {
      running = false;
    }
  }
}
