package dev.ardennes.analysis;

import dev.ardennes.model.Assumption;
import dev.ardennes.model.Stance;
import java.util.Map;

/// What the people of the estate say of its assumptions, by id; what nobody speaks of is
/// unconfirmed.
public record Stances(Map<String, Stance> byId) {
  public Stances {
    byId = Map.copyOf(byId);
  }

  /// Nobody has said anything.
  public static Stances none() {
    return new Stances(Map.of());
  }

  public Stance of(Assumption assumption) {
    return byId.isEmpty()
        ? Stance.UNCONFIRMED
        : byId.getOrDefault(assumption.id(), Stance.UNCONFIRMED);
  }

  boolean rejects(Assumption assumption) {
    return of(assumption) == Stance.REJECTED;
  }
}
