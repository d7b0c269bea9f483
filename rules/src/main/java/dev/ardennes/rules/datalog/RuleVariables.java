package dev.ardennes.rules.datalog;

import dev.ardennes.model.Position;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// The variables of a rule's parts, in the order of their first occurrence.
public final class RuleVariables {

  private RuleVariables() {}

  /// The variables of an atom and where each is first written.
  public static SequencedMap<String, Position> of(Atom atom) {
    SequencedMap<String, Position> found = new LinkedHashMap<>();
    collect(atom, found);
    return found;
  }

  /// The variables of premises, blocks of `some` included.
  public static SequencedMap<String, Position> of(List<Literal> body) {
    SequencedMap<String, Position> found = new LinkedHashMap<>();
    for (Literal literal : body) {
      collect(literal, found);
    }
    return found;
  }

  /// The variables of one premise, blocks of `some` included.
  public static SequencedMap<String, Position> of(Literal literal) {
    return of(List.of(literal));
  }

  /// The variables of a block that premises around it use as well, in the order of the block.
  public static List<Term> shared(Literal.Existential block, Set<String> around) {
    List<Term> shared = new ArrayList<>();
    of(block)
        .forEach(
            (name, position) -> {
              if (around.contains(name)) {
                shared.add(new Term.Variable(name, position));
              }
            });
    return shared;
  }

  private static void collect(Literal literal, Map<String, Position> into) {
    switch (literal) {
      case Literal.Positive positive -> collect(positive.atom(), into);
      case Literal.Negative negative -> collect(negative.atom(), into);
      case Literal.Comparison comparison -> {
        collect(comparison.left(), into);
        collect(comparison.right(), into);
      }
      case Literal.Existential existential -> {
        for (Literal inner : existential.body()) {
          collect(inner, into);
        }
      }
    }
  }

  private static void collect(Atom atom, Map<String, Position> into) {
    for (Term term : atom.terms()) {
      collect(term, into);
    }
  }

  private static void collect(Term term, Map<String, Position> into) {
    if (term instanceof Term.Variable variable) {
      into.putIfAbsent(variable.name(), variable.position());
    }
  }
}
