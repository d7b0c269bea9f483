package dev.ardennes.rules;

import dev.ardennes.model.Evidence;
import dev.ardennes.rules.datalog.Rule;
import java.util.List;

/// One thing an attacker can do: a step from what the attacker has to what is gained.
///
/// @param says what happens in one step, for a person who reads a path
/// @param assumes assumptions every step of it introduces
public record Technique(
    String id,
    String title,
    Status status,
    String replacedBy,
    OrNone<AttackReference> attack,
    String summary,
    Hop hop,
    Stage stage,
    List<Stride> stride,
    Sentence says,
    String ruleText,
    List<Rule> rules,
    List<AssumptionTemplate> assumes,
    String limits,
    Simulation simulation,
    OrNone<Detection> detection,
    OrNone<Mitigation> mitigation,
    List<String> references,
    TechniqueTests tests,
    Evidence place)
    implements TechniqueFile {
  public Technique {
    stride = List.copyOf(stride);
    rules = List.copyOf(rules);
    assumes = List.copyOf(assumes);
    references = List.copyOf(references);
  }
}
