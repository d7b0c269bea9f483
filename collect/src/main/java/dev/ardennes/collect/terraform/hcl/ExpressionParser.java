package dev.ardennes.collect.terraform.hcl;

import dev.ardennes.collect.terraform.hcl.Expression.BinaryOperator;
import dev.ardennes.collect.terraform.hcl.Expression.UnaryOperator;
import dev.ardennes.collect.terraform.hcl.Scanner.Token;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Parses expressions by recursive descent, as deep as the limits allow. Throws [ParseFailure] at
/// the first thing it cannot understand.
class ExpressionParser {
  private static final Map<String, BinaryOperator> OPERATORS =
      Stream.of(BinaryOperator.values())
          .collect(Collectors.toMap(BinaryOperator::symbol, Function.identity()));
  private static final int HIGHEST_LEVEL = 6;
  private static final int CHAIN_LIMIT = 1000;
  private static final int NUMBER_DIGITS = 1000;
  private static final int NUMBER_EXPONENT = 4000;

  final SourceText source;
  final Scanner scanner;
  private final Limits limits;
  private final TemplateParser templates;
  private boolean newlinesIgnored;
  private int depth;
  private int nodes;

  ExpressionParser(SourceText source, Limits limits) {
    this.source = source;
    this.scanner = new Scanner(source.text());
    this.limits = limits;
    this.templates = new TemplateParser(this);
  }

  // Tokens

  final Token token() {
    return scanner.token();
  }

  final void advance() {
    scanner.next();
    if (newlinesIgnored) {
      skipNewlines();
    }
  }

  final void skipNewlines() {
    while (token() == Token.NEWLINE) {
      scanner.next();
    }
  }

  final Position position() {
    return source.position(scanner.start());
  }

  final boolean isOperator(String symbol) {
    return token() == Token.OPERATOR && scanner.lexeme().equals(symbol);
  }

  final boolean isWord(String word) {
    return token() == Token.IDENTIFIER && scanner.lexeme().equals(word);
  }

  final void expect(Token expected, String help) {
    if (token() != expected) {
      throw unexpected(expected.description(), help);
    }
    advance();
  }

  final String expectIdentifier(String help) {
    if (token() != Token.IDENTIFIER) {
      throw unexpected("a name", help);
    }
    String name = scanner.lexeme();
    advance();
    return name;
  }

  final ParseFailure unexpected(String expected, String help) {
    String found =
        switch (token()) {
          case NEWLINE, END, QUOTE, HEREDOC -> token().description();
          default -> "`" + scanner.lexeme() + "`";
        };
    return failure("expected " + expected + ", found " + found, help);
  }

  final ParseFailure failure(String says, String help) {
    return new ParseFailure(position(), says, help);
  }

  final void countNode() {
    if (++nodes > limits.nodes()) {
      throw failure("the file has more than " + limits.nodes() + " parts", "split it");
    }
  }

  /// Sets how newlines are treated from the token after the current one on.
  final boolean ignoreNewlines(boolean ignored) {
    boolean before = newlinesIgnored;
    newlinesIgnored = ignored;
    return before;
  }

  final void enter() {
    if (++depth > limits.nesting()) {
      throw failure("nested deeper than " + limits.nesting() + " levels", "flatten it");
    }
  }

  final void leave() {
    depth--;
  }

  /// Forgets half-read nesting after a failure.
  final void reset(int toDepth) {
    depth = toDepth;
    newlinesIgnored = false;
  }

  final int depth() {
    return depth;
  }

  // Expressions

  /// Parses the expression that starts at the current token.
  final Expression expression() {
    enter();
    Expression condition = binary(1);
    if (token() != Token.QUESTION) {
      leave();
      return condition;
    }
    advance();
    Expression then = expression();
    expect(Token.COLON, "a conditional reads `condition ? a : b`");
    Expression otherwise = expression();
    leave();
    return new Expression.Conditional(condition, then, otherwise, condition.position());
  }

  private Expression binary(int level) {
    if (level > HIGHEST_LEVEL) {
      return unary();
    }
    Expression left = binary(level + 1);
    for (int length = 1; ; length++) {
      BinaryOperator operator = operator(level);
      if (operator == null) {
        return left;
      }
      if (length > CHAIN_LIMIT) {
        throw failure("more than " + CHAIN_LIMIT + " operators in a row", "split the expression");
      }
      advance();
      countNode();
      left = new Expression.Binary(operator, left, binary(level + 1), left.position());
    }
  }

  private @Nullable BinaryOperator operator(int level) {
    if (token() != Token.OPERATOR) {
      return null;
    }
    BinaryOperator operator = OPERATORS.get(scanner.lexeme());
    return operator != null && operator.level() == level ? operator : null;
  }

  private Expression unary() {
    Position start = position();
    if (token() == Token.NOT || isOperator("-")) {
      UnaryOperator operator = token() == Token.NOT ? UnaryOperator.NOT : UnaryOperator.MINUS;
      enter();
      advance();
      countNode();
      Expression operand = unary();
      leave();
      return new Expression.Unary(operator, operand, start);
    }
    return postfix(primary());
  }

