package dev.ardennes.engine.datalog;

import java.util.List;

/// The order in which a rule's premises are matched, and how the facts of each are found.
///
/// @param delta the premise that takes only new facts, or [#NO_DELTA]
record Plan(int delta, List<Step> steps) {

  static final int NO_DELTA = -1;

  /// One thing to do for every partial match.
  sealed interface Step {}

  /// Goes through the facts of a positive premise.
  record Match(int premise, Access access) implements Step {}

  /// Goes on only if no fact matches a negated premise.
  record Absent(int negative, Access access) implements Step {}

  /// Goes on only if two registers differ.
  record Different(int pair) implements Step {}

  /// How the facts of a premise are found.
  sealed interface Access {

    /// One after the other.
    record Scan() implements Access {}

    /// By the values of some columns.
    record Index(List<Integer> columns) implements Access {}

    /// By the whole tuple.
    record Lookup() implements Access {}

    /// By asking; a letter per column as in [ComputedRelation#modes].
    record Ask(String mode) implements Access {}
  }
}
