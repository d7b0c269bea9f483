package dev.ardennes.oracle.datalog;

/// A value of a column.
public sealed interface Value {

  /// A symbol, or a number as its decimal text; equal only to itself.
  record Symbol(String text) implements Value {
    @Override
    public String toString() {
      return text;
    }
  }

  /// A set of up to 64 names, a bit for each; met by intersection.
  record Names(long mask) implements Value {
    @Override
    public String toString() {
      return "{" + Long.toBinaryString(mask) + "}";
    }
  }
}
