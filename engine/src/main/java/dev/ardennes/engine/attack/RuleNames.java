package dev.ardennes.engine.attack;

import dev.ardennes.model.Catalogue;
import dev.ardennes.model.Relation;
import dev.ardennes.rules.datalog.Atom;
import dev.ardennes.rules.datalog.Literal;
import dev.ardennes.rules.datalog.Rule;
import dev.ardennes.rules.datalog.Term;
import java.util.ArrayList;
import java.util.List;

/// Which variables of a rule stand for names that do not exist yet.
final class RuleNames {
  private RuleNames() {}

  static boolean holdsNames(Rule rule, String variable) {
    return atoms(rule.body()).stream().anyMatch(atom -> holdsNames(atom, variable));
  }

  private static boolean holdsNames(Atom atom, String variable) {
    Relation relation = Catalogue.standard().relation(atom.relation());
    for (int i = 0; relation != null && i < atom.arity(); i++) {
      if (relation.columns().get(i).type().equals(Catalogue.NAMES)
          && atom.terms().get(i) instanceof Term.Variable term
          && term.name().equals(variable)) {
        return true;
      }
    }
    return false;
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
