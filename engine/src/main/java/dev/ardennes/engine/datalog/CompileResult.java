package dev.ardennes.engine.datalog;

import dev.ardennes.rules.datalog.RuleProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A program ready to run, or everything that stands in the way.
///
/// @param program null if and only if there are problems
public record CompileResult(@Nullable CompiledProgram program, List<RuleProblem> problems) {

  public CompileResult {
    problems = List.copyOf(problems);
  }

  /// The program.
  ///
  /// @throws IllegalStateException if there are problems; the message lists them
  public CompiledProgram orThrow() {
    CompiledProgram result = program;
    if (result == null) {
      throw new IllegalStateException("the program has problems: " + problems);
    }
    return result;
  }
}
