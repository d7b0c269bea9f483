package dev.ardennes.rules.datalog;

import dev.ardennes.model.Position;
import java.util.List;

/// A relation applied to arguments.
public record Atom(String relation, List<Term> terms, Position position) {

  public Atom {
    terms = List.copyOf(terms);
  }

  /// The number of arguments.
  public int arity() {
    return terms.size();
  }
}
