package dev.ardennes.engine.datalog;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// The rules to run where only some facts are wanted: those of the relations of which there are
/// such, and all that their premises rest on.
final class NeededRules {
  private final CompiledProgram program;
  private final Map<String, Set<List<Integer>>> wanted;
  private final Set<Integer> relations = new HashSet<>();

  private NeededRules(CompiledProgram program, Map<String, Set<List<Integer>>> wanted) {
    this.program = program;
    this.wanted = wanted;
  }

  /// @param wanted see [EvaluationOptions#wanted]; all rules are needed where it is empty
  static Predicate<CompiledRule> of(
      CompiledProgram program, Map<String, Set<List<Integer>>> wanted) {
    if (wanted.isEmpty()) {
      return rule -> true;
    }
    NeededRules needed = new NeededRules(program, wanted);
    for (RelationInfo relation : program.relations()) {
      if (!wanted.getOrDefault(relation.name(), Set.of()).isEmpty()) {
        needed.relations.add(relation.id());
      }
    }
    List<CompiledRule> left = new ArrayList<>(program.compiledRules());
    while (left.removeIf(needed::addPremises)) {
      // what a premise rests on rests on other premises
    }
    return needed::isNeeded;
  }

  private boolean isNeeded(CompiledRule rule) {
    return relations.contains(rule.head().relation());
  }

  /// Whether the rule is needed; if so, with the relations of its premises, but for those of which
  /// only some facts, or none, are wanted.
  private boolean addPremises(CompiledRule rule) {
    if (!isNeeded(rule)) {
      return false;
    }
    for (List<CompiledRule.Operand> premises : List.of(rule.atoms(), rule.negatives())) {
      for (CompiledRule.Operand premise : premises) {
        RelationInfo relation = program.relations().get(premise.relation());
        if (!wanted.containsKey(relation.name())) {
          relations.add(relation.id());
        }
      }
    }
    return true;
  }
}
