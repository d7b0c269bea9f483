package dev.ardennes.model;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// Something that could not be read or done, with its place and the remedy. Part of the result,
/// never an exception: the rest of the scan goes on.
///
/// @param says lower case, text of the user in backticks, no names of our code
/// @param help what the reader can do about it; empty where nothing helps
/// @param evidence the place; null where the problem has none
public record Problem(Severity severity, String says, String help, @Nullable Evidence evidence)
    implements Comparable<Problem> {
  private static final Comparator<Problem> ORDER =
      Comparator.comparing(
              (Problem problem) -> problem.evidence(),
              Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Problem::severity)
          .thenComparing(Problem::says)
          .thenComparing(Problem::help);

  /// How bad it is for the result.
  public enum Severity {
    ERROR,
    WARNING
  }

  public static Problem error(String says, String help, @Nullable Evidence evidence) {
    return new Problem(Severity.ERROR, says, help, evidence);
  }

  public static Problem warning(String says, String help, @Nullable Evidence evidence) {
    return new Problem(Severity.WARNING, says, help, evidence);
  }

  @Override
  public int compareTo(Problem other) {
    return ORDER.compare(this, other);
  }
}
