package dev.ardennes.collect.terraform.hcl;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An expression of HCL, with the place where it begins.
public sealed interface Expression {
  /// Where the expression begins.
  Position position();

  /// `null`.
  record NullLiteral(Position position) implements Expression {}

  /// `true` or `false`.
  record BoolLiteral(boolean value, Position position) implements Expression {}

  /// A number without sign.
  record NumberLiteral(BigDecimal value, Position position) implements Expression {}

  /// A quoted template or a heredoc.
  ///
  /// @param heredoc whether it was written as `<<WORD`
  record Template(List<TemplatePart> parts, boolean heredoc, Position position)
      implements Expression {
    public Template {
      parts = List.copyOf(parts);
    }
  }

  /// The first name of a reference: `var`, `aws_iam_role`, or the variable of a `for`.
  record Root(String name, Position position) implements Expression {}

  /// `source.name`.
  record GetAttribute(Expression source, String name, Position position) implements Expression {}

  /// `source[key]`, and `source.0` of old configurations.
  record Index(Expression source, Expression key, Position position) implements Expression {}

  /// `source[*].each` or `source.*.each`; `each` refers to the element by [SplatElement].
  ///
  /// @param full whether it was written `[*]`
  record Splat(Expression source, Expression each, boolean full, Position position)
      implements Expression {}

  /// The element that a splat is at.
  record SplatElement(Position position) implements Expression {}

  /// `name(arguments...)`.
  ///
  /// @param expandLast whether the last argument is a list of further arguments
  record Call(String name, List<Expression> arguments, boolean expandLast, Position position)
      implements Expression {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /// `condition ? then : otherwise`.
  record Conditional(Expression condition, Expression then, Expression otherwise, Position position)
      implements Expression {}

  /// `-operand` or `!operand`.
  record Unary(UnaryOperator operator, Expression operand, Position position)
      implements Expression {}

  /// `left operator right`.
  record Binary(BinaryOperator operator, Expression left, Expression right, Position position)
      implements Expression {}

  /// `(inner)`, kept because it makes a name in key position a reference.
  record Parenthesized(Expression inner, Position position) implements Expression {}

  /// `[a, b]`.
  record Tuple(List<Expression> elements, Position position) implements Expression {
    public Tuple {
      elements = List.copyOf(elements);
    }
  }

  /// `{ key = value }`.
  record ObjectLiteral(List<Entry> entries, Position position) implements Expression {
    public ObjectLiteral {
      entries = List.copyOf(entries);
    }
  }

  /// One entry of an object. A bare name as key is a [Root] and means its own text.
  record Entry(Expression key, Expression value) {}

  /// `[for k, v in collection : value if condition]` or, with a key, `{for ... : key => value...}`.
  ///
  /// @param keyVariable null where only one variable is named
  /// @param key null for the form that makes a list
  /// @param grouping whether `...` follows the value
  record For(
      @Nullable String keyVariable,
      String valueVariable,
      Expression collection,
      @Nullable Expression key,
      Expression value,
      boolean grouping,
      @Nullable Expression condition,
      Position position)
      implements Expression {}

  /// An operator with one operand.
  enum UnaryOperator {
    MINUS("-"),
    NOT("!");

    private final String symbol;

    UnaryOperator(String symbol) {
      this.symbol = symbol;
    }

    public String symbol() {
      return symbol;
    }
  }

  /// An operator with two operands; a higher level binds stronger.
  enum BinaryOperator {
    OR("||", 1),
    AND("&&", 2),
    EQUAL("==", 3),
    NOT_EQUAL("!=", 3),
    GREATER(">", 4),
    GREATER_OR_EQUAL(">=", 4),
    LESS("<", 4),
    LESS_OR_EQUAL("<=", 4),
    ADD("+", 5),
    SUBTRACT("-", 5),
    MULTIPLY("*", 6),
    DIVIDE("/", 6),
    MODULO("%", 6);

    private final String symbol;
    private final int level;

    BinaryOperator(String symbol, int level) {
      this.symbol = symbol;
      this.level = level;
    }

    public String symbol() {
      return symbol;
    }

    public int level() {
      return level;
    }
  }
}
