package dev.ardennes.rules.check;

import dev.ardennes.rules.Atoms;
import dev.ardennes.rules.GroundFact;
import dev.ardennes.rules.Mitigation;
import dev.ardennes.rules.datalog.Atom;
import dev.ardennes.rules.datalog.Rule;
import dev.ardennes.rules.datalog.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A mitigation applied to the facts of a case.
final class Remedy {
  private static final int MAX_ADDED = 1_000;

  private final Mitigation mitigation;
  private final List<Rule> rules;

  Remedy(Mitigation mitigation, List<Rule> rules) {
    this.mitigation = mitigation;
    this.rules = rules;
  }

  /// The facts afterwards.
  Set<GroundFact> apply(Set<GroundFact> facts) {
    Set<GroundFact> changed = new LinkedHashSet<>();
    for (GroundFact fact : facts) {
      if (mitigation.removes().stream().noneMatch(atom -> matches(atom, fact))) {
        changed.add(fact);
      }
    }
    for (Atom atom : mitigation.adds()) {
      changed.addAll(instances(atom, facts));
    }
    return changed;
  }

  private static boolean matches(Atom atom, GroundFact fact) {
    return bindings(atom, fact) != null;
  }

  /// The values of the atom's variables; null if the fact is none of its instances.
  private static @Nullable Map<String, String> bindings(Atom atom, GroundFact fact) {
    if (!atom.relation().equals(fact.relation()) || atom.arity() != fact.args().size()) {
      return null;
    }
    Map<String, String> bound = new HashMap<>();
    for (int i = 0; i < atom.arity(); i++) {
      String value = fact.args().get(i);
      boolean fits =
          switch (atom.terms().get(i)) {
            case Term.Constant constant -> constant.text().equals(value);
            case Term.Numeral number -> Long.toString(number.value()).equals(value);
            case Term.Variable variable -> {
              String earlier = bound.putIfAbsent(variable.name(), value);
              yield earlier == null || earlier.equals(value);
            }
            case Term.Wildcard wildcard -> true;
          };
      if (!fits) {
        return null;
      }
    }
    return bound;
  }

  /// The atom for every value that its variables have somewhere in the facts: more than the change
  /// would make true, so a remedy that fails here fails.
  private List<GroundFact> instances(Atom atom, Set<GroundFact> facts) {
    List<List<String>> rows = new ArrayList<>(List.of(List.of()));
    for (Term term : atom.terms()) {
      List<List<String>> longer = new ArrayList<>();
      for (List<String> row : rows) {
        for (String value : values(term, facts)) {
          List<String> next = new ArrayList<>(row);
          next.add(value);
          longer.add(next);
        }
      }
      rows = longer.subList(0, Math.min(longer.size(), MAX_ADDED));
    }
    return rows.stream().map(row -> new GroundFact(atom.relation(), row)).toList();
  }

  private Set<String> values(Term term, Set<GroundFact> facts) {
    return switch (term) {
      case Term.Constant constant -> Set.of(constant.text());
      case Term.Numeral number -> Set.of(Long.toString(number.value()));
      case Term.Wildcard wildcard -> Set.of("any");
      case Term.Variable variable -> values(variable.name(), facts);
    };
  }

  private Set<String> values(String variable, Set<GroundFact> facts) {
    Set<String> values = new TreeSet<>();
    for (Atom premise : rules.stream().flatMap(r -> Atoms.positive(r.body()).stream()).toList()) {
      for (GroundFact fact : facts) {
        Map<String, String> bound = bindings(premise, fact);
        String value = bound == null ? null : bound.get(variable);
        if (value != null) {
          values.add(value);
        }
      }
    }
    return values;
  }
}
