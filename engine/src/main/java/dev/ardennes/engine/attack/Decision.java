package dev.ardennes.engine.attack;

import dev.ardennes.model.Assumption;
import dev.ardennes.model.Fact;
import java.util.List;

/// A fact that a policy engine decided, with every minimal set of facts and assumptions under which
/// it holds.
///
/// @param engine the policy engine, such as `policy.aws`
/// @param supports at least one; those with fewer assumptions first
/// @param complete false where a limit cut the list of supports short
public record Decision(
    String relation, List<String> args, String engine, List<Support> supports, boolean complete) {
  /// One minimal reason.
  ///
  /// @param facts collected facts, all needed: statements, attachments, boundaries, memberships
  /// @param assumptions all needed
  public record Support(List<Fact> facts, List<Assumption> assumptions) {
    public Support {
      facts = List.copyOf(facts);
      assumptions = List.copyOf(assumptions);
    }
  }

  public Decision {
    args = List.copyOf(args);
    supports = List.copyOf(supports);
  }

  /// The id of the fact decided.
  public String factId() {
    return Fact.idOf(relation, args);
  }
}
