package dev.ardennes.collect.terraform.hcl;

import dev.ardennes.collect.terraform.hcl.Scanner.Token;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Parses `[...]` and `{...}`: lists, objects and both forms of `for`.
final class CollectionParser {
  private final ExpressionParser parser;

  CollectionParser(ExpressionParser parser) {
    this.parser = parser;
  }

  Expression tuple(Position start) {
    boolean before = parser.ignoreNewlines(true);
    parser.advance();
    if (parser.isWord("for")) {
      return forExpression(start, Token.CLOSE_BRACKET, before);
    }
    List<Expression> elements = new ArrayList<>();
    while (parser.token() != Token.CLOSE_BRACKET) {
      elements.add(parser.expression());
      if (parser.token() != Token.COMMA) {
        break;
      }
      parser.advance();
    }
    close(Token.CLOSE_BRACKET, before, "separate elements with `,` and close the list with `]`");
    return new Expression.Tuple(elements, start);
  }

  Expression object(Position start) {
    boolean before = parser.ignoreNewlines(true);
    parser.advance();
    if (parser.isWord("for")) {
      return forExpression(start, Token.CLOSE_BRACE, before);
    }
    parser.ignoreNewlines(false);
    List<Expression.Entry> entries = new ArrayList<>();
    while (parser.token() != Token.CLOSE_BRACE) {
      entries.add(entry());
      if (parser.token() == Token.COMMA || parser.token() == Token.NEWLINE) {
        parser.advance();
        parser.skipNewlines();
      } else {
        break;
      }
    }
    close(Token.CLOSE_BRACE, before, "separate entries with a new line and close it with `}`");
    return new Expression.ObjectLiteral(entries, start);
  }

  private Expression.Entry entry() {
    parser.countNode();
    Expression key = parser.expression();
    if (parser.token() != Token.ASSIGN && parser.token() != Token.COLON) {
      throw parser.unexpected("`=` or `:`", "an entry reads `key = value`");
    }
    parser.advance();
    return new Expression.Entry(key, parser.expression());
  }

  private void close(Token bracket, boolean newlinesBefore, String help) {
    parser.ignoreNewlines(newlinesBefore);
    parser.expect(bracket, help);
  }

  private Expression forExpression(Position start, Token end, boolean before) {
    parser.advance();
    Variables variables = variables(parser);
    Expression collection = parser.expression();
    parser.expect(Token.COLON, "a `for` reads `for x in list : value`");
    Expression first = parser.expression();
    Expression key = null;
    Expression value = first;
    if (end == Token.CLOSE_BRACE) {
      parser.expect(Token.ARROW, "in braces a `for` reads `for k, v in map : key => value`");
      key = first;
      value = parser.expression();
    }
    boolean grouping = parser.token() == Token.ELLIPSIS;
    if (grouping) {
      parser.advance();
    }
    Expression condition = null;
    if (parser.isWord("if")) {
      parser.advance();
      condition = parser.expression();
    }
    close(end, before, "the `for` ends with " + end.description());
    return new Expression.For(
        variables.key, variables.value, collection, key, value, grouping, condition, start);
  }

  /// The variables of a `for`, up to and with the word `in`.
  static Variables variables(ExpressionParser parser) {
    String first = parser.expectIdentifier("a `for` names its variable first");
    String second = null;
    if (parser.token() == Token.COMMA) {
      parser.advance();
      second = parser.expectIdentifier("after the comma comes the second variable");
    }
    if (!parser.isWord("in")) {
      throw parser.unexpected("`in`", "a `for` reads `for x in list : value`");
    }
    parser.advance();
    return second == null ? new Variables(null, first) : new Variables(first, second);
  }

  /// @param key null where only one variable is named
  record Variables(@Nullable String key, String value) {}
}
