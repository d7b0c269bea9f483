package dev.ardennes.engine.attack;

import dev.ardennes.model.Assumption;
import dev.ardennes.model.Fact;
import java.util.List;

/// What a step rests on.
public sealed interface Premise {
  /// The attacker has gained it before, or has it at the start.
  record Gained(Gain gain) implements Premise {}

  /// A source states it.
  record Stated(Fact fact) implements Premise {}

  /// A policy engine decided it; any one support suffices.
  record Decided(Decision decision) implements Premise {}

  /// A source would show the fact and does not.
  ///
  /// @param shown the facts that say so: the account the entity belongs to, and that a source shows
  ///   every such fact of the account
  record Absent(String relation, List<String> args, List<Fact> shown) implements Premise {}

  /// Nothing shows it; the step rests on it all the same.
  record Assumed(Assumption assumption) implements Premise {}
}
