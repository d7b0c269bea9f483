package dev.ardennes.model.yaml;

import dev.ardennes.model.Position;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.exceptions.Mark;

/// The lines of a file, to turn the parser's marks into places and to find where a text lies.
final class SourceLines {
  private final List<String> lines = new ArrayList<>();

  SourceLines(String text) {
    text.lines().forEach(lines::add);
  }

  private String line(int number) {
    return number >= 1 && number <= lines.size() ? lines.get(number - 1) : "";
  }

  /// Marks count code points, from 0.
  Position position(Mark mark) {
    String line = line(mark.getLine() + 1);
    int codePoints = Math.min(mark.getColumn(), line.codePointCount(0, line.length()));
    return new Position(mark.getLine() + 1, line.offsetByCodePoints(0, codePoints) + 1);
  }

  /// A text written with `|` at the place `at`: its lines follow on the next line, all with the
  /// indent that the first line which is not blank shows.
  YamlNode.Scalar block(String text, Position at) {
    int indent = 0;
    int number = at.line();
    for (String line : text.split("\n", -1)) {
      number++;
      if (!line.isEmpty()) {
        indent = Math.max(0, line(number).length() - line.length());
        break;
      }
    }
    Position content = new Position(at.line() + 1, indent + 1);
    return new YamlNode.Scalar(text, at, content, YamlNode.Layout.BLOCK);
  }

  /// A plain or quoted text: on one line if the file has it there as it is.
  YamlNode.Scalar line(String text, Position at, Position content) {
    boolean asIs = line(at.line()).startsWith(text, content.column() - 1);
    YamlNode.Layout layout = asIs ? YamlNode.Layout.LINE : YamlNode.Layout.FOLDED;
    return new YamlNode.Scalar(text, at, content, layout);
  }
}
