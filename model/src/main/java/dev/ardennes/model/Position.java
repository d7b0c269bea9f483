package dev.ardennes.model;

/// A place in a text; line and column count from 1, columns in UTF-16 units.
public record Position(int line, int column) implements Comparable<Position> {

  /// The place of nodes that no text stands for.
  public static final Position NONE = new Position(0, 0);

  @Override
  public int compareTo(Position other) {
    return line != other.line
        ? Integer.compare(line, other.line)
        : Integer.compare(column, other.column);
  }

  @Override
  public String toString() {
    return line + ":" + column;
  }
}
