package dev.ardennes.collect.helm.functions;

/// Texts in double quotes, as Go writes them.
final class Quotes {
  private Quotes() {}

  /// The text in double quotes, with Go's escapes for what cannot be seen.
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      int simple = "\u0007\b\f\n\r\t\u000b\\\"".indexOf(c);
      if (simple >= 0) {
        quoted.append('\\').append("abfnrtv\\\"".charAt(simple));
      } else if (c < ' ' || c == '\u007f') {
        quoted.append(String.format("\\x%02x", (int) c));
      } else if (Character.isISOControl(c) || c == '\ufeff' || c == '\u00a0') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
