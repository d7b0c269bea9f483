package dev.ardennes.estate;

import dev.ardennes.estate.EstateConfiguration.Suppression;
import dev.ardennes.model.Hidden;
import dev.ardennes.model.Problem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The suppressions that count on one day.
///
/// ```java
/// List<Suppression> used = new ArrayList<>();
/// paths.removeIf(path -> suppressions.hiding(path.id(), steps(path)).map(used::add).orElse(false));
/// List<Hidden> hidden = suppressions.hidden(used);
/// ```
public record Suppressions(List<Suppression> active) {
  public Suppressions {
    active = List.copyOf(active);
  }

  static Applied<Suppressions> applied(EstateConfiguration configuration, LocalDate asOf) {
    List<Suppression> active = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (Suppression suppression : configuration.suppressions()) {
      if (asOf.isAfter(suppression.expires())) {
        problems.add(
            Problem.warning(
                "the suppression of "
                    + subject(suppression)
                    + " expired on "
                    + suppression.expires()
                    + " and hides nothing",
                "look at it again and give a later date, or remove it",
                suppression.place()));
      } else {
        active.add(suppression);
      }
    }
    return new Applied<>(new Suppressions(active), problems, List.of());
  }

  /// The first suppression in the file that hides a path: by the beginning of its id, or because
  /// one of its steps is left without a technique.
  ///
  /// @param steps for each step its technique and the alternatives to it
  public Optional<Suppression> hiding(String pathId, List<? extends Collection<String>> steps) {
    return active.stream().filter(one -> hides(one, pathId, steps)).findFirst();
  }

  private boolean hides(Suppression one, String pathId, List<? extends Collection<String>> steps) {
    if (!one.path().isEmpty()) {
      return pathId.startsWith(one.path());
    }
    return steps.stream()
        .anyMatch(
            techniques ->
                techniques.contains(one.technique())
                    && techniques.stream().allMatch(this::suppressed));
  }

  private boolean suppressed(String technique) {
    return active.stream().anyMatch(one -> one.technique().equals(technique));
  }

  /// What was hidden, from one suppression for each hidden path.
  public List<Hidden> hidden(Collection<Suppression> used) {
    Map<Suppression, Integer> counts = new LinkedHashMap<>();
    used.forEach(one -> counts.merge(one, 1, Integer::sum));
    List<Hidden> hidden = new ArrayList<>();
    counts.forEach(
        (one, count) ->
            hidden.add(
                new Hidden(
                    one.place().place(),
                    "paths suppressed by "
                        + subject(one)
                        + " until "
                        + one.expires()
                        + ": "
                        + one.reason(),
                    count)));
    hidden.sort(null);
    return hidden;
  }

  /// Those that hid nothing, as problems: what they were written for may be gone.
  public List<Problem> unused(Collection<Suppression> used) {
    return active.stream()
        .filter(one -> !used.contains(one))
        .map(
            one ->
                Problem.warning(
                    "the suppression of " + subject(one) + " hides no path",
                    "remove it if what it was about is gone",
                    one.place()))
        .toList();
  }

  private static String subject(Suppression one) {
    return one.path().isEmpty()
        ? "technique `" + one.technique() + "`"
        : "path `" + one.path() + "`";
  }
}
