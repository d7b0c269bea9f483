package dev.ardennes.collect.code.program;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What yields a value, the same for all languages. What has no form of its own is [Other]: a value
/// made of its parts in a way that is not known.
public sealed interface Expression {
  /// Offset in the file.
  int at();

  record Name(String name, int at) implements Expression {}

  /// A text, number or truth value that stands in the code.
  record Constant(String text, int at) implements Expression {}

  record Member(Expression object, String name, int at) implements Expression {}

  record Index(Expression object, Expression key, int at) implements Expression {}

  /// @param creates whether it is written as the making of an object
  record Call(Expression callee, List<Argument> arguments, boolean creates, int at)
      implements Expression {}

  /// Texts put together: `a + b`, a template, a formatted string.
  record Joined(List<Expression> parts, int at) implements Expression {}

  /// @param operator `==`, `!=`, `in`, `not in`, or what the language writes
  record Compared(String operator, Expression left, Expression right, int at)
      implements Expression {}

  record Not(Expression operand, int at) implements Expression {}

  record Logic(boolean and, Expression left, Expression right, int at) implements Expression {}

  record Choice(Expression condition, Expression one, Expression other, int at)
      implements Expression {}

  /// A list, a map, an object: entries with constant keys can be told apart.
  record Collection(List<Entry> entries, int at) implements Expression {}

  record Lambda(Function function, int at) implements Expression {}

  record Other(List<Expression> parts, int at) implements Expression {}

  /// @param name empty for an argument that is told by its place
  record Argument(String name, Expression value) {}

  /// @param key null in a list
  /// @param spread whether all entries of the value are meant
  record Entry(@Nullable Expression key, Expression value, boolean spread) {}
}
