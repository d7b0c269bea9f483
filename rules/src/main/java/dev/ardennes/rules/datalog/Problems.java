package dev.ardennes.rules.datalog;

import dev.ardennes.model.Position;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Collects problems up to a limit, so that a hostile text cannot make a report without end.
final class Problems {

  static final int LIMIT = 200;

  private final List<RuleProblem> list = new ArrayList<>();
  private boolean full;

  void add(Position position, String says, String help) {
    if (list.size() < LIMIT) {
      list.add(new RuleProblem(position, says, help));
    } else if (!full) {
      full = true;
      list.add(
          new RuleProblem(
              position,
              "more than " + LIMIT + " problems, the rest is not listed",
              "mend the ones above first"));
    }
  }

  boolean full() {
    return full;
  }

  /// In the order of the text; of several at one place only the first found, since the others tend
  /// to follow from it.
  List<RuleProblem> sorted() {
    list.sort(Comparator.comparing(RuleProblem::position));
    List<RuleProblem> distinct = new ArrayList<>();
    for (RuleProblem problem : list) {
      if (distinct.isEmpty() || !distinct.getLast().position().equals(problem.position())) {
        distinct.add(problem);
      }
    }
    return List.copyOf(distinct);
  }
}
