package dev.ardennes.engine.attack;

import dev.ardennes.engine.datalog.CompiledProgram;
import dev.ardennes.engine.datalog.Derivations;
import dev.ardennes.engine.datalog.Evaluation;
import dev.ardennes.engine.datalog.EvaluationOptions;
import dev.ardennes.engine.datalog.Outcome;
import dev.ardennes.engine.datalog.Relation;
import dev.ardennes.engine.datalog.SymbolTable;
import dev.ardennes.model.Catalogue;
import dev.ardennes.model.Entity;
import dev.ardennes.model.EntryPoint;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.Relation.Origin;
import dev.ardennes.rules.TechniqueSet;
import dev.ardennes.rules.compile.CompiledRules;
import dev.ardennes.rules.datalog.Literal;
import dev.ardennes.rules.datalog.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Runs the techniques over the facts of an estate and keeps the provenance of all they derive.
///
/// ```java
/// AttackGraph graph =
///     new AttackGraphBuilder(techniques, facts, symbols -> new AwsDecisions(facts, symbols))
///         .build(entries);
/// ```
public final class AttackGraphBuilder {
  /// Enough for any estate that fits one machine; a run that would keep more steps ends incomplete.
  private static final long MAXIMUM_STEPS = 20_000_000;

  private final TechniqueSet techniques;
  private final CompiledRules rules;
  private final FactBase facts;
  private final Function<SymbolTable, DecisionSource> decisions;

  /// @param decisions makes the source of decisions over the symbols of one run
  public AttackGraphBuilder(
      TechniqueSet techniques, FactBase facts, Function<SymbolTable, DecisionSource> decisions) {
    this(techniques, CompiledRules.of(techniques, Catalogue.standard()), facts, decisions);
  }

  private AttackGraphBuilder(
      TechniqueSet techniques,
      CompiledRules rules,
      FactBase facts,
      Function<SymbolTable, DecisionSource> decisions) {
    this.techniques = techniques;
    this.rules = rules;
    this.facts = facts;
    this.decisions = decisions;
  }

  /// The same techniques over other facts, without compiling them again.
  public AttackGraphBuilder over(
      FactBase others, Function<SymbolTable, DecisionSource> otherDecisions) {
    return new AttackGraphBuilder(techniques, rules, others, otherDecisions);
  }

  /// Compiles every rule, whether or not it can fire over these facts.
  ///
  /// @throws IllegalStateException if a rule asks what cannot be answered
  public void checkRules() {
    SymbolTable symbols = new SymbolTable();
    AttackProgram.compile(rules, decisions.apply(symbols).relations(), symbols, List::of);
  }

  /// A graph, and the limit that cut it short if one did.
  public record Built(AttackGraph graph, Optional<Outcome.Limit> limit) {}

  /// Derives everything that follows from any of the entries, each a world of its own.
  public Built build(List<EntryPoint> entries) {
    return build(entries, List.of());
  }

  /// Derives everything that follows from any of the entries and from those held together.
  ///
  /// @param together groups that one attacker holds at once, each a world besides the entries'
  public Built build(List<EntryPoint> entries, List<List<EntryPoint>> together) {
    List<List<EntryPoint>> worlds = new ArrayList<>();
    entries.forEach(entry -> worlds.add(List.of(entry)));
    worlds.addAll(together);
    SymbolTable symbols = new SymbolTable();
    DecisionSource source = decisions.apply(symbols);
    Map<EntryPoint, Fact> given = new LinkedHashMap<>();
    worlds.forEach(world -> world.forEach(entry -> given.computeIfAbsent(entry, this::given)));
    ScopedRules scoped = new ScopedRules(techniques, source);
    CompiledRules possible =
        scoped.of(JoinedBlocks.of(PossibleRules.of(rules, held(given), source::answers)));
    CompiledProgram program =
        AttackProgram.compile(possible, source.relations(), symbols, scoped::ofBlock);
    EvaluationOptions options =
        EvaluationOptions.withSteps()
            .with(source.nameSets())
            .withLimits(EvaluationOptions.DEFAULT_LIMIT, MAXIMUM_STEPS);
    Evaluation evaluation = new Evaluation(program, options);
    insertFacts(used(possible), evaluation, symbols);
    insert(evaluation, symbols, "controls", List.of(EntryPoint.INTERNET));
    given.values().forEach(fact -> insert(evaluation, symbols, fact.relation(), fact.args()));
    Outcome outcome = evaluation.run();
    Derivations derivations = evaluation.derivations();
    AttackGraph graph =
        new Grounding(techniques, possible, facts, source, symbols, derivations)
            .graph(given, worlds);
    return new Built(graph, outcome.limit());
  }

  /// The relations of which there is a fact before any rule has fired.
  private Set<String> held(Map<EntryPoint, Fact> given) {
    Set<String> held = new HashSet<>(Set.of("controls"));
    given.values().forEach(fact -> held.add(fact.relation()));
    facts.facts().forEach(fact -> held.add(fact.relation()));
    return held;
  }

  /// The relations that some rule asks about. The rest, the texts of policies above all, matter to
  /// decisions only, and would double the memory.
  private static Set<String> used(CompiledRules rules) {
    Set<String> used = new HashSet<>();
    for (Rule rule : rules.plain()) {
      used(rule.body(), used);
    }
    return used;
  }

  private static void used(List<Literal> body, Set<String> used) {
    for (Literal literal : body) {
      switch (literal) {
        case Literal.Positive positive -> used.add(positive.atom().relation());
        case Literal.Negative negative -> used.add(negative.atom().relation());
        case Literal.Existential block -> used(block.body(), used);
        case Literal.Comparison comparison -> {}
      }
    }
  }

  private void insertFacts(Set<String> used, Evaluation evaluation, SymbolTable symbols) {
    for (Fact fact : facts.facts()) {
      dev.ardennes.model.Relation relation = Catalogue.standard().relation(fact.relation());
      if (relation != null
          && used.contains(fact.relation())
          && relation.origin() == Origin.COLLECTED
          && relation.arity() == fact.args().size()) {
        insert(evaluation, symbols, fact.relation(), fact.args());
      }
    }
  }

  private static void insert(
      Evaluation evaluation, SymbolTable symbols, String relation, List<String> args) {
    Relation into = evaluation.relation(relation);
    int[] tuple = new int[args.size()];
    for (int i = 0; i < tuple.length; i++) {
      tuple[i] = symbols.intern(args.get(i));
    }
    evaluation.insert(into, tuple);
  }

  /// What an entry gives the attacker at the start.
  private Fact given(EntryPoint entry) {
    Entity entity = facts.entity(entry.entity());
    boolean account = entity != null && entity.kind().equals("aws.account");
    String relation =
        switch (entry.kind()) {
          case CREDENTIAL -> account ? "controls_account" : "controls";
          case LOGIN -> "has_login";
          case REACH -> entry.entity().equals(EntryPoint.INTERNET) ? "controls" : "reaches";
          case CODE -> "runs_code_on";
          case CONTENT -> "writes";
        };
    return new Fact(
        relation, List.of(entry.entity()), dev.ardennes.model.Standing.ASSUMED, entry.evidence());
  }
}
