package dev.ardennes.engine.datalog;

/// The sets of names that columns of type `names` hold, each distinct set as one int.
///
/// Intersection must be commutative, associative and idempotent, and equal sets must have equal
/// ints; the engine joins in whatever order is cheapest.
@FunctionalInterface
public interface NameSets {

  /// The empty set; it is never stored.
  int EMPTY = -1;

  /// The set of names that both sets hold, or [#EMPTY].
  int intersect(int first, int second);
}
