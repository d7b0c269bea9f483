package dev.ardennes.estate;

import dev.ardennes.estate.EstateConfiguration.Cost;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the people of an estate say that taking out a fact costs.
public final class Costs {
  /// The dearest that a change can be.
  public static final int MAXIMUM = 1_000_000;

  /// @param entities null for any
  private record Rule(String relation, @Nullable Set<String> entities, int cost) {
    boolean matches(Fact fact) {
      return (relation.isEmpty() || relation.equals(fact.relation()))
          && (entities == null || fact.args().stream().anyMatch(entities::contains));
    }
  }

  private final List<Rule> rules;

  private Costs(List<Rule> rules) {
    this.rules = rules;
  }

  static Applied<Costs> applied(EstateConfiguration configuration, FactBase facts) {
    Patterns patterns = new Patterns(facts);
    List<Rule> rules = new ArrayList<>();
    for (Cost cost : configuration.costs()) {
      EntityPattern pattern = cost.entity();
      rules.add(
          new Rule(
              cost.relation(),
              pattern == null ? null : ids(patterns.select(pattern)),
              cost.cost()));
    }
    return new Applied<>(new Costs(rules), patterns.problems(), List.of());
  }

  private static Set<String> ids(List<Selector.Match> matches) {
    Set<String> ids = new LinkedHashSet<>();
    matches.forEach(match -> ids.add(match.entity().id()));
    return ids;
  }

  /// The cost that the first matching item gives; empty where none matches. An item with an entity
  /// matches facts that have the entity among their arguments.
  public OptionalInt of(Fact fact) {
    return rules.stream().filter(rule -> rule.matches(fact)).mapToInt(Rule::cost).findFirst();
  }
}
