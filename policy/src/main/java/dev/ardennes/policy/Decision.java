package dev.ardennes.policy;

import java.util.List;

/// The answer to one request.
///
/// @param alternatives the minimal ways in which it is allowed, best first; none needs a superset
///   of another's assumptions
/// @param complete whether all alternatives are listed; false where a limit cut them off
/// @param controls what decided, where the verdict is no; sorted
public record Decision(
    Verdict verdict, List<Alternative> alternatives, boolean complete, List<Control> controls) {
  public Decision {
    alternatives = List.copyOf(alternatives);
    controls = List.copyOf(controls);
  }

  /// Whether there is a way, be it under assumptions.
  public boolean holds() {
    return verdict != Verdict.NO && !alternatives.isEmpty();
  }
}
