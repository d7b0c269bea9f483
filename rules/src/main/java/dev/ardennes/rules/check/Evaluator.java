package dev.ardennes.rules.check;

import dev.ardennes.rules.GroundFact;
import dev.ardennes.rules.datalog.Rule;
import java.util.List;
import java.util.Set;

/// Anything that can run rules on plain facts: the engine, or the oracle.
///
/// Computed relations are given as facts; what is not given does not hold, also under negation. An
/// argument in a column of type `names` is a set of names: `fn` is the set of one name, `{a,b}` of two,
/// and two sets join if they share a name.
@FunctionalInterface
public interface Evaluator {
  /// All facts that follow, those given included or not.
  ///
  /// @param rules without facts among them
  Set<GroundFact> derive(List<Rule> rules, Set<GroundFact> facts);
}
