package dev.ardennes.collect.helm;

import dev.ardennes.collect.helm.value.LineOrigin;
import java.util.ArrayList;
import java.util.List;

/// Puts a line end behind each `---` that a trimmed action has joined with the next line, as in
/// `---# comment`: Helm splits documents there, a YAML reader does not.
///
/// @param text with as many lines as `lines` has elements
record DocumentMarks(String text, List<LineOrigin> lines) {
  DocumentMarks {
    lines = List.copyOf(lines);
  }

  DocumentMarks separated() {
    if (!text.contains("---")) {
      return this;
    }
    StringBuilder separated = new StringBuilder(text.length());
    List<LineOrigin> origins = new ArrayList<>();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      LineOrigin origin = lines.get(Math.min(number, lines.size() - 1));
      separated.append(number == 0 ? "" : "\n");
      number++;
      origins.add(origin);
      boolean joined = line.length() > 3 && line.startsWith("---") && line.charAt(3) != '-';
      if (joined && !Character.isWhitespace(line.charAt(3))) {
        separated.append("---\n").append(line, 3, line.length());
        origins.add(origin);
      } else {
        separated.append(line);
      }
    }
    return new DocumentMarks(separated.toString(), origins);
  }
}
