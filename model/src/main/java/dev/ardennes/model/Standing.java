package dev.ardennes.model;

import java.util.Locale;

/// Who says so. Two standings that disagree on a fact are a mismatch.
public enum Standing {
  DESIGNED,
  IMPLEMENTED,
  CONFIGURED,
  OBSERVED,
  ASSUMED,
  DERIVED;

  /// The word the report uses, for example `configured`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
