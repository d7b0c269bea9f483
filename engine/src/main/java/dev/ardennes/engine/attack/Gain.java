package dev.ardennes.engine.attack;

import dev.ardennes.model.Fact;
import java.util.List;

/// Something the attacker can come to have: an OR node, which any one of its steps supplies.
///
/// @param number its place in [AttackGraph#gains()]
/// @param relation an attacker relation; for a witness, a name made by the rule compiler
/// @param witness true for "somebody the attacker holds may do this", a premise without a hop of
///   its own, whose steps belong to the step that needs it
public record Gain(int number, String relation, List<String> args, boolean witness) {
  public Gain {
    args = List.copyOf(args);
  }

  /// The id of the fact gained.
  public String factId() {
    return Fact.idOf(relation, args);
  }

  /// The number tells the gains of one graph apart.
  @Override
  public int hashCode() {
    return number;
  }

  @Override
  public String toString() {
    return relation + "(" + String.join(", ", args) + ")";
  }
}
