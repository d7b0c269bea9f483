package dev.ardennes.rules.check;

import dev.ardennes.model.Catalogue;
import dev.ardennes.model.Relation;
import dev.ardennes.rules.GroundFact;
import dev.ardennes.rules.datalog.Rule;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// Runs rules on the facts of a case and says what they gain.
final class CaseRunner {
  private static final String ABSORPTION = "not_absorbed";

  private final Evaluator evaluator;
  private final Catalogue catalogue;

  CaseRunner(Evaluator evaluator, Catalogue catalogue) {
    this.evaluator = evaluator;
    this.catalogue = catalogue;
  }

  /// The facts of `relation` that follow and were not given.
  SortedSet<GroundFact> gains(List<Rule> rules, Set<GroundFact> facts, String relation) {
    SortedSet<GroundFact> gains = new TreeSet<>();
    for (GroundFact fact : evaluator.derive(rules, withoutAbsorption(facts))) {
      if (fact.relation().equals(relation) && !facts.contains(fact)) {
        gains.add(fact);
      }
    }
    return gains;
  }

  /// Nobody in a case is an administrator, unless the case says who is not.
  private Set<GroundFact> withoutAbsorption(Set<GroundFact> facts) {
    if (facts.stream().anyMatch(fact -> fact.relation().equals(ABSORPTION))) {
      return facts;
    }
    Set<GroundFact> all = new LinkedHashSet<>(facts);
    Set<String> entities = entities(facts);
    for (String principal : entities) {
      for (String entity : entities) {
        all.add(new GroundFact(ABSORPTION, List.of(principal, entity)));
      }
    }
    return all;
  }

  private Set<String> entities(Set<GroundFact> facts) {
    Set<String> entities = new TreeSet<>();
    for (GroundFact fact : facts) {
      Relation relation = catalogue.relation(fact.relation());
      for (int i = 0; relation != null && i < fact.args().size(); i++) {
        if (catalogue.isEntity(relation.columns().get(i).type())) {
          entities.add(fact.args().get(i));
        }
      }
    }
    return entities;
  }
}
