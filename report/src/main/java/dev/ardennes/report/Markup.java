package dev.ardennes.report;

import java.io.IOException;

/// Writes HTML elements. Every text and attribute is escaped here, hidden characters included, so
/// that no text of a scanned file can become markup.
///
/// Attributes are given as name and value in turn; a value of `""` writes the bare name.
final class Markup {
  private final Appendable out;

  Markup(Appendable out) {
    this.out = out;
  }

  /// Something that writes an element's content.
  interface Body {
    void write() throws IOException;
  }

  /// An element with a content.
  Markup element(String tag, Body body, String... attributes) throws IOException {
    start(tag, attributes);
    body.write();
    out.append("</").append(tag).append('>');
    return this;
  }

  /// An element with a class.
  Markup in(String tag, String classes, Body body) throws IOException {
    return element(tag, body, "class", classes);
  }

  /// An element with a text and nothing else.
  Markup leaf(String tag, String classes, String text) throws IOException {
    return element(tag, () -> text(text), "class", classes);
  }

  /// An element that has no content and no end.
  Markup empty(String tag, String... attributes) throws IOException {
    start(tag, attributes);
    return this;
  }

  Markup text(String text) throws IOException {
    escape(Printable.of(text));
    return this;
  }

  Markup newLine() throws IOException {
    out.append('\n');
    return this;
  }

  /// A sentence; what stands between backticks, the text of the user, as code.
  Markup prose(String text) throws IOException {
    int from = 0;
    int open = text.indexOf('`');
    int close = open < 0 ? -1 : text.indexOf('`', open + 1);
    while (close > 0) {
      String quoted = text.substring(open + 1, close);
      text(text.substring(from, open)).element("code", () -> text(quoted));
      from = close + 1;
      open = text.indexOf('`', from);
      close = open < 0 ? -1 : text.indexOf('`', open + 1);
    }
    return text(text.substring(from));
  }

  /// An element with a class and a sentence, see [#prose(String)].
  Markup prose(String tag, String classes, String text) throws IOException {
    return element(tag, () -> prose(text), "class", classes);
  }

  /// Content of our own files, as it stands. Never text of a scanned file.
  Markup trusted(String content) throws IOException {
    out.append(content);
    return this;
  }

  private void start(String tag, String... attributes) throws IOException {
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      if (attributes[i].equals("class") && attributes[i + 1].isEmpty()) {
        continue;
      }
      out.append(' ').append(attributes[i]);
      if (!attributes[i + 1].isEmpty()) {
        out.append("=\"");
        escape(Printable.of(attributes[i + 1]));
        out.append('"');
      }
    }
    out.append('>');
  }

  private void escape(String text) throws IOException {
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      String escaped = escape(text.charAt(i));
      if (!escaped.isEmpty()) {
        out.append(text, from, i).append(escaped);
        from = i + 1;
      }
    }
    out.append(text, from, text.length());
  }

  private static String escape(char c) {
    return switch (c) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '"' -> "&quot;";
      case '\'' -> "&#39;";
      default -> "";
    };
  }
}
