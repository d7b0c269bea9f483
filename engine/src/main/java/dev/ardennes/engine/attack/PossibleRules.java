package dev.ardennes.engine.attack;

import dev.ardennes.model.Catalogue;
import dev.ardennes.model.Relation;
import dev.ardennes.rules.compile.CompiledRule;
import dev.ardennes.rules.compile.CompiledRules;
import dev.ardennes.rules.datalog.Literal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// The rules that can fire at all over what an estate has: most estates lack whole families of
/// facts, and the forms of rules about them would be compiled for nothing.
final class PossibleRules {
  private final Set<String> relations;

  private PossibleRules(Set<String> relations) {
    this.relations = relations;
  }

  /// The rules whose every premise is of a relation that can hold something. O(rules * relations).
  ///
  /// @param given the relations of which facts were collected or are given at the start
  /// @param answered whether a computed relation can hold of anything
  static CompiledRules of(CompiledRules rules, Set<String> given, Predicate<String> answered) {
    PossibleRules possible = new PossibleRules(new HashSet<>(given));
    for (Relation relation : Catalogue.standard().relations()) {
      if (relation.origin() == Relation.Origin.COMPUTED && answered.test(relation.name())) {
        possible.relations.add(relation.name());
      }
    }
    List<CompiledRule> open = new ArrayList<>(rules.rules());
    while (open.removeIf(possible::reach)) {
      // a rule that can fire may let others fire
    }
    Set<CompiledRule> never = Collections.newSetFromMap(new IdentityHashMap<>());
    never.addAll(open);
    return rules.only(rule -> !never.contains(rule));
  }

  private boolean reach(CompiledRule rule) {
    boolean fires = canHold(rule.rule().body());
    if (fires) {
      relations.add(rule.rule().head().relation());
    }
    return fires;
  }

  private boolean canHold(List<Literal> body) {
    for (Literal literal : body) {
      boolean holds =
          switch (literal) {
            case Literal.Positive positive -> relations.contains(positive.atom().relation());
            case Literal.Existential block -> canHold(block.body());
            case Literal.Negative negative -> true;
            case Literal.Comparison comparison -> true;
          };
      if (!holds) {
        return false;
      }
    }
    return true;
  }
}
