package dev.ardennes.rules.compile;

import dev.ardennes.rules.datalog.Rule;
import java.util.List;

/// A rule as evaluators run it, and where it comes from.
///
/// @param technique id of the file
/// @param source index of the rule in [dev.ardennes.rules.TechniqueFile#rules()]
/// @param changed the principals, as variables, whose identity policies the attacker decides in
///   this variant; empty for the rule as written
public record CompiledRule(String technique, int source, List<String> changed, Rule rule) {
  public CompiledRule {
    changed = List.copyOf(changed);
  }
}
