package dev.ardennes.model;

import java.util.Comparator;

/// Where a fact was read: a place that a person can open.
///
/// @param source unique name of the source, as the report lists it
/// @param file path relative to the source's location, with `/`; empty where the source has no
///   files
/// @param line 1-based; 0 where it is not known
/// @param column 1-based; 0 where it is not known
/// @param pointer JSON pointer or event id inside the file; empty where the line says it all
public record Evidence(String source, String file, int line, int column, String pointer)
    implements Comparable<Evidence> {
  private static final Comparator<Evidence> ORDER =
      Comparator.comparing(Evidence::source)
          .thenComparing(Evidence::file)
          .thenComparingInt(Evidence::line)
          .thenComparingInt(Evidence::column)
          .thenComparing(Evidence::pointer);

  /// A place in a text file.
  public static Evidence at(String source, String file, int line, int column) {
    return new Evidence(source, file, line, column, "");
  }

  @Override
  public int compareTo(Evidence other) {
    return ORDER.compare(this, other);
  }

  /// `file:line`, or with the pointer where no line is known.
  public String place() {
    if (line > 0) {
      return file + ":" + line;
    }
    return pointer.isEmpty() ? file : file + "#" + pointer;
  }
}
