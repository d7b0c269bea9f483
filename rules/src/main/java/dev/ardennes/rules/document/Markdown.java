package dev.ardennes.rules.document;

import java.util.List;

/// Small pieces of Markdown.
final class Markdown {
  private Markdown() {}

  /// Text in which nothing is markup but code spans.
  static String text(String text) {
    StringBuilder out = new StringBuilder();
    boolean code = false;
    for (char c : text.strip().replaceAll("\\s*\\n\\s*", " ").toCharArray()) {
      code ^= c == '`';
      switch (c) {
        case '<' -> out.append(code ? "<" : "&lt;");
        case '*', '_', '[' -> out.append(code ? "" : "\\").append(c);
        default -> out.append(c);
      }
    }
    return out.toString();
  }

  /// Text in a table's cell.
  static String cell(String text) {
    return text(text).replace("|", "\\|");
  }

  static String code(String text) {
    return "`" + text + "`";
  }

  /// A row of a table; the cells are Markdown already.
  static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  /// A table's head and the line below it.
  static String head(String... titles) {
    return row(List.of(titles)) + "|" + "---|".repeat(titles.length) + "\n";
  }
}
