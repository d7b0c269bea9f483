package dev.ardennes.collect.helm.template;

/// The escapes of Go's texts in quotes.
final class Escapes {
  private static final String SIMPLE = "abfnrtv\\'\"";
  private static final String MEANS = "\u0007\b\f\n\r\t\u000b\\'\"";

  private Escapes() {}

  /// What stands for the text between quotes.
  static String unquoted(String inside, int offset) throws ParseFailure {
    if (inside.indexOf('\\') < 0) {
      return inside;
    }
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < inside.length()) {
      char c = inside.charAt(at);
      if (c != '\\') {
        text.append(c);
        at++;
        continue;
      }
      if (at + 1 >= inside.length()) {
        throw wrong(offset);
      }
      char escape = inside.charAt(at + 1);
      int simple = SIMPLE.indexOf(escape);
      if (simple >= 0) {
        text.append(MEANS.charAt(simple));
        at += 2;
      } else {
        int length = length(escape);
        int from = escape >= '0' && escape <= '7' ? at + 1 : at + 2;
        text.appendCodePoint(number(inside, from, length, escape, offset));
        at = from + length;
      }
    }
    return text.toString();
  }

  private static int length(char escape) {
    return switch (escape) {
      case 'x' -> 2;
      case 'u' -> 4;
      case 'U' -> 8;
      default -> 3;
    };
  }

  private static int number(String inside, int from, int length, char escape, int offset)
      throws ParseFailure {
    boolean octal = escape >= '0' && escape <= '7';
    if (from + length > inside.length() || (!octal && "xuU".indexOf(escape) < 0)) {
      throw wrong(offset);
    }
    try {
      int code = Integer.parseInt(inside.substring(from, from + length), octal ? 8 : 16);
      if (Character.isValidCodePoint(code)) {
        return code;
      }
    } catch (NumberFormatException notDigits) {
      throw wrong(offset);
    }
    throw wrong(offset);
  }

  private static ParseFailure wrong(int offset) {
    return new ParseFailure(offset, "a `\\` in the text is followed by no known escape");
  }
}
