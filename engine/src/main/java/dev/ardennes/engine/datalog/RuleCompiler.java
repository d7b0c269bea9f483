package dev.ardennes.engine.datalog;

import dev.ardennes.rules.datalog.Atom;
import dev.ardennes.rules.datalog.ColumnType;
import dev.ardennes.rules.datalog.Declaration;
import dev.ardennes.rules.datalog.Literal;
import dev.ardennes.rules.datalog.Program;
import dev.ardennes.rules.datalog.Rule;
import dev.ardennes.rules.datalog.RuleProblem;
import dev.ardennes.rules.datalog.SafetyCheck;
import dev.ardennes.rules.datalog.SignatureCheck;
import dev.ardennes.rules.datalog.Stratification;
import dev.ardennes.rules.datalog.Term;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Checks a program and lowers its rules to registers.
public final class RuleCompiler {

  private final Program program;
  private final Map<String, ComputedRelation> computed;
  private final SymbolTable symbols;
  private final Map<String, RelationInfo> relations = new LinkedHashMap<>();
  private final List<CompiledRule> compiled = new ArrayList<>();
  private final List<CompiledRule.Operand> facts = new ArrayList<>();

  private final Function<Rule, List<Rule>> forms;

  private RuleCompiler(
      Program program,
      Map<String, ComputedRelation> computed,
      SymbolTable symbols,
      Function<Rule, List<Rule>> forms) {
    this.program = program;
    this.computed = computed;
    this.symbols = symbols;
    this.forms = forms;
  }

  /// Compiles a program whose relations are all declared.
  ///
  /// @param computed the relations that are answered on demand, by name; all others are stored
  /// @param symbols takes the program's constants; facts inserted later must use the same table
  /// @return the program, or all problems in the order of the text
  public static CompileResult compile(
      Program program, Map<String, ComputedRelation> computed, SymbolTable symbols) {
    return compile(program, computed, symbols, List::of);
  }

  /// The same, with several rules for a block of `some` that hold of what its own would.
  ///
  /// @param forms the rules in the place of a block's, with the same head
  public static CompileResult compile(
      Program program,
      Map<String, ComputedRelation> computed,
      SymbolTable symbols,
      Function<Rule, List<Rule>> forms) {
    List<RuleProblem> problems = new ArrayList<>(SignatureCheck.check(program));
    problems.addAll(SafetyCheck.check(program.rules()));
    problems.addAll(Stratification.of(program.rules()).problems());
    problems.addAll(ComputedCheck.check(program, computed));
    if (!problems.isEmpty()) {
      problems.sort(Comparator.comparing(RuleProblem::position));
      return new CompileResult(null, problems);
    }
    return new CompileResult(
        new RuleCompiler(program, computed, symbols, forms).compile(), List.of());
  }

  private CompiledProgram compile() {
    for (Declaration declaration : program.declarations()) {
      define(
          declaration.relation(),
          declaration.columns().stream().map(Declaration.Column::type).toList(),
          false);
    }
    List<BlockLowering.Lowered> lowered = lower();
    for (BlockLowering.Lowered part : lowered) {
      compiled.add(new RegisterAllocation(relations, symbols).compile(part, compiled.size()));
    }
    return new CompiledProgram(
        List.copyOf(relations.values()),
        compiled,
        components(lowered),
        facts,
        program.directives());
  }

  private void define(String name, List<ColumnType> types, boolean auxiliary) {
    relations.put(
        name, new RelationInfo(relations.size(), name, types, auxiliary, computed.get(name)));
  }

  private List<BlockLowering.Lowered> lower() {
    List<BlockLowering.Lowered> all = new ArrayList<>();
    Map<String, String> names = new HashMap<>();
    for (int i = 0; i < program.rules().size(); i++) {
      Rule rule = program.rules().get(i);
      if (rule.isFact()) {
        facts.add(fact(rule.head()));
        continue;
      }
      Map<String, ColumnType> types = new HashMap<>();
      types(rule.head(), types);
      types(rule.body(), types);
      for (BlockLowering.Lowered part : BlockLowering.lower(rule, i, names, forms)) {
        all.add(part);
        if (part.block() > 0 && !relations.containsKey(part.rule().head().relation())) {
          auxiliary(part.rule().head(), types);
        }
      }
    }
    return all;
  }

  private void auxiliary(Atom head, Map<String, ColumnType> types) {
    List<ColumnType> columns = new ArrayList<>();
    for (Term term : head.terms()) {
      columns.add(types.getOrDefault(((Term.Variable) term).name(), ColumnType.SYMBOL));
    }
    define(head.relation(), columns, true);
  }

  private void types(List<Literal> body, Map<String, ColumnType> into) {
    for (Literal literal : body) {
      switch (literal) {
        case Literal.Positive positive -> types(positive.atom(), into);
        case Literal.Existential existential -> types(existential.body(), into);
        case Literal.Negative negative -> {}
        case Literal.Comparison comparison -> {}
      }
    }
  }

  private void types(Atom atom, Map<String, ColumnType> into) {
    RelationInfo relation = relation(atom.relation());
    for (int i = 0; i < atom.arity(); i++) {
      if (atom.terms().get(i) instanceof Term.Variable variable) {
        into.put(variable.name(), relation.types().get(i));
      }
    }
  }

  private RelationInfo relation(String name) {
    RelationInfo relation = relations.get(name);
    if (relation == null) {
      throw new IllegalStateException("`" + name + "` passed the checks undeclared");
    }
    return relation;
  }

  private CompiledRule.Operand fact(Atom head) {
    int[] values = new int[head.arity()];
    for (int i = 0; i < values.length; i++) {
      values[i] = RegisterAllocation.constant(head.terms().get(i), symbols);
    }
    return new CompiledRule.Operand(relation(head.relation()).id(), values);
  }

  private List<List<CompiledRule>> components(List<BlockLowering.Lowered> lowered) {
    Map<String, List<CompiledRule>> byHead = new HashMap<>();
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < lowered.size(); i++) {
      Rule rule = lowered.get(i).rule();
      rules.add(rule);
      byHead
          .computeIfAbsent(rule.head().relation(), name -> new ArrayList<>())
          .add(compiled.get(i));
    }
    List<List<CompiledRule>> components = new ArrayList<>();
    for (List<String> names : Stratification.of(rules).components()) {
      List<CompiledRule> component = new ArrayList<>();
      names.forEach(name -> component.addAll(byHead.getOrDefault(name, List.of())));
      if (!component.isEmpty()) {
        component.sort(Comparator.comparingInt(rule -> rule.info().id()));
        components.add(component);
      }
    }
    return components;
  }
}
