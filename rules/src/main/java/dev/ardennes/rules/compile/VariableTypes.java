package dev.ardennes.rules.compile;

import dev.ardennes.model.Catalogue;
import dev.ardennes.model.Relation;
import dev.ardennes.rules.Atoms;
import dev.ardennes.rules.datalog.Atom;
import dev.ardennes.rules.datalog.Rule;
import dev.ardennes.rules.datalog.Term;
import java.util.HashMap;
import java.util.Map;

/// The narrowest type of each of a rule's variables.
public final class VariableTypes {
  private static final String NONE = "";

  private final Map<String, String> types = new HashMap<>();

  private VariableTypes() {}

  /// Reads the types off the columns in which the variables stand.
  public static VariableTypes of(Rule rule, Catalogue catalogue) {
    VariableTypes found = new VariableTypes();
    found.atom(rule.head(), catalogue);
    Atoms.positive(rule.body()).forEach(atom -> found.atom(atom, catalogue));
    return found;
  }

  private void atom(Atom atom, Catalogue catalogue) {
    Relation relation = catalogue.relation(atom.relation());
    for (int i = 0; relation != null && i < Math.min(atom.arity(), relation.arity()); i++) {
      if (atom.terms().get(i) instanceof Term.Variable variable) {
        types.merge(
            variable.name(),
            relation.columns().get(i).type(),
            (earlier, now) -> catalogue.isA(now, earlier) ? now : earlier);
      }
    }
  }

  /// The type's name; empty for a variable that the rule does not have.
  public String narrowest(String variable) {
    return types.getOrDefault(variable, NONE);
  }
}
