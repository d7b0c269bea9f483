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
  private static final String CHANGED_ABSORPTION = "not_absorbed_if_";

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

  /// Nobody in a case is an administrator, unless the case says who is not; whoever is none now is
  /// none under changed policies either.
  private Set<GroundFact> withoutAbsorption(Set<GroundFact> facts) {
    Set<GroundFact> all = new LinkedHashSet<>(facts);
    if (facts.stream().noneMatch(fact -> fact.relation().equals(ABSORPTION))) {
      Set<String> entities = entities(facts);
      for (String principal : entities) {
        for (String entity : entities) {
          all.add(new GroundFact(ABSORPTION, List.of(principal, entity)));
        }
      }
    }
    List<GroundFact> plain =
        all.stream().filter(fact -> fact.relation().equals(ABSORPTION)).toList();
    for (Relation relation : catalogue.relations()) {
      if (relation.name().startsWith(CHANGED_ABSORPTION)) {
        plain.forEach(fact -> all.add(new GroundFact(relation.name(), fact.args())));
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
