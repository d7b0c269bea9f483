package dev.ardennes.engine.datalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One run of a program over facts, to the least fixpoint.
///
/// Semi-naive: after a first pass, each round joins only what the round before has added, and each
/// rule instance is found exactly once. Not thread-safe; the result of equal calls is equal, row
/// for row.
///
/// ```java
/// Evaluation evaluation = new Evaluation(program, EvaluationOptions.withSteps());
/// evaluation.insert(evaluation.relation("edge"), symbols.intern("a"), symbols.intern("b"));
/// Outcome outcome = evaluation.run();
/// Derivations derivations = evaluation.derivations();
/// ```
public final class Evaluation {

  private final CompiledProgram program;
  private final EvaluationOptions options;
  private final RuleAssembler assembler;
  private final Budget budget;
  private final List<Relation> relations = new ArrayList<>();
  private final Map<String, Relation> byName = new HashMap<>();
  private final Map<Integer, ComputedTable> tables = new HashMap<>();
  private final List<StepTable> steps = new ArrayList<>();
  private final List<Component> components = new ArrayList<>();
  private final Set<Integer> feedsNegation;
  private boolean ran;
  private @Nullable LimitReached ended;

  /// Prepares a run; the program's own facts are in place.
  public Evaluation(CompiledProgram program, EvaluationOptions options) {
    this(program, options, new RuleAssembler());
  }

  Evaluation(CompiledProgram program, EvaluationOptions options, RuleAssembler assembler) {
    this.program = program;
    this.options = options;
    this.assembler = assembler;
    budget = new Budget(options.maxFacts(), options.maxSteps());
    for (RelationInfo info : program.relations()) {
      define(info);
    }
    for (CompiledRule rule : program.compiledRules()) {
      steps.add(new StepTable(rule.atoms().size(), narrowed(rule)));
    }
    Predicate<CompiledRule> needed = NeededRules.of(program, options.wanted());
    for (List<CompiledRule> rules : program.components()) {
      components.add(new Component(rules.stream().filter(needed).toList()));
    }
    for (CompiledRule.Operand fact : program.facts()) {
      relations.get(fact.relation()).insert(fact.registers());
    }
    feedsNegation = feedsNegation();
  }

  private void define(RelationInfo info) {
    ComputedRelation computed = info.computed();
    boolean rowsWanted = options.keepSteps() || computed != null;
    Relation relation = new Relation(info.id(), info.name(), info.types(), rowsWanted);
    relations.add(relation);
    byName.put(info.name(), relation);
    if (computed != null) {
      tables.put(info.id(), new ComputedTable(computed, info, relation, budget));
    }
  }

  /// The registers of sets of names that more than one column meets.
  private static int[] narrowed(CompiledRule rule) {
    Map<Integer, Integer> count = new HashMap<>();
    for (CompiledRule.Operand atom : rule.atoms()) {
      for (int register : atom.registers()) {
        count.merge(register, 1, Integer::sum);
      }
    }
    return count.keySet().stream()
        .filter(register -> rule.names()[register] && count.getOrDefault(register, 0) > 1)
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
  }

  /// The relations on which a negated relation depends, itself included.
  private Set<Integer> feedsNegation() {
    Set<Integer> feeding = new HashSet<>();
    for (CompiledRule rule : program.compiledRules()) {
      rule.negatives().forEach(atom -> feeding.add(atom.relation()));
    }
    boolean grew = !feeding.isEmpty();
    while (grew) {
      grew = false;
      for (CompiledRule rule : program.compiledRules()) {
        if (feeding.contains(rule.head().relation())) {
          for (CompiledRule.Operand atom : rule.atoms()) {
            grew |= feeding.add(atom.relation());
          }
        }
      }
    }
    return feeding;
  }

  /// All relations by their numbers: declared ones in the order of the program, then auxiliary.
  public List<Relation> relations() {
    return List.copyOf(relations);
  }

  /// A relation by its name.
  ///
  /// @throws IllegalArgumentException if the program declares no such relation
  public Relation relation(String name) {
    Relation relation = byName.get(name);
    if (relation == null) {
      throw new IllegalArgumentException("no relation is called `" + name + "`");
    }
    return relation;
  }

