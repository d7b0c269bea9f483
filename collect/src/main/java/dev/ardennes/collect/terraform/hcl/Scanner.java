package dev.ardennes.collect.terraform.hcl;

import java.util.Map;

/// Cuts text into tokens on demand. Templates are not cut: at a quote or a heredoc the template
/// parser goes on from [#at] character by character.
final class Scanner {
  /// What a token is.
  enum Token {
    IDENTIFIER("a name"),
    NUMBER("a number"),
    QUOTE("a quoted text"),
    HEREDOC("a heredoc"),
    NEWLINE("the end of the line"),
    END("the end of the file"),
    OPEN_BRACE("`{`"),
    CLOSE_BRACE("`}`"),
    OPEN_BRACKET("`[`"),
    CLOSE_BRACKET("`]`"),
    OPEN_PARENTHESIS("`(`"),
    CLOSE_PARENTHESIS("`)`"),
    COMMA("`,`"),
    DOT("`.`"),
    ELLIPSIS("`...`"),
    COLON("`:`"),
    DOUBLE_COLON("`::`"),
    QUESTION("`?`"),
    ASSIGN("`=`"),
    ARROW("`=>`"),
    TILDE("`~`"),
    NOT("`!`"),
    OPERATOR("an operator"),
    INVALID("this character");

    private final String description;

    Token(String description) {
      this.description = description;
    }

    String description() {
      return description;
    }
  }

  private static final Map<Character, Token> SINGLE =
      Map.ofEntries(
          Map.entry('{', Token.OPEN_BRACE),
          Map.entry('}', Token.CLOSE_BRACE),
          Map.entry('[', Token.OPEN_BRACKET),
          Map.entry(']', Token.CLOSE_BRACKET),
          Map.entry('(', Token.OPEN_PARENTHESIS),
          Map.entry(')', Token.CLOSE_PARENTHESIS),
          Map.entry(',', Token.COMMA),
          Map.entry('?', Token.QUESTION),
          Map.entry('~', Token.TILDE),
          Map.entry('+', Token.OPERATOR),
          Map.entry('-', Token.OPERATOR),
          Map.entry('*', Token.OPERATOR),
          Map.entry('/', Token.OPERATOR),
          Map.entry('%', Token.OPERATOR));

  private final String text;
  private int at;
  private int start;
  private Token token = Token.NEWLINE;

  Scanner(String text) {
    this.text = text;
  }

  /// The current token.
  Token token() {
    return token;
  }

  /// Offset of the first character of the current token.
  int start() {
    return start;
  }

  /// Offset behind the current token.
  int at() {
    return at;
  }

  /// The characters of the current token.
  String lexeme() {
    return text.substring(start, at);
  }

  /// Goes on behind what a template parser has read.
  void moveTo(int offset) {
    at = offset;
  }

  /// Reads the next token.
  void next() {
    skipBlanks();
    start = at;
    token = at >= text.length() ? Token.END : read(text.charAt(at));
  }

  private Token read(char first) {
    if (first == '\n') {
      at++;
      return Token.NEWLINE;
    }
    if (isDigit(first)) {
      return number();
    }
    if (isIdentifierStart(text.codePointAt(at))) {
      return identifier();
    }
    if (first == '"') {
      at++;
      return Token.QUOTE;
    }
    Token compound = compound(first);
    if (compound != Token.INVALID) {
      return compound;
    }
    at += Character.charCount(text.codePointAt(at));
    return SINGLE.getOrDefault(first, Token.INVALID);
  }

  private Token compound(char first) {
    return switch (first) {
      case '=' -> longest("==", Token.OPERATOR, "=>", Token.ARROW, Token.ASSIGN);
      case '!' -> longest("!=", Token.OPERATOR, "!=", Token.OPERATOR, Token.NOT);
      case '>' -> longest(">=", Token.OPERATOR, ">=", Token.OPERATOR, Token.OPERATOR);
      case '<' -> heredocOrLess();
      case '&' -> pair("&&");
      case '|' -> pair("||");
      case ':' -> longest("::", Token.DOUBLE_COLON, "::", Token.DOUBLE_COLON, Token.COLON);
      case '.' -> longest("...", Token.ELLIPSIS, "...", Token.ELLIPSIS, Token.DOT);
      default -> Token.INVALID;
    };
  }

  private Token longest(String one, Token first, String other, Token second, Token single) {
    if (text.startsWith(one, at)) {
      at += one.length();
      return first;
    }
    if (text.startsWith(other, at)) {
      at += other.length();
      return second;
    }
    at++;
    return single;
  }

  private Token pair(String operator) {
    if (text.startsWith(operator, at)) {
      at += 2;
      return Token.OPERATOR;
    }
    return Token.INVALID;
  }

  private Token heredocOrLess() {
    if (text.startsWith("<<", at)) {
      int word = text.startsWith("<<-", at) ? at + 3 : at + 2;
      if (word < text.length() && isIdentifierStart(text.codePointAt(word))) {
        at = word;
        return Token.HEREDOC;
      }
    }
    return longest("<=", Token.OPERATOR, "<=", Token.OPERATOR, Token.OPERATOR);
  }

  private Token number() {
    digits();
    if (charAt(at) == '.' && isDigit(charAt(at + 1))) {
      at++;
      digits();
    }
    if (charAt(at) == 'e' || charAt(at) == 'E') {
      int exponent = charAt(at + 1) == '+' || charAt(at + 1) == '-' ? at + 2 : at + 1;
      if (isDigit(charAt(exponent))) {
        at = exponent;
        digits();
      }
    }
    return Token.NUMBER;
  }

  /// Reads digits only, for the index in `list.0.1`.
  void nextDigits() {
    start = at;
    digits();
    token = Token.NUMBER;
  }

  private void digits() {
    while (isDigit(charAt(at))) {
      at++;
    }
  }

  private Token identifier() {
    at = identifierEnd(at);
    return Token.IDENTIFIER;
  }

  /// Offset behind the name that starts at `from`.
  int identifierEnd(int from) {
    int end = from;
    while (end < text.length()) {
      int point = text.codePointAt(end);
      if (!Character.isUnicodeIdentifierPart(point) && point != '-' && point != '_') {
        break;
      }
      if (Character.isIdentifierIgnorable(point)) {
        break;
      }
      end += Character.charCount(point);
    }
    return end;
  }

  private void skipBlanks() {
    while (at < text.length()) {
      char current = text.charAt(at);
      if (current == ' ' || current == '\t' || current == '\r') {
        at++;
      } else if (current == '#' || (current == '/' && charAt(at + 1) == '/')) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (current == '/' && charAt(at + 1) == '*') {
        int end = text.indexOf("*/", at + 2);
        at = end < 0 ? text.length() : end + 2;
      } else {
        return;
      }
    }
  }

  /// The character at `offset`, or 0 behind the end.
  char charAt(int offset) {
    return offset < text.length() ? text.charAt(offset) : '\0';
  }

  static boolean isIdentifierStart(int point) {
    return point == '_' || Character.isUnicodeIdentifierStart(point);
  }

  static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }
}
