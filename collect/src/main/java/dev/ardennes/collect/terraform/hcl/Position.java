package dev.ardennes.collect.terraform.hcl;

import dev.ardennes.model.Evidence;
import java.util.Comparator;

/// A place in a file of the scanned folder.
///
/// @param file path relative to the scanned folder, with `/`
/// @param line 1-based; 0 where only the pointer is known
/// @param column 1-based, in UTF-16 units as editors count; 0 where only the pointer is known
/// @param pointer JSON pointer; empty for text that is read line by line
public record Position(String file, int line, int column, String pointer)
    implements Comparable<Position> {
  private static final Comparator<Position> ORDER =
      Comparator.comparing(Position::file)
          .thenComparingInt(Position::line)
          .thenComparingInt(Position::column)
          .thenComparing(Position::pointer);

  /// A place in a text file.
  public static Position at(String file, int line, int column) {
    return new Position(file, line, column, "");
  }

  /// A place in a JSON document that is known by its pointer alone.
  public static Position atPointer(String file, String pointer) {
    return new Position(file, 0, 0, pointer);
  }

  /// The same place as evidence of the source named `source`.
  public Evidence evidence(String source) {
    return new Evidence(source, file, line, column, pointer);
  }

  @Override
  public int compareTo(Position other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return line > 0 ? file + ":" + line + ":" + column : file + "#" + pointer;
  }
}
