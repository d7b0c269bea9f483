package dev.ardennes.rules.datalog;

import dev.ardennes.model.Position;
import java.util.List;

/// A head and the premises it follows from; a rule without premises states a fact.
public record Rule(Atom head, List<Literal> body, Position position) {

  public Rule {
    body = List.copyOf(body);
  }

  /// Whether the rule has no premise.
  public boolean isFact() {
    return body.isEmpty();
  }
}
