package dev.ardennes.engine.attack;

import dev.ardennes.model.Catalogue;
import dev.ardennes.model.Fact;
import dev.ardennes.model.Relation;
import dev.ardennes.rules.compile.CompiledRule;
import dev.ardennes.rules.compile.CompiledRules;
import dev.ardennes.rules.datalog.Atom;
import dev.ardennes.rules.datalog.Literal;
import dev.ardennes.rules.datalog.Term;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// The rules that can fire at all over what an estate has: most estates lack whole families of
/// facts, and the forms of rules about them would be compiled for nothing.
///
/// Looked at are the relation of each premise and its constants, column by column: a rule that asks
/// for `kind(W, "aws.lambda.function")` cannot fire where nothing is a function.
final class PossibleRules {
  /// The columns in which some premise has a constant, by relation.
  private final Map<String, Set<Integer>> asked = new HashMap<>();

  /// The relations that can hold something.
  private final Set<String> relations = new HashSet<>();

  /// What those columns can hold.
  private final Set<Value> values = new HashSet<>();

  /// Those of the columns that may hold anything.
  private final Set<Column> open = new HashSet<>();

  private record Column(String relation, int column) {}

  private record Value(Column column, String text) {}

  private PossibleRules() {}

  /// The rules whose every premise can hold. O(facts + rules * relations).
  ///
  /// @param given the facts that were collected or are given at the start
  /// @param answered whether a computed relation can hold of anything
  static CompiledRules of(CompiledRules rules, List<Fact> given, Predicate<String> answered) {
    PossibleRules possible = new PossibleRules();
    rules.rules().forEach(rule -> possible.ask(rule.rule().body()));
    given.forEach(possible::hold);
    for (Relation relation : Catalogue.standard().relations()) {
      if (relation.origin() == Relation.Origin.COMPUTED && answered.test(relation.name())) {
        possible.holdAnything(relation.name());
      }
    }
    List<CompiledRule> left = new ArrayList<>(rules.rules());
    while (left.removeIf(possible::fires)) {
      // a rule that can fire may let others fire
    }
    Set<CompiledRule> never = Collections.newSetFromMap(new IdentityHashMap<>());
    never.addAll(left);
    return rules.only(rule -> !never.contains(rule));
  }

  private void ask(List<Literal> body) {
    for (Literal literal : body) {
      if (literal instanceof Literal.Existential block) {
        ask(block.body());
      } else if (literal instanceof Literal.Positive(Atom atom)) {
        for (int column = 0; column < atom.arity(); column++) {
          if (atom.terms().get(column) instanceof Term.Constant) {
            asked.computeIfAbsent(atom.relation(), relation -> new HashSet<>()).add(column);
          }
        }
      }
    }
  }

  private Set<Integer> asked(String relation) {
    return asked.getOrDefault(relation, Set.of());
  }

  private void hold(Fact fact) {
    relations.add(fact.relation());
    for (int column : asked(fact.relation())) {
      if (column < fact.args().size()) {
        values.add(new Value(new Column(fact.relation(), column), fact.args().get(column)));
      }
    }
  }

  private void holdAnything(String relation) {
    relations.add(relation);
    asked(relation).forEach(column -> open.add(new Column(relation, column)));
  }

  private void hold(Atom head) {
    relations.add(head.relation());
    for (int asked : asked(head.relation())) {
      Column column = new Column(head.relation(), asked);
      if (head.terms().get(asked) instanceof Term.Constant constant) {
        values.add(new Value(column, constant.text()));
      } else {
        open.add(column);
      }
    }
  }

  private boolean fires(CompiledRule rule) {
    boolean fires = canHold(rule.rule().body());
    if (fires) {
      hold(rule.rule().head());
    }
    return fires;
  }

  private boolean canHold(List<Literal> body) {
    for (Literal literal : body) {
      boolean holds =
          switch (literal) {
            case Literal.Positive positive -> canHold(positive.atom());
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

  private boolean canHold(Atom atom) {
    if (!relations.contains(atom.relation())) {
      return false;
    }
    for (int i = 0; i < atom.arity(); i++) {
      if (atom.terms().get(i) instanceof Term.Constant constant) {
        Column column = new Column(atom.relation(), i);
        if (!open.contains(column) && !values.contains(new Value(column, constant.text()))) {
          return false;
        }
      }
    }
    return true;
  }
}
