package dev.ardennes.collect.helm;

import dev.ardennes.collect.helm.value.LineOrigin;
import java.util.ArrayList;
import java.util.List;

/// Where each line of a rendered text was written.
///
/// Lines that a template or `include` gave point into the file of that template, as long as only
/// indentation and trimming came between; other computed lines point at the action that prints
/// them.
///
/// @param lines in the order of the text
public record LineMap(List<LineOrigin> lines) {
  public LineMap {
    lines = List.copyOf(lines);
  }

  /// Where a line was written; lines beyond the text count as its last one.
  ///
  /// @param line 1-based
  public LineOrigin at(int line) {
    return lines.get(Math.max(0, Math.min(line, lines.size()) - 1));
  }

  /// Each line of a file in its own place.
  static LineMap identity(String file, String text) {
    List<LineOrigin> lines = new ArrayList<>();
    int count = (int) text.chars().filter(c -> c == '\n').count() + 1;
    for (int line = 1; line <= count; line++) {
      lines.add(new LineOrigin(file, line, null));
    }
    return new LineMap(lines);
  }
}
