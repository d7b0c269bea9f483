package dev.ardennes.estate;

import dev.ardennes.model.Entity;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Applies the patterns of a file to an estate; those that match nothing become problems.
final class Patterns {
  private static final String HELP =
      "a pattern is a glob over ids, names and aliases such as ARNs and Terraform addresses";

  private final Collection<Entity> entities;
  private final List<Problem> problems = new ArrayList<>();

  Patterns(FactBase facts) {
    this(facts.entities());
  }

  Patterns(Collection<Entity> entities) {
    this.entities = entities;
  }

  List<Selector.Match> select(EntityPattern pattern) {
    List<Selector.Match> matches = Selector.select(entities, pattern.glob());
    if (matches.isEmpty()) {
      nothing(pattern);
    }
    return matches;
  }

  void nothing(EntityPattern pattern) {
    warn("`" + pattern.glob() + "` matches nothing that was read", HELP, pattern);
  }

  void warn(String says, String help, EntityPattern pattern) {
    problems.add(Problem.warning(says, help, pattern.place()));
  }

  /// In the order of the file, each once.
  List<Problem> problems() {
    return problems.stream().sorted().distinct().toList();
  }

  /// The reason of a person and, where only an alias's wildcard made it match, that.
  static String why(String why, Selector.Match match) {
    String alias = match.throughWildcard();
    return alias == null ? why : why + "; it matches `" + alias + "`, of which not all is known";
  }
}
