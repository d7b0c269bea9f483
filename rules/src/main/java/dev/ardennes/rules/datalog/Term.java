package dev.ardennes.rules.datalog;

import dev.ardennes.model.Position;

/// An argument of an atom, or a side of a comparison.
public sealed interface Term {

  /// Where the term starts.
  Position position();

  /// A named variable; equal names within a rule mean equal values.
  record Variable(String name, Position position) implements Term {}

  /// A symbol, quoted or (in [Dialect#TECHNIQUE]) a bare lower-case identifier.
  record Constant(String text, Position position) implements Term {}

  /// An integer.
  record Numeral(long value, Position position) implements Term {}

  /// `_`: any value; each occurrence is a variable of its own.
  record Wildcard(Position position) implements Term {}
}
