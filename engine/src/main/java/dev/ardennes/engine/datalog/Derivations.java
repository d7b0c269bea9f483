package dev.ardennes.engine.datalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The ground graph: facts are OR nodes, steps are AND nodes, both dense ints from 0.
///
/// A fact's number is its row plus the sizes of the relations before its own; a step's number is
/// its place in its rule plus the steps of the rules before. Steps of a rule stand in the order
/// they were found. A step is told from others by its rule and its premises' facts; sets of names
/// follow from them. Passes over facts or steps in the order of their numbers are sequential in
/// memory.
public final class Derivations {

  private final CompiledProgram program;
  private final List<Relation> relations;
  private final List<StepTable> tables;
  private final int[] factStarts;
  private final int[] stepStarts;
  private int[] stepsOfFactStarts = {};
  private int[] stepsOfFact = {};

  Derivations(CompiledProgram program, List<Relation> relations, List<StepTable> tables) {
    this.program = program;
    this.relations = List.copyOf(relations);
    this.tables = List.copyOf(tables);
    factStarts = starts(this.relations.stream().mapToInt(Relation::size).toArray());
    stepStarts = starts(this.tables.stream().mapToInt(StepTable::size).toArray());
  }

  private static int[] starts(int[] sizes) {
    int[] starts = new int[sizes.length + 1];
    for (int i = 0; i < sizes.length; i++) {
      starts[i + 1] = Math.addExact(starts[i], sizes[i]);
    }
    return starts;
  }

  /// The number of facts: inserted, computed and derived.
  public int factCount() {
    return factStarts[factStarts.length - 1];
  }

  /// The number of steps.
  public int stepCount() {
    return stepStarts[stepStarts.length - 1];
  }

  /// The number of a fact given by relation and row.
  public int fact(Relation relation, int row) {
    return factStarts[relation.id()] + row;
  }

  /// The relation of a fact; logarithmic in the number of relations.
  public Relation relationOf(int fact) {
    return relations.get(owner(factStarts, fact));
  }

  /// The row of a fact within its relation.
  public int rowOf(int fact) {
    return fact - factStarts[owner(factStarts, fact)];
  }

  /// The first step of a rule; its last is one before that of the next rule.
  public int firstStep(RuleInfo rule) {
    return stepStarts[rule.id()];
  }

  /// The number of steps of a rule.
  public int stepCount(RuleInfo rule) {
    return stepStarts[rule.id() + 1] - stepStarts[rule.id()];
  }

  /// The rule of a step; logarithmic in the number of rules.
  public RuleInfo ruleOf(int step) {
    return rule(step).info();
  }

  private CompiledRule rule(int step) {
    return program.compiledRules().get(owner(stepStarts, step));
  }

  private static int owner(int[] starts, int number) {
    if (number < 0 || number >= starts[starts.length - 1]) {
      throw new IndexOutOfBoundsException("no number " + number);
    }
    int at = Arrays.binarySearch(starts, number);
    int owner = at >= 0 ? at : -at - 2;
    while (starts[owner + 1] == starts[owner]) {
      owner++;
    }
    return owner;
  }

  /// The fact that a step derives.
  public int head(int step) {
    int rule = owner(stepStarts, step);
    int relation = program.compiledRules().get(rule).head().relation();
    return factStarts[relation] + tables.get(rule).head(step - stepStarts[rule]);
  }

  /// The facts that a step needs, one for each positive premise in the order of the rule's text.
  public int[] premises(int step) {
    int rule = owner(stepStarts, step);
    StepTable table = tables.get(rule);
    int[] premises = new int[table.premises()];
    for (int i = 0; i < premises.length; i++) {
      int relation = program.compiledRules().get(rule).atoms().get(i).relation();
      premises[i] = factStarts[relation] + table.premiseRow(step - stepStarts[rule], i);
    }
    return premises;
  }

  /// The value of a named variable in a step: a symbol, or the set of names left by the join.
  ///
  /// @throws IllegalArgumentException if the rule has no such variable
  public int binding(int step, String variable) {
    CompiledRule rule = rule(step);
    Integer register = rule.registers().get(variable);
    if (register == null) {
      throw new IllegalArgumentException("no variable is called `" + variable + "`");
    }
    return value(rule, step, register);
  }

  private int value(CompiledRule rule, int step, int register) {
    if (rule.isConstant(register)) {
      return rule.constants()[register];
    }
    int local = step - stepStarts[rule.info().id()];
    StepTable table = tables.get(rule.info().id());
    if (table.keeps(register)) {
      return table.kept(local, register);
    }
    for (int premise = 0; premise < rule.atoms().size(); premise++) {
      CompiledRule.Operand atom = rule.atoms().get(premise);
      for (int column = 0; column < atom.registers().length; column++) {
        if (atom.registers()[column] == register) {
          int row = table.premiseRow(local, premise);
          return relations.get(atom.relation()).value(row, column);
        }
      }
    }
    throw new IllegalStateException("register " + register + " is bound by no premise");
  }

  /// The facts whose absence a step rests on, one for each negated premise.
  public List<AbsentFact> absent(int step) {
    CompiledRule rule = rule(step);
    return rule.negatives().stream()
        .map(
            atom -> {
              List<Integer> tuple = new ArrayList<>();
              for (int register : atom.registers()) {
                boolean any = register == CompiledRule.ANY;
                tuple.add(any ? AbsentFact.ANY : value(rule, step, register));
              }
              return new AbsentFact(relations.get(atom.relation()), tuple);
            })
        .toList();
  }

  /// A fact that is not there; [#ANY] stands for every value of a column.
  public record AbsentFact(Relation relation, List<Integer> tuple) {

    public AbsentFact {
      tuple = List.copyOf(tuple);
    }

    /// Stands for a wildcard.
    public static final int ANY = -1;
  }

  /// The steps that derive a fact, ascending; the first call builds an index of one int for each
  /// fact and each step.
  public int[] stepsOf(int fact) {
    if (stepsOfFactStarts.length == 0) {
      indexSteps();
    }
    return Arrays.copyOfRange(stepsOfFact, stepsOfFactStarts[fact], stepsOfFactStarts[fact + 1]);
  }

  private void indexSteps() {
    int[] starts = new int[factCount() + 1];
    for (int step = 0; step < stepCount(); step++) {
      starts[head(step) + 1]++;
    }
    for (int fact = 0; fact < factCount(); fact++) {
      starts[fact + 1] += starts[fact];
    }
    int[] next = starts.clone();
    int[] steps = new int[stepCount()];
    for (int step = 0; step < stepCount(); step++) {
      steps[next[head(step)]++] = step;
    }
    stepsOfFactStarts = starts;
    stepsOfFact = steps;
  }
}
