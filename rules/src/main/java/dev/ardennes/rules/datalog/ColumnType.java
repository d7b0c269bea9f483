package dev.ardennes.rules.datalog;

/// What the values of a column are.
public enum ColumnType {
  /// Text, compared for equality.
  SYMBOL("symbol"),
  /// Integers, compared for equality.
  NUMBER("number"),
  /// Sets of names, joined by intersection: two sets match when they share a name.
  NAMES("names");

  private final String keyword;

  ColumnType(String keyword) {
    this.keyword = keyword;
  }

  /// The type as a declaration writes it.
  public String keyword() {
    return keyword;
  }
}
