package dev.ardennes.policy.facts;

import dev.ardennes.policy.aws.Hypothesis;
import java.util.Optional;

/// What the attacker has changed about a principal, as the end of a relation's name says.
enum StateChange {
  NONE(""),
  GRANTED("_if_granted"),
  UNBOUNDED("_if_unbounded"),
  GRANTED_UNBOUNDED("_if_granted_unbounded"),
  UNDENIED("_if_undenied"),
  GRANTED_UNDENIED("_if_granted_undenied"),
  UNLIMITED("_if_unlimited"),
  GRANTED_UNLIMITED("_if_granted_unlimited"),

  /// What the principal has given itself differs; each is asked about on its own.
  WIDENED("_if_widened");

  private final String suffix;

  StateChange(String suffix) {
    this.suffix = suffix;
  }

  String suffix() {
    return suffix;
  }

  /// The change that the relation's name ends in; empty for other questions about changed state.
  static Optional<StateChange> of(String relation) {
    int at = relation.indexOf("_if_");
    String end = at < 0 ? "" : relation.substring(at);
    for (StateChange change : values()) {
      if (change.suffix.equals(end)) {
        return Optional.of(change);
      }
    }
    return Optional.empty();
  }

  /// The relation without the change.
  String plain(String relation) {
    return relation.substring(0, relation.length() - suffix.length());
  }

  /// Whether the principal's identity policies allow everything.
  boolean granted() {
    return switch (this) {
      case GRANTED, GRANTED_UNBOUNDED, GRANTED_UNDENIED, GRANTED_UNLIMITED -> true;
      case NONE, UNBOUNDED, UNDENIED, UNLIMITED, WIDENED -> false;
    };
  }

  /// Whether its identity policies as they were collected do not tell what they may allow.
  boolean opensPolicies() {
    return granted() || this == WIDENED;
  }

  Hypothesis about(String principal) {
    Hypothesis before = granted() ? Hypothesis.granted(principal) : Hypothesis.NONE;
    return switch (this) {
      case NONE, GRANTED, WIDENED -> before;
      case UNBOUNDED, GRANTED_UNBOUNDED -> before.andUnbounded(principal);
      case UNDENIED, GRANTED_UNDENIED -> before.andUndenied(principal);
      case UNLIMITED, GRANTED_UNLIMITED -> before.andUnlimited(principal);
    };
  }
}
