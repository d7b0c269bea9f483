package dev.ardennes.model;

import java.util.Locale;

/// What the people of the estate say of an assumption.
public enum Stance {
  UNCONFIRMED,
  CONFIRMED,
  REJECTED;

  /// The word the report uses.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
