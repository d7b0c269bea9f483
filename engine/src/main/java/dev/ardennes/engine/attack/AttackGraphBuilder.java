package dev.ardennes.engine.attack;

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
import dev.ardennes.model.Standing;
import dev.ardennes.rules.TechniqueSet;
import dev.ardennes.rules.compile.CompiledRules;
import dev.ardennes.rules.datalog.Literal;
import dev.ardennes.rules.datalog.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
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
///     new AttackGraphBuilder(rules, facts, symbols -> new AwsDecisions(facts, symbols))
///         .build(entries);
/// ```
public final class AttackGraphBuilder {
  /// Enough for any estate that fits one machine; a run that would keep more steps ends incomplete.
  private static final long MAXIMUM_STEPS = 20_000_000;

  /// What the attacker holds before anything else: a place on the internet.
  private static final Fact OUTSIDER =
      new Fact("controls", List.of(EntryPoint.INTERNET), Standing.ASSUMED, List.of());

  private final AttackRules rules;
  private final FactBase facts;
  private final Function<SymbolTable, DecisionSource> decisions;

  /// @param decisions makes the source of decisions over the symbols of one run
  public AttackGraphBuilder(
      AttackRules rules, FactBase facts, Function<SymbolTable, DecisionSource> decisions) {
    this.rules = rules;
    this.facts = facts;
    this.decisions = decisions;
  }

  /// The same for techniques of which no rules have been unfolded yet.
  public AttackGraphBuilder(
      TechniqueSet techniques, FactBase facts, Function<SymbolTable, DecisionSource> decisions) {
    this(new AttackRules(techniques), facts, decisions);
  }

  /// Compiles every rule, whether or not it can fire over these facts.
  ///
  /// @throws IllegalStateException if a rule asks what cannot be answered
  public void checkRules() {
    SymbolTable symbols = new SymbolTable();
    AttackProgram.compile(rules.rules(), decisions.apply(symbols).relations(), symbols, List::of);
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
    return build(entries, together, symbols -> Map.of());
  }

  /// Derives only the steps that lead from some of the gains to others of them, for who wants to
  /// know whether paths of another graph are gone. Cost grows with the gains, not with what else
  /// the attacker could come to have.
  ///
  /// @param entries what the paths start from; no worlds are told apart
  /// @param gains what the paths gain
  public Built buildAmong(List<EntryPoint> entries, Collection<Gain> gains) {
    return build(entries, List.of(), symbols -> only(gains, symbols));
  }

  /// For each attacker relation the facts that are among the gains.
  private static Map<String, Set<List<Integer>>> only(Collection<Gain> gains, SymbolTable symbols) {
    Map<String, Set<List<Integer>>> only = new HashMap<>();
    for (dev.ardennes.model.Relation relation : Catalogue.standard().relations()) {
      if (relation.origin() == Origin.ATTACKER) {
        only.put(relation.name(), new HashSet<>());
      }
    }
    for (Gain gain : gains) {
      if (!gain.witness()) {
        only.computeIfAbsent(gain.relation(), relation -> new HashSet<>())
            .add(gain.args().stream().map(symbols::intern).toList());
      }
    }
    return only;
  }

  private Built build(
      List<EntryPoint> entries,
      List<List<EntryPoint>> together,
      Function<SymbolTable, Map<String, Set<List<Integer>>>> only) {
    List<List<EntryPoint>> worlds = new ArrayList<>();
    entries.forEach(entry -> worlds.add(List.of(entry)));
    worlds.addAll(together);
    Map<EntryPoint, Fact> given = new LinkedHashMap<>();
    worlds.forEach(world -> world.forEach(entry -> given.computeIfAbsent(entry, this::given)));
    AttackRules.Ready ready = rules.over(held(given), decisions);
    EvaluationOptions options =
        EvaluationOptions.withSteps()
            .with(ready.source().nameSets())
            .withLimits(EvaluationOptions.DEFAULT_LIMIT, MAXIMUM_STEPS)
            .deriving(only.apply(ready.symbols()));
    Evaluation evaluation = new Evaluation(ready.program(), options);
    insertFacts(used(ready.rules()), evaluation, ready.symbols());
    insert(evaluation, ready.symbols(), OUTSIDER);
    given.values().forEach(fact -> insert(evaluation, ready.symbols(), fact));
    Outcome outcome = evaluation.run();
    AttackGraph graph =
        new Grounding(
                rules.techniques(),
                ready.rules(),
                facts,
                ready.source(),
                ready.symbols(),
                evaluation.derivations())
            .graph(given, worlds);
    return new Built(graph, outcome.limit());
  }

  /// The facts that there are before any rule has fired.
  private List<Fact> held(Map<EntryPoint, Fact> given) {
    List<Fact> held = new ArrayList<>(facts.facts());
    held.addAll(given.values());
    held.add(OUTSIDER);
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
        insert(evaluation, symbols, fact);
      }
    }
  }

  private static void insert(Evaluation evaluation, SymbolTable symbols, Fact fact) {
    Relation into = evaluation.relation(fact.relation());
    int[] tuple = new int[fact.args().size()];
    for (int i = 0; i < tuple.length; i++) {
      tuple[i] = symbols.intern(fact.args().get(i));
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
    return new Fact(relation, List.of(entry.entity()), Standing.ASSUMED, entry.evidence());
  }
}
