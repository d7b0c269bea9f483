package dev.ardennes.collect.helm.value;

import org.jspecify.annotations.Nullable;

/// Where a rendered line was written.
///
/// @param file path of the template, relative to the scanned folder
/// @param line 1-based
/// @param condition symbol of the unknown value on which it depends whether the line exists; null
///   where it exists in any case
public record LineOrigin(String file, int line, @Nullable String condition) {
  /// The same place, under a condition if it has none yet.
  public LineOrigin under(@Nullable String symbol) {
    return condition != null || symbol == null ? this : new LineOrigin(file, line, symbol);
  }
}
