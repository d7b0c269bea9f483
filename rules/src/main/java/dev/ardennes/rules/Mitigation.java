package dev.ardennes.rules;

import dev.ardennes.model.Position;
import dev.ardennes.rules.datalog.Atom;
import java.util.List;

/// A change that ends a technique.
///
/// @param says what to do, as an order, with the rule's variables
/// @param removes premises of the rule that the change takes away
/// @param adds negated premises of the rule that the change makes true
/// @param position where the file has it
public record Mitigation(Sentence says, List<Atom> removes, List<Atom> adds, Position position) {
  public Mitigation {
    removes = List.copyOf(removes);
    adds = List.copyOf(adds);
  }
}
