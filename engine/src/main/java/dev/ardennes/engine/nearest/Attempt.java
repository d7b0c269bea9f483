package dev.ardennes.engine.nearest;

import dev.ardennes.rules.Technique;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// One application of a technique that would gain something, were it not for what it lacks.
///
/// @param stated what it needs and some source states
/// @param held what it needs and the attacker has
/// @param wanted what it needs and the attacker would have to gain first
record Attempt(
    Technique technique,
    Ground gain,
    Map<String, String> values,
    List<Ground> stated,
    List<Ground> held,
    List<Ground> wanted,
    List<Lacking> lacking)
    implements Comparable<Attempt> {
  private static final Comparator<Attempt> ORDER =
      Comparator.comparingInt(Attempt::weight)
          .thenComparingInt(attempt -> attempt.wanted().size())
          .thenComparing(attempt -> attempt.technique().simulation().effort())
          .thenComparing(attempt -> attempt.technique().simulation().skill())
          .thenComparing(attempt -> attempt.technique().simulation().noise())
          .thenComparing(Attempt::text);

  Attempt {
    stated = List.copyOf(stated);
    values = Map.copyOf(values);
    held = List.copyOf(held);
    wanted = List.copyOf(wanted);
    lacking = List.copyOf(lacking);
  }

  int weight() {
    return lacking.stream().mapToInt(Lacking::weight).sum();
  }

  /// First what is closest, then what is easiest, then by text.
  @Override
  public int compareTo(Attempt other) {
    return ORDER.compare(this, other);
  }

  private String text() {
    return technique.id() + " " + gain + " " + wanted + " " + held + " " + lacking;
  }
}
