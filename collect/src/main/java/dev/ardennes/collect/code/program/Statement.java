package dev.ardennes.collect.code.program;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is done in order, the same for all languages.
public sealed interface Statement {
  /// @param targets several where one value is taken apart
  /// @param type as declared; empty for none
  record Assign(List<Expression> targets, Expression value, String type) implements Statement {}

  record Evaluate(Expression expression) implements Statement {}

  record Return(@Nullable Expression value, int at) implements Statement {}

  /// An exception is thrown, or a loop is left: what follows is not reached.
  record Leave(List<Expression> parts) implements Statement {}

  record Branch(Expression condition, List<Statement> then, List<Statement> otherwise)
      implements Statement {}

  /// Cases of which one is taken, or none where there is no default.
  record Cases(Expression subject, List<Case> cases) implements Statement {}

  record Loop(List<Statement> body) implements Statement {}

  record Attempt(List<Statement> body, List<List<Statement>> handlers, List<Statement> after)
      implements Statement {}

  /// @param values empty for the default
  record Case(List<Expression> values, List<Statement> body) {}
}
