package dev.ardennes.policy;

/// The answer of a decision engine. *Unknown* is [#CONDITIONAL] on something that was not
/// collected.
public enum Verdict {
  /// Some alternative needs no assumption but that unseen restricting layers do not forbid it.
  YES,
  /// No alternative is left.
  NO,
  /// Every alternative needs an assumption.
  CONDITIONAL
}
