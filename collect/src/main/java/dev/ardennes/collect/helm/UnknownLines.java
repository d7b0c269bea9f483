package dev.ardennes.collect.helm;

import dev.ardennes.model.Unknown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Gives lines that consist of an unknown value only the shape of their neighbours, so that the
/// rest can be read as YAML: an entry among entries, an element among elements.
///
/// ```yaml
/// labels:
///   ⟨include web.labels⟩: ⟨include web.labels⟩
///   app: web
/// ```
final class UnknownLines {
  private UnknownLines() {}

  static String shaped(String text) {
    if (!Unknown.in(text)) {
      return text;
    }
    List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
    for (int at = 0; at < lines.size(); at++) {
      if (unknown(lines.get(at))) {
        lines.set(at, shaped(lines, at));
      }
    }
    return String.join("\n", lines);
  }

  /// Whether the line is one unknown part and nothing else.
  private static boolean unknown(String line) {
    String stripped = line.strip();
    return stripped.length() > 2
        && stripped.charAt(0) == Unknown.OPEN
        && stripped.indexOf(Unknown.CLOSE) == stripped.length() - 1;
  }

  private static String shaped(List<String> lines, int at) {
    String line = lines.get(at);
    String neighbour = neighbour(lines, at, 1);
    if (neighbour.isEmpty()) {
      neighbour = neighbour(lines, at, -1);
    }
    String blanks = line.substring(0, indentation(line));
    String part = line.strip();
    if (neighbour.startsWith("- ") || neighbour.equals("-")) {
      return blanks + "- " + part;
    }
    return neighbour.isEmpty() ? line : blanks + part + ": " + part;
  }

  /// The nearest entry or element at the same indentation; empty where another block begins first.
  private static String neighbour(List<String> lines, int at, int step) {
    int own = indentation(lines.get(at));
    for (int other = at + step; other >= 0 && other < lines.size(); other += step) {
      String stripped = lines.get(other).strip();
      int indentation = indentation(lines.get(other));
      if (stripped.isEmpty() || stripped.startsWith("#") || unknown(lines.get(other))) {
        continue;
      }
      if (indentation < own || stripped.equals("---")) {
        return "";
      }
      boolean entry = stripped.startsWith("- ") || stripped.matches("[^:]{1,200}:( .*)?");
      if (indentation == own) {
        return entry ? stripped : "";
      }
    }
    return "";
  }

  private static int indentation(String line) {
    int at = 0;
    while (at < line.length() && line.charAt(at) == ' ') {
      at++;
    }
    return at;
  }
}