  private Expression postfix(Expression primary) {
    Expression result = primary;
    for (int length = 0; ; length++) {
      if (length > CHAIN_LIMIT) {
        throw failure("more than " + CHAIN_LIMIT + " steps in a reference", "split it");
      }
      if (token() == Token.DOT) {
        result = dot(result, false);
      } else if (token() == Token.OPEN_BRACKET) {
        result = bracket(result);
      } else {
        return result;
      }
    }
  }

  /// `.name`, `.0` or `.*`, the current token being the dot.
  private Expression dot(Expression target, boolean insideSplat) {
    countNode();
    if (Scanner.isDigit(scanner.charAt(scanner.at()))) {
      scanner.nextDigits();
      Expression key = new Expression.NumberLiteral(new BigDecimal(lexemeAsNumber()), position());
      advance();
      return new Expression.Index(target, key, target.position());
    }
    advance();
    if (isOperator("*") && !insideSplat) {
      Position start = position();
      advance();
      Expression each = new Expression.SplatElement(start);
      while (token() == Token.DOT) {
        each = dot(each, true);
      }
      return new Expression.Splat(target, each, false, target.position());
    }
    String name = expectIdentifier("after `.` comes the name of an attribute");
    return new Expression.GetAttribute(target, name, target.position());
  }

  private Expression bracket(Expression target) {
    countNode();
    boolean before = ignoreNewlines(true);
    advance();
    if (isOperator("*") && isSplat()) {
      Position start = position();
      advance();
      ignoreNewlines(before);
      expect(Token.CLOSE_BRACKET, "a splat reads `[*]`");
      Expression each = splatTail(new Expression.SplatElement(start));
      return new Expression.Splat(target, each, true, target.position());
    }
    Expression key = expression();
    ignoreNewlines(before);
    expect(Token.CLOSE_BRACKET, "close the index with `]`");
    return new Expression.Index(target, key, target.position());
  }

  private boolean isSplat() {
    int next = scanner.at();
    while (Character.isWhitespace(scanner.charAt(next))) {
      next++;
    }
    return scanner.charAt(next) == ']';
  }

  private Expression splatTail(Expression each) {
    enter();
    Expression result = postfix(each);
    leave();
    return result;
  }

  private Expression primary() {
    countNode();
    Position start = position();
    return switch (token()) {
      case NUMBER -> number(start);
      case QUOTE -> templates.quoted(start);
      case HEREDOC -> templates.heredoc(start);
      case IDENTIFIER -> name(start);
      case OPEN_PARENTHESIS -> parenthesized(start);
      case OPEN_BRACKET -> new CollectionParser(this).tuple(start);
      case OPEN_BRACE -> new CollectionParser(this).object(start);
      default -> throw unexpected("an expression", "write a value here");
    };
  }

  private Expression number(Position start) {
    BigDecimal value = new BigDecimal(lexemeAsNumber());
    if (Math.abs((long) value.scale()) > NUMBER_EXPONENT) {
      throw failure("the number `" + scanner.lexeme() + "` is out of range", "write a smaller one");
    }
    advance();
    return new Expression.NumberLiteral(value, start);
  }

  private String lexemeAsNumber() {
    String lexeme = scanner.lexeme();
    int exponent = Math.max(lexeme.indexOf('e'), lexeme.indexOf('E'));
    boolean tooLong = lexeme.length() > NUMBER_DIGITS;
    if (tooLong || (exponent >= 0 && lexeme.length() - exponent > 7)) {
      throw failure("the number is out of range", "write a smaller one");
    }
    return lexeme;
  }

  private Expression parenthesized(Position start) {
    boolean before = ignoreNewlines(true);
    advance();
    Expression inner = expression();
    ignoreNewlines(before);
    expect(Token.CLOSE_PARENTHESIS, "close the parenthesis with `)`");
    return new Expression.Parenthesized(inner, start);
  }

  private Expression name(Position start) {
    StringBuilder name = new StringBuilder(scanner.lexeme());
    advance();
    while (token() == Token.DOUBLE_COLON) {
      advance();
      name.append("::").append(expectIdentifier("a provider's function reads `provider::aws::f`"));
    }
    if (token() == Token.OPEN_PARENTHESIS) {
      return call(name.toString(), start);
    }
    return switch (name.toString()) {
      case "true" -> new Expression.BoolLiteral(true, start);
      case "false" -> new Expression.BoolLiteral(false, start);
      case "null" -> new Expression.NullLiteral(start);
      default -> new Expression.Root(name.toString(), start);
    };
  }

  private Expression call(String name, Position start) {
    boolean before = ignoreNewlines(true);
    advance();
    List<Expression> arguments = new ArrayList<>();
    boolean expandLast = false;
    while (token() != Token.CLOSE_PARENTHESIS) {
      arguments.add(expression());
      if (token() == Token.ELLIPSIS) {
        expandLast = true;
        advance();
        break;
      }
      if (token() != Token.COMMA) {
        break;
      }
      advance();
    }
    ignoreNewlines(before);
    expect(Token.CLOSE_PARENTHESIS, "separate arguments with `,` and close the call with `)`");
    return new Expression.Call(name, arguments, expandLast, start);
  }
}
