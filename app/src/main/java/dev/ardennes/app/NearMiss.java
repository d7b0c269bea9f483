package dev.ardennes.app;

import dev.ardennes.analysis.Report;
import dev.ardennes.model.Assumption;
import dev.ardennes.model.Evidence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Where no path leads to any target: the one that would if a control or two were not there, and
/// which those are.
final class NearMiss {
  /// What stands between things in a cluster, and between a cluster and a cloud account.
  static final Set<String> CONTROLS =
      Set.of(
          "pod_reaches",
          "let_in",
          "mesh_lets",
          "mesh_connects",
          "mesh_lets_through",
          "admits",
          "trusts_token");

  private static final int MOST_CONTROLS = 2;

  private NearMiss() {}

  /// The path with the fewest controls in its way.
  ///
  /// @param would the report of the estate in which controls may fail
  static Optional<Report.Closest> of(Report would) {
    Map<String, Assumption> controls =
        would.assumptions().stream()
            .map(Report.ListedAssumption::assumption)
            .filter(assumption -> assumption.kind() == Assumption.Kind.CONTROL_FAILS)
            .collect(Collectors.toMap(Assumption::id, Function.identity()));
    return would.paths().stream()
        .filter(path -> count(path, controls) <= MOST_CONTROLS)
        .min(Comparator.comparingInt((Report.Path path) -> count(path, controls)))
        .map(path -> closest(path, controls));
  }

  private static int count(Report.Path path, Map<String, Assumption> controls) {
    return (int) path.assumptions().stream().filter(controls::containsKey).count();
  }

  private static Report.Closest closest(Report.Path path, Map<String, Assumption> controls) {
    Set<String> reached = new LinkedHashSet<>();
    List<String> missing = new ArrayList<>();
    for (Report.Step step : path.steps()) {
      List<Assumption> failing =
          step.assumes().stream().filter(controls::containsKey).map(controls::get).toList();
      if (failing.isEmpty() && missing.isEmpty()) {
        reached.add(step.to());
      }
      failing.forEach(control -> missing.add(step.says() + ": " + says(control)));
    }
    return new Report.Closest(path.entry(), path.target(), List.copyOf(reached), missing);
  }

  private static String says(Assumption control) {
    String places =
        control.evidence().stream()
            .map(Evidence::place)
            .distinct()
            .limit(3)
            .collect(Collectors.joining(", "));
    return "no, since " + control.says() + (places.isEmpty() ? "" : " (" + places + ")");
  }
}
