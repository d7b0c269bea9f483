package dev.ardennes.rules.check;

import dev.ardennes.rules.datalog.Literal;
import dev.ardennes.rules.datalog.Rule;
import dev.ardennes.rules.datalog.RuleVariables;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A rule with one premise less, for each of its premises.
final class Premises {
  private Premises() {}

  /// @param premise the one that was dropped
  /// @param rest the rule without it
  record Dropped(Literal premise, Rule rest) {}

  /// Every premise in turn, those inside `some` too; a block that becomes empty goes with its
  /// premise.
  static List<Dropped> dropEach(Rule rule) {
    List<Dropped> dropped = new ArrayList<>();
    for (Shorter shorter : shorter(rule.body())) {
      dropped.add(
          new Dropped(shorter.premise, new Rule(rule.head(), shorter.body, rule.position())));
    }
    return dropped;
  }

  private record Shorter(Literal premise, List<Literal> body) {}

  /// `some` is nested a few levels deep at most: the parser sees to it.
  private static List<Shorter> shorter(List<Literal> body) {
    List<Shorter> found = new ArrayList<>();
    for (int i = 0; i < body.size(); i++) {
      if (body.get(i) instanceof Literal.Existential existential) {
        for (Shorter inner : shorter(existential.body())) {
          found.add(new Shorter(inner.premise, replaced(body, i, block(existential, inner.body))));
        }
      } else {
        found.add(new Shorter(body.get(i), replaced(body, i, List.of())));
      }
    }
    return found;
  }

  private static List<Literal> block(Literal.Existential existential, List<Literal> body) {
    if (body.isEmpty()) {
      return List.of();
    }
    Set<String> left = RuleVariables.of(body).keySet();
    return List.of(
        new Literal.Existential(
            existential.witnesses().stream().filter(w -> left.contains(w.name())).toList(),
            body,
            existential.position()));
  }

  private static List<Literal> replaced(List<Literal> body, int index, List<Literal> by) {
    List<Literal> changed = new ArrayList<>(body.subList(0, index));
    changed.addAll(by);
    changed.addAll(body.subList(index + 1, body.size()));
    return changed;
  }
}