  /// Adds a fact from outside, to an input relation or to one that rules derive as well.
  ///
  /// After a run, further facts may be added and the run be continued, unless a negation depends on
  /// the relation: what was derived from an absence cannot be taken back.
  ///
  /// @param tuple a value per column: ids of symbols, or sets of names
  /// @return whether the fact was new
  /// @throws IllegalArgumentException if the relation is computed, or the addition is refused
  public boolean insert(Relation relation, int... tuple) {
    if (tuple.length != relation.arity()) {
      throw new IllegalArgumentException(
          "`" + relation.name() + "` has " + relation.arity() + " columns, not " + tuple.length);
    }
    if (tables.containsKey(relation.id())) {
      throw new IllegalArgumentException("`" + relation.name() + "` is computed");
    }
    if (ran && feedsNegation.contains(relation.id())) {
      throw new IllegalArgumentException(
          "a negation depends on `" + relation.name() + "`; start a new evaluation");
    }
    int size = relation.size();
    return relation.insert(tuple) == size;
  }

  /// Derives everything that follows; called again after insertions, everything that follows from
  /// them in addition.
  ///
  /// Cost is the number of partial matches in plan order; a run again costs only the new ones.
  public Outcome run() {
    LimitReached before = ended;
    if (before == null) {
      try {
        for (Component component : components) {
          component.run();
        }
        relations.forEach(Relation::settle);
        ran = true;
      } catch (LimitReached limit) {
        ended = limit;
        before = limit;
      }
    }
    return new Outcome(
        Optional.ofNullable(before).map(hit -> new Outcome.Limit(hit.what(), hit.limit())));
  }

  /// The number of steps kept for a rule.
  public int steps(RuleInfo rule) {
    return steps.get(rule.id()).size();
  }

  /// Facts and steps as they are now, numbered through; later insertions do not show in it.
  ///
  /// @throws IllegalStateException if steps were not kept
  public Derivations derivations() {
    if (!options.keepSteps()) {
      throw new IllegalStateException("steps were not kept");
    }
    return new Derivations(program, relations, steps);
  }

  /// Rules whose heads depend on each other, run until nothing is added.
  private final class Component {

    private final List<CompiledRule> rules;
    private final Set<Integer> growing = new HashSet<>();
    private final Map<List<Integer>, RuleVariant> variants = new HashMap<>();

    Component(List<CompiledRule> rules) {
      this.rules = rules.stream().filter(Predicate.not(CompiledRule::impossible)).toList();
      rules.forEach(rule -> growing.add(rule.head().relation()));
    }

    void run() {
      relations.forEach(Relation::begin);
      if (ran) {
        continueWith(changed(), false);
      } else {
        for (CompiledRule rule : rules) {
          run(rule, Plan.NO_DELTA, false);
        }
      }
      while (advance()) {
        continueWith(growing, true);
      }
    }

    private Set<Integer> changed() {
      Set<Integer> changed = new HashSet<>();
      for (Relation relation : relations) {
        if (relation.hasDelta() && !tables.containsKey(relation.id())) {
          changed.add(relation.id());
        }
      }
      return changed;
    }

    private void continueWith(Set<Integer> changing, boolean settled) {
      for (CompiledRule rule : rules) {
        for (int delta : assembler.deltas(rule, changing)) {
          run(rule, delta, settled);
        }
      }
    }

    private boolean advance() {
      boolean more = false;
      for (Relation relation : relations) {
        if (growing.contains(relation.id())) {
          relation.advance();
          more |= relation.hasDelta();
        }
      }
      return more;
    }

    /// Runs a rule on what is visible; `settled` says that relations outside the component have
    /// been tried in full.
    private void run(CompiledRule rule, int delta, boolean settled) {
      for (int premise = 0; premise < rule.atoms().size(); premise++) {
        CompiledRule.Operand atom = rule.atoms().get(premise);
        Relation relation = relations.get(atom.relation());
        if (!tables.containsKey(atom.relation())
            && start(relation, premise, delta) >= end(relation, premise, delta, settled)) {
          return;
        }
      }
      Planner planner = new Planner(program.relations(), relations, growing);
      int start = planner.start(rule, delta);
      RuleVariant variant =
          variants.computeIfAbsent(
              List.of(rule.info().id(), delta, start),
              key -> variant(rule, planner.plan(rule, delta, start)));
      for (MatchNodes.Stored node : variant.stored()) {
        node.limit(
            start(node.relation, node.premise, delta),
            end(node.relation, node.premise, delta, settled));
      }
      variant.run();
    }

    private int start(Relation relation, int premise, int delta) {
      return premise == delta ? relation.old() : 0;
    }

    private int end(Relation relation, int premise, int delta, boolean settled) {
      return premise == delta
          ? relation.current()
          : assembler.end(relation, premise, delta, settled && !growing.contains(relation.id()));
    }

    private RuleVariant variant(CompiledRule rule, Plan plan) {
      return assembler.assemble(
          rule,
          plan,
          new RuleAssembler.Surroundings(
              relations,
              tables,
              growing,
              options.keepSteps() ? steps.get(rule.info().id()) : null,
              options.nameSets(),
              options.wanted(),
              budget));
    }
  }
}
