package dev.ardennes.engine.attack;

import dev.ardennes.model.Assumption;
import dev.ardennes.model.Fact;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A fact that a policy engine decided, with every minimal set of facts and assumptions under which
/// it holds.
///
/// Why it holds is worked out when somebody asks for it, and kept: most steps of a large graph lead
/// to nothing that anybody asks about. Equal are decisions of the same fact. Not thread-safe.
public final class Decision {
  private final String relation;
  private final List<String> args;
  private final String engine;
  private @Nullable Supplier<Reasons> why;
  private @Nullable Reasons reasons;

  /// @param engine the policy engine, such as `policy.aws`
  public Decision(String relation, List<String> args, String engine, Supplier<Reasons> why) {
    this.relation = relation;
    this.args = List.copyOf(args);
    this.engine = engine;
    this.why = why;
  }

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

  /// Why a fact holds.
  ///
  /// @param supports at least one; those with fewer assumptions first
  /// @param complete false where a limit cut the list of supports short
  public record Reasons(List<Support> supports, boolean complete) {
    public Reasons {
      supports = List.copyOf(supports);
    }
  }

  public String relation() {
    return relation;
  }

  public List<String> args() {
    return args;
  }

  public String engine() {
    return engine;
  }

  public List<Support> supports() {
    return reasons().supports();
  }

  public boolean complete() {
    return reasons().complete();
  }

  private Reasons reasons() {
    Reasons known = reasons;
    if (known == null) {
      known = Objects.requireNonNull(why).get();
      reasons = known;
      why = null;
    }
    return known;
  }

  /// The id of the fact decided.
  public String factId() {
    return Fact.idOf(relation, args);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Decision decision
            && relation.equals(decision.relation)
            && args.equals(decision.args));
  }

  @Override
  public int hashCode() {
    return 31 * relation.hashCode() + args.hashCode();
  }

  @Override
  public String toString() {
    return relation + "(" + String.join(", ", args) + ")";
  }
}
