package dev.ardennes.estate;

import dev.ardennes.estate.EstateConfiguration.Exemption;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.Problem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// An exception that should have ended.
///
/// @param entities ids of what it is about; empty where it is about no entity or that is gone
public record ExpiredException(Exemption exception, List<String> entities) {
  public ExpiredException {
    entities = List.copyOf(entities);
  }

  static Applied<List<ExpiredException>> applied(
      EstateConfiguration configuration, LocalDate asOf, FactBase facts) {
    Patterns patterns = new Patterns(facts);
    List<ExpiredException> expired = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (Exemption exception : configuration.exceptions()) {
      EntityPattern pattern = exception.entity();
      List<String> entities =
          pattern == null
              ? List.of()
              : patterns.select(pattern).stream().map(match -> match.entity().id()).toList();
      if (asOf.isAfter(exception.expires())) {
        expired.add(new ExpiredException(exception, entities));
        problems.add(problem(exception));
      }
    }
    problems.addAll(patterns.problems());
    problems.sort(null);
    return new Applied<>(List.copyOf(expired), problems, List.of());
  }

  private static Problem problem(Exemption exception) {
    return Problem.warning(
        "the exception `" + exception.what() + "` expired on " + exception.expires(),
        "ask " + exception.owner() + " to end it, or to agree on a later date",
        exception.place());
  }
}
