package dev.ardennes.collect.helm.template;

import dev.ardennes.collect.helm.template.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/// Cuts a template into tokens. Linear in the text; comments and trimmed blanks are left out.
final class Lexer {
  private static final String OPEN = "{{";
  private static final String CLOSE = "}}";

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private boolean trimNext;

  private Lexer(String text) {
    this.text = text;
  }

  static List<Token> tokens(String text) throws ParseFailure {
    Lexer lexer = new Lexer(text);
    while (lexer.at < text.length()) {
      lexer.text();
    }
    lexer.add(Kind.END, "", text.length());
    return lexer.tokens;
  }

  private void add(Kind kind, String value, int start) {
    tokens.add(new Token(kind, value, start, at));
  }

  /// The text up to the next action, and that action.
  private void text() throws ParseFailure {
    int open = text.indexOf(OPEN, at);
    int end = open < 0 ? text.length() : open;
    boolean trimmedRight = open >= 0 && trimMarker(open + 2);
    int start = at;
    if (trimNext) {
      while (start < end && blank(start)) {
        start++;
      }
    }
    int stop = end;
    while (trimmedRight && stop > start && blank(stop - 1)) {
      stop--;
    }
    at = end;
    if (stop > start) {
      add(Kind.TEXT, text.substring(start, stop), start);
    }
    if (open >= 0) {
      trimNext = false;
      action(open, trimmedRight);
    }
  }

  private boolean trimMarker(int offset) {
    return offset + 1 < text.length() && text.charAt(offset) == '-' && blank(offset + 1);
  }

  private boolean blank(int offset) {
    return " \t\r\n".indexOf(text.charAt(offset)) >= 0;
  }

  private void action(int open, boolean trimmed) throws ParseFailure {
    at = open + 2 + (trimmed ? 1 : 0);
    int inside = at;
    while (trimmed && inside < text.length() && blank(inside)) {
      inside++;
    }
    if (text.startsWith("/*", inside)) {
      comment(open, inside);
      return;
    }
    add(Kind.OPEN, OPEN, open);
    while (!close()) {
      if (at >= text.length()) {
        throw new ParseFailure(open, "the action is not closed with `}}`");
      }
      inside();
    }
  }

  private void comment(int open, int inside) throws ParseFailure {
    int end = text.indexOf("*/", inside + 2);
    if (end < 0) {
      throw new ParseFailure(open, "the comment is not closed with `*/`");
    }
    at = end + 2;
    if (!closed()) {
      throw new ParseFailure(open, "the comment does not end with its action");
    }
  }

  private boolean close() {
    int start = at;
    boolean closed = closed();
    if (closed) {
      add(Kind.CLOSE, CLOSE, start);
    }
    return closed;
  }

  /// Goes behind the end of an action, if it is here.
  private boolean closed() {
    int end = at;
    while (end < text.length() && blank(end)) {
      end++;
    }
    if (end > at && text.startsWith("-}}", end)) {
      at = end + 3;
      trimNext = true;
      return true;
    }
    if (text.startsWith(CLOSE, at)) {
      at += 2;
      return true;
    }
    return false;
  }

  private void inside() throws ParseFailure {
    int start = at;
    char c = text.charAt(at);
    if (blank(at)) {
      while (at < text.length() && blank(at)) {
        at++;
      }
      add(Kind.SPACE, " ", start);
    } else if (c == '"' || c == '`' || c == '\'') {
      quoted(start, c);
    } else if (c == '$' || fieldBegins(c)) {
      at++;
      String name = word();
      add(c == '$' ? Kind.VARIABLE : Kind.FIELD, name, start);
    } else if (digit(at) || ("+-.".indexOf(c) >= 0 && numberFollows())) {
      number(start);
    } else if (wordPart(at)) {
      add(Kind.WORD, word(), start);
    } else {
      mark(start, c);
    }
  }

  private boolean fieldBegins(char c) {
    return c == '.' && at + 1 < text.length() && wordPart(at + 1) && !digit(at + 1);
  }

  private boolean numberFollows() {
    int next = at + 1;
    if (next < text.length() && text.charAt(at) != '.' && text.charAt(next) == '.') {
      next++;
    }
    return next < text.length() && digit(next);
  }

  private boolean digit(int offset) {
    return text.charAt(offset) >= '0' && text.charAt(offset) <= '9';
  }

  private boolean wordPart(int offset) {
    return text.charAt(offset) == '_' || Character.isLetterOrDigit(text.charAt(offset));
  }

  private String word() {
    int start = at;
    while (at < text.length() && wordPart(at)) {
      at++;
    }
    return text.substring(start, at);
  }

  private void number(int start) {
    at++;
    while (at < text.length()
        && (wordPart(at)
            || text.charAt(at) == '.'
            || ("+-".indexOf(text.charAt(at)) >= 0 && "eEpP".indexOf(text.charAt(at - 1)) >= 0))) {
      at++;
    }
    add(Kind.NUMBER, text.substring(start, at), start);
  }

  private void quoted(int start, char quote) throws ParseFailure {
    at++;
    while (at < text.length() && text.charAt(at) != quote) {
      boolean escape = quote != '`' && text.charAt(at) == '\\';
      if (quote != '`' && text.charAt(at) == '\n') {
        break;
      }
      at += escape ? 2 : 1;
    }
    if (at >= text.length() || text.charAt(at) != quote) {
      throw new ParseFailure(start, "the text in quotes is not closed");
    }
    at++;
    String inside = text.substring(start + 1, at - 1);
    String value = quote == '`' ? inside : Escapes.unquoted(inside, start);
    add(quote == '\'' ? Kind.CHARACTER : Kind.STRING, value, start);
  }

  private void mark(int start, char c) throws ParseFailure {
    if (text.startsWith(":=", at)) {
      at += 2;
      add(Kind.DECLARE, ":=", start);
      return;
    }
    Kind kind =
        switch (c) {
          case '|' -> Kind.PIPE;
          case '(' -> Kind.LEFT_PARENTHESIS;
          case ')' -> Kind.RIGHT_PARENTHESIS;
          case '=' -> Kind.ASSIGN;
          case ',' -> Kind.COMMA;
          case '.' -> Kind.DOT;
          default -> throw new ParseFailure(start, "`" + c + "` cannot stand here");
        };
    at++;
    add(kind, String.valueOf(c), start);
  }
}
