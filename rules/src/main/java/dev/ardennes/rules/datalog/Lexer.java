package dev.ardennes.rules.datalog;

import dev.ardennes.model.Position;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/// Splits rule text into tokens; what it cannot read becomes a problem and is skipped.
final class Lexer {

  private static final Set<String> DIRECTIVES =
      Set.of(
          "decl",
          "input",
          "output",
          "printsize",
          "type",
          "comp",
          "init",
          "pragma",
          "include",
          "functor",
          "override",
          "plan",
          "limitsize",
          "number_type",
          "symbol_type",
          "once");
  private static final String[] SIGNS = {
    ":-", "!=", "<=", ">=", "(", ")", ",", ".", ":", "=", "!", "<", ">", ";", "+", "-", "*", "/",
    "[", "]", "{", "}", "|", "$", "@", "^", "&"
  };

  private final String text;
  private final Dialect dialect;
  private final Problems problems;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int line = 1;
  private int lineStart;

  Lexer(String text, Dialect dialect, Problems problems) {
    this.text = text;
    this.dialect = dialect;
    this.problems = problems;
  }

  List<Token> tokens() {
    while (!problems.full()) {
      skipBlanksAndComments();
      if (at >= text.length()) {
        break;
      }
      next();
    }
    tokens.add(new Token(Token.Kind.END, "", here()));
    return tokens;
  }

  private Position here() {
    return new Position(line, at - lineStart + 1);
  }

  private void next() {
    char c = text.charAt(at);
    if (isIdentifierStart(c)) {
      add(Token.Kind.IDENTIFIER, wordEnd(at));
    } else if (isDigit(c) || (c == '-' && isDigit(following()))) {
      add(Token.Kind.NUMBER, digitsEnd(at + 1));
    } else if (c == '"') {
      string();
    } else if (c == '.' && directiveEnd() > 0) {
      add(Token.Kind.DIRECTIVE, directiveEnd());
    } else {
      sign(c);
    }
  }

  private char following() {
    return at + 1 < text.length() ? text.charAt(at + 1) : ' ';
  }

  private void add(Token.Kind kind, int end) {
    tokens.add(new Token(kind, text.substring(at, end), here()));
    at = end;
  }

  private void sign(char c) {
    for (String sign : SIGNS) {
      if (text.startsWith(sign, at)) {
        add(Token.Kind.SIGN, at + sign.length());
        return;
      }
    }
    problems.add(
        here(), "`" + printable(c) + "` has no meaning here", "remove it, or quote it in a string");
    at++;
  }

  /// The end of a directive that starts at the current dot, or 0 where the dot ends a rule.
  private int directiveEnd() {
    int end = wordEnd(at + 1);
    if (end == at + 1) {
      return 0;
    }
    boolean known = DIRECTIVES.contains(text.substring(at + 1, end));
    boolean startsLine = text.substring(lineStart, at).isBlank();
    return known || startsLine ? end : 0;
  }

  private void string() {
    Position start = here();
    StringBuilder value = new StringBuilder();
    int i = at + 1;
    while (i < text.length() && text.charAt(i) != '"' && text.charAt(i) != '\n') {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        i++;
        c = unescaped(text.charAt(i), i - 1);
      }
      value.append(c);
      i++;
    }
    if (i >= text.length() || text.charAt(i) != '"') {
      problems.add(start, "a string is not closed", "end it with `\"` on the same line");
      at = i;
      tokens.add(new Token(Token.Kind.STRING, value.toString(), start));
      // the rest of the statement is lost; what comes on the next line is another one
      tokens.add(new Token(Token.Kind.SIGN, ".", start));
      return;
    }
    at = i + 1;
    tokens.add(new Token(Token.Kind.STRING, value.toString(), start));
  }

  private char unescaped(char escape, int backslash) {
    return switch (escape) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case '"', '\\' -> escape;
      default -> {
        problems.add(
            new Position(line, backslash - lineStart + 1),
            "`\\" + printable(escape) + "` is no escape",
            "use `\\\\`, `\\\"`, `\\n`, `\\t` or `\\r`");
        yield escape;
      }
    };
  }

  private void skipBlanksAndComments() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n') {
        at++;
        line++;
        lineStart = at;
      } else if (Character.isWhitespace(c) || c == '\uFEFF') {
        at++;
      } else if (text.startsWith("//", at) || (c == '%' && dialect == Dialect.TECHNIQUE)) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (text.startsWith("/*", at)) {
        skipBlockComment();
      } else {
        return;
      }
    }
  }

  private void skipBlockComment() {
    int end = text.indexOf("*/", at + 2);
    if (end < 0) {
      problems.add(here(), "a comment is not closed", "end it with `*/`");
      end = text.length() - 2;
    }
    for (; at < end + 2; at++) {
      if (text.charAt(at) == '\n') {
        line++;
        lineStart = at + 1;
      }
    }
  }

  private int wordEnd(int from) {
    int end = from;
    while (end < text.length()
        && (isIdentifierStart(text.charAt(end)) || (isDigit(text.charAt(end)) && end > from))) {
      end++;
    }
    return end;
  }

  private int digitsEnd(int from) {
    int end = from;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isIdentifierStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static String printable(char c) {
    return c < 0x20 || c == 0x7f || Character.isSurrogate(c)
        ? "\\u" + HexFormat.of().toHexDigits(c)
        : String.valueOf(c);
  }
}
