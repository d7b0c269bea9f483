package dev.ardennes.rules;

import java.util.Locale;

/// A value of a closed set, written as a lower-case word in files and reports.
public interface Word {
  /// The constant's name.
  String name();

  /// The word, for example `cover-up`.
  default String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
