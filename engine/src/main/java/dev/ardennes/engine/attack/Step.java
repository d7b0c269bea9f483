package dev.ardennes.engine.attack;

import java.util.List;

/// One application of a technique: an AND node, all of whose premises are needed.
///
/// @param number its place in [AttackGraph#steps()]
/// @param from the entity the hop starts at, for display
/// @param to the entity the hop ends at, for display
/// @param via static entities that belong to the step: a template, a bucket, a group
/// @param says the step as a readable sentence
/// @param mitigations what would remove it, tried by nobody yet
public record Step(
    int number,
    StepKind kind,
    Gain gain,
    String from,
    String to,
    List<String> via,
    String says,
    List<Premise> premises,
    List<Mitigation> mitigations) {
  /// A way to remove a step: take out the premise with this relation and these arguments.
  public record Mitigation(String says, String relation, List<String> args) {
    public Mitigation {
      args = List.copyOf(args);
    }
  }

  public Step {
    via = List.copyOf(via);
    premises = List.copyOf(premises);
    mitigations = List.copyOf(mitigations);
  }
}
