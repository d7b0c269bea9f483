package dev.ardennes.report;

/// Text of the scanned system, made harmless for people to read. Names in scanned files are not to
/// be trusted: a control character can rewrite a terminal's screen, a bidirectional mark can show a
/// name backwards, a zero-width character can make two names look alike.
final class Printable {
  private Printable() {}

  /// `text` on one line, with every hidden character written out as a backslash, `u` and its code.
  static String of(String text) {
    return escape(text, false);
  }

  /// As [#of(String)], in ASCII alone: arrows, dots and quotes become their look-alikes, every
  /// other character beyond ASCII an escape.
  static String ascii(String text) {
    return escape(text, true);
  }

  /// Whether a reader would not see the character, or would see something else than it is.
  static boolean isHidden(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  private static String escape(String text, boolean asciiOnly) {
    if (isPlain(text)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(codePoint -> append(out, codePoint, asciiOnly));
    return out.toString();
  }

  private static boolean isPlain(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
  }

  private static void append(StringBuilder out, int codePoint, boolean asciiOnly) {
    if (codePoint == '\t') {
      out.append(' ');
    } else if (isHidden(codePoint)) {
      escape(out, codePoint);
    } else if (asciiOnly && codePoint >= 0x7f) {
      lookAlike(out, codePoint);
    } else {
      out.appendCodePoint(codePoint);
    }
  }

  private static void lookAlike(StringBuilder out, int codePoint) {
    switch (codePoint) {
      case '\u2192' -> out.append("->");
      case '\u2026' -> out.append("...");
      case '\u2013', '\u2010', '\u2011', '\u00b7' -> out.append('-');
      case '\u2014' -> out.append("--");
      case '\u2018', '\u2019' -> out.append('\'');
      case '\u201c', '\u201d' -> out.append('"');
      case '\u27e8' -> out.append('<');
      case '\u27e9' -> out.append('>');
      case '\u00a0' -> out.append(' ');
      default -> escape(out, codePoint);
    }
  }

  private static void escape(StringBuilder out, int codePoint) {
    String digits = Integer.toHexString(codePoint);
    if (digits.length() > 4) {
      out.append("\\u{").append(digits).append('}');
    } else {
      out.append("\\u").append("0000", 0, 4 - digits.length()).append(digits);
    }
  }
}
