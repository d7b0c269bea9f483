package dev.ardennes.engine.attack;

import dev.ardennes.model.Catalogue;
import dev.ardennes.model.Relation;
import dev.ardennes.rules.datalog.Atom;
import dev.ardennes.rules.datalog.Literal;
import dev.ardennes.rules.datalog.Rule;
import dev.ardennes.rules.datalog.Term;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Which variables of a rule stand for names that do not exist yet.
final class RuleNames {
  private RuleNames() {}

  /// The variables of a rule that stand for such names.
  static Set<String> of(Rule rule) {
    Set<String> found = new HashSet<>();
    atoms(rule.body()).forEach(atom -> addNames(atom, found));
    return Set.copyOf(found);
  }

  private static void addNames(Atom atom, Set<String> found) {
    Relation relation = Catalogue.standard().relation(atom.relation());
    for (int i = 0; relation != null && i < atom.arity(); i++) {
      if (relation.columns().get(i).type().equals(Catalogue.NAMES)
          && atom.terms().get(i) instanceof Term.Variable term) {
        found.add(term.name());
      }
    }
  }

  /// The positive atoms of a body, those inside blocks too.
  static List<Atom> atoms(List<Literal> body) {
    List<Atom> atoms = new ArrayList<>();
    for (Literal literal : body) {
      switch (literal) {
        case Literal.Positive positive -> atoms.add(positive.atom());
        case Literal.Existential block -> atoms.addAll(atoms(block.body()));
        case Literal.Negative negative -> {}
        case Literal.Comparison comparison -> {}
      }
    }
    return atoms;
  }
}
