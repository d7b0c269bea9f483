package dev.ardennes.rules.check;

import dev.ardennes.rules.GroundFact;
import dev.ardennes.rules.datalog.Rule;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Anything that can run rules on plain facts: the engine, or the oracle.
///
/// Computed relations are given as facts; what is not given does not hold, also under negation. An
/// argument in a column of type `names` is a set of names: `fn` is the set of one name, `{a,b}` of
/// two, and two sets join if they share a name.
@FunctionalInterface
public interface Evaluator {
  /// All facts that follow, those given included or not.
  ///
  /// @param rules without facts among them
  Set<GroundFact> derive(List<Rule> rules, Set<GroundFact> facts);

  /// The names of an argument in a column of sets of names.
  static Set<String> names(String arg) {
    return arg.startsWith("{") && arg.endsWith("}")
        ? new TreeSet<>(List.of(arg.substring(1, arg.length() - 1).split(",")))
        : new TreeSet<>(List.of(arg));
  }
}
