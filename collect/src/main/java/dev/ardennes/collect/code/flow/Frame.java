package dev.ardennes.collect.code.flow;

import dev.ardennes.collect.code.program.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A function that is being evaluated: where it stands, and how it was left so far.
final class Frame {
  /// @param whenTrue what is known if the value is true; null where it cannot be
  /// @param whenFalse likewise
  record Exit(
      Value value,
      Map<Origin, Narrowing> checks,
      @Nullable Map<Origin, Narrowing> whenTrue,
      @Nullable Map<Origin, Narrowing> whenFalse,
      int at) {}

  final Program program;
  final String type;
  final List<Exit> exits = new ArrayList<>();

  Frame(Program program, String type) {
    this.program = program;
    this.type = type;
  }
}
