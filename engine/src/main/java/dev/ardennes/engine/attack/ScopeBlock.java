package dev.ardennes.engine.attack;

import dev.ardennes.rules.datalog.Atom;
import dev.ardennes.rules.datalog.Literal;
import dev.ardennes.rules.datalog.Rule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The block of `some` by which a scope is reached: where its premises speak of the member that
/// stands for all, or of the scope itself.
///
/// @param standIns for each premise in the order of the text, the columns of that member
record ScopeBlock(List<Set<Integer>> standIns) {
  /// The block by which a scope is reached; null for other rules.
  ///
  /// @param rule as it is evaluated
  static @Nullable ScopeBlock of(Rule rule) {
    if (!ScopedRules.reachesScope(rule)) {
      return null;
    }
    List<Set<Integer>> standIns = new ArrayList<>();
    for (Literal literal : rule.body()) {
      if (literal instanceof Literal.Positive(Atom atom)) {
        standIns.add(standIns(atom));
      }
    }
    return new ScopeBlock(List.copyOf(standIns));
  }

  private static Set<Integer> standIns(Atom atom) {
    Set<Integer> columns = new LinkedHashSet<>();
    for (int column = 0; column < atom.arity(); column++) {
      if (!ScopeNames.isAuxiliary(atom.relation())
          && ScopedRules.isOfScope(atom.terms().get(column))) {
        columns.add(column);
      }
    }
    return columns;
  }

  /// The columns of a premise, by its place among those that derivations list.
  Set<Integer> columns(int premise) {
    return standIns.get(premise);
  }
}
