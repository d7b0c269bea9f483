package dev.ardennes.rules.compile;

import dev.ardennes.rules.datalog.Rule;
import java.util.List;

/// A rule as evaluators run it, and where it comes from.
///
/// @param technique id of the file
/// @param source index of the rule in [dev.ardennes.rules.TechniqueFile#rules()]
/// @param changes what the attacker has changed about principals, as variables, in this variant;
///   empty for the rule as written
public record CompiledRule(
    String technique, int source, List<ChangedStateUnfolding.Changed> changes, Rule rule) {
  public CompiledRule {
    changes = List.copyOf(changes);
  }
}
