package dev.ardennes.model;

import java.util.Comparator;

/// Something that was not read because a rule says so. It is counted and shown, since whoever
/// writes the rule decides what the result cannot see.
///
/// @param by the rule: a place such as `.gitignore:3`, or `built in`
/// @param what what it hides, text of the user in backticks
/// @param count how many files or folders, as `what` says
public record Hidden(String by, String what, int count) implements Comparable<Hidden> {
  private static final Comparator<Hidden> ORDER =
      Comparator.comparing(Hidden::by).thenComparing(Hidden::what).thenComparingInt(Hidden::count);

  @Override
  public int compareTo(Hidden other) {
    return ORDER.compare(this, other);
  }
}
