package dev.ardennes.engine.datalog;

import dev.ardennes.rules.datalog.Directive;
import java.util.List;
import java.util.Map;

/// A program that has passed all checks and can be evaluated any number of times.
public final class CompiledProgram {

  private final List<RelationInfo> relations;
  private final List<CompiledRule> rules;
  private final List<List<CompiledRule>> components;
  private final List<CompiledRule.Operand> facts;
  private final List<Directive> directives;

  CompiledProgram(
      List<RelationInfo> relations,
      List<CompiledRule> rules,
      List<List<CompiledRule>> components,
      List<CompiledRule.Operand> facts,
      List<Directive> directives) {
    this.relations = List.copyOf(relations);
    this.rules = List.copyOf(rules);
    this.components = List.copyOf(components);
    this.facts = List.copyOf(facts);
    this.directives = List.copyOf(directives);
  }

  /// The same program with others to answer its computed relations.
  ///
  /// @param computed as many relations as the program was compiled with, which take the same
  ///   questions
  public CompiledProgram answeredBy(Map<String, ComputedRelation> computed) {
    return new CompiledProgram(
        relations.stream().map(relation -> relation.answeredBy(computed)).toList(),
        rules,
        components,
        facts,
        directives);
  }

  /// The rules by their ids; those stated as facts are not among them.
  public List<RuleInfo> rules() {
    return rules.stream().map(CompiledRule::info).toList();
  }

  /// What the program asks to be read and shown, in its order.
  public List<Directive> directives() {
    return directives;
  }

  List<RelationInfo> relations() {
    return relations;
  }

  List<CompiledRule> compiledRules() {
    return rules;
  }

  /// The rules in groups by head, each group after the groups it depends on.
  List<List<CompiledRule>> components() {
    return components;
  }

  /// The facts that the program states itself, values in place of registers.
  List<CompiledRule.Operand> facts() {
    return facts;
  }
}
