package dev.ardennes.rules;

import dev.ardennes.model.Evidence;
import dev.ardennes.rules.datalog.Rule;
import java.util.List;

/// A helper file: rules for a relation that follows from facts alone, whoever attacks. No step.
public record Derivation(
    String id,
    String title,
    Status status,
    String replacedBy,
    String summary,
    String ruleText,
    List<Rule> rules,
    String limits,
    List<String> references,
    TechniqueTests tests,
    Evidence place)
    implements TechniqueFile {
  public Derivation {
    rules = List.copyOf(rules);
    references = List.copyOf(references);
  }
}
