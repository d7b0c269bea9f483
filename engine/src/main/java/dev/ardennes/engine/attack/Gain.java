package dev.ardennes.engine.attack;

import dev.ardennes.model.Fact;
import java.util.List;

/// Something the attacker can come to have: an OR node, which any one of its steps supplies.
///
/// @param number its place in [AttackGraph#gains()]
/// @param relation an attacker relation; for a witness, a name made by the rule compiler
/// @param kind whether people are shown it
public record Gain(int number, String relation, List<String> args, Kind kind) {
  /// What a gain says.
  public enum Kind {
    /// The attacker has this.
    HELD,

    /// Somebody the attacker holds may do this: a premise without a hop of its own, whose steps
    /// belong to the step that needs it.
    WITNESS,

    /// Somebody the attacker holds can take a step towards every member of a scope: the first half
    /// of steps that [Step#taken] puts together.
    SCOPE
  }

  public Gain {
    args = List.copyOf(args);
  }

  /// Whether it is a part of other steps, and not what the attacker has.
  public boolean witness() {
    return kind != Kind.HELD;
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
