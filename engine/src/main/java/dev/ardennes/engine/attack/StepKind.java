package dev.ardennes.engine.attack;

import java.util.List;

/// What is the same for all steps of one technique.
///
/// @param stage `entry`, `pivot`, `escalation`, `impact`, `persistence` or `cover-up`
/// @param effort how long it takes: `seconds`, `minutes`, `hours` or `days`
/// @param skill `low`, `medium` or `high`
/// @param noise how much of it shows in logs: `low`, `medium` or `high`
/// @param seenBy log events that record it
/// @param blind what keeps it unseen; empty where nothing is known to
public record StepKind(
    String technique,
    String title,
    String stage,
    List<String> attack,
    List<String> stride,
    String effort,
    String skill,
    String noise,
    List<String> seenBy,
    String blind,
    String digest,
    String rule) {
  public StepKind {
    attack = List.copyOf(attack);
    stride = List.copyOf(stride);
    seenBy = List.copyOf(seenBy);
  }
}
