package dev.ardennes.engine.datalog;

import dev.ardennes.model.Position;
import dev.ardennes.rules.datalog.Rule;
import java.util.List;

/// A rule as results refer to it.
///
/// @param id its number: first the rules of the program that have premises, in their order, each
///   followed by its blocks of `some`
/// @param sourceRule the index of the rule of the program it comes from
/// @param block 0 for the rule itself, else the how-manieth `some` of it, in the order of the text
/// @param variables the named variables, in the order of their first occurrence in the premises
/// @param rule as it is evaluated: each `some` is a premise about a relation of its own
public record RuleInfo(int id, int sourceRule, int block, List<String> variables, Rule rule) {

  public RuleInfo {
    variables = List.copyOf(variables);
  }

  /// Where the rule or the block starts.
  public Position position() {
    return rule.position();
  }
}
