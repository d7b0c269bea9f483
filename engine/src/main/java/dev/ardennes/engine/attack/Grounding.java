package dev.ardennes.engine.attack;

import dev.ardennes.engine.datalog.Derivations;
import dev.ardennes.engine.datalog.Relation;
import dev.ardennes.engine.datalog.RuleInfo;
import dev.ardennes.engine.datalog.SymbolTable;
import dev.ardennes.model.Catalogue;
import dev.ardennes.model.Entity;
import dev.ardennes.model.EntryPoint;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.Relation.Origin;
import dev.ardennes.model.Unseen;
import dev.ardennes.rules.Technique;
import dev.ardennes.rules.TechniqueSet;
import dev.ardennes.rules.compile.CompiledRule;
import dev.ardennes.rules.compile.CompiledRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns the engine's numbered facts and steps into gains and steps with words.
///
/// A block of `some` is a gain of its own only where the step's own actor cannot be its witness;
/// else the witness's premises become the step's.
final class Grounding {
  private final TechniqueSet techniques;
  private final CompiledRules rules;
  private final FactBase facts;
  private final DecisionSource source;
  private final SymbolTable symbols;
  private final Derivations derivations;
  private final StepWords words;
  private final Map<String, Gain> gains = new LinkedHashMap<>();
  private final List<Step> steps = new ArrayList<>();
  private final Map<List<Object>, Decision> decisions = new HashMap<>();
  private final Map<List<Object>, List<Way>> waysOfBlocks = new HashMap<>();
  private final Set<Gain> witnessed = new LinkedHashSet<>();
  private final Map<Integer, Premise> premisesOfFacts = new HashMap<>();
  private final Map<Integer, Set<String>> namesOfRules = new HashMap<>();
  private final Map<Integer, Optional<ScopeBlock>> scopeBlocks = new HashMap<>();

  Grounding(
      TechniqueSet techniques,
      CompiledRules rules,
      FactBase facts,
      DecisionSource source,
      SymbolTable symbols,
      Derivations derivations) {
    this.techniques = techniques;
    this.rules = rules;
    this.facts = facts;
    this.source = source;
    this.symbols = symbols;
    this.derivations = derivations;
    this.words = new StepWords(facts);
  }

  AttackGraph graph(Map<EntryPoint, Fact> given, List<List<EntryPoint>> worlds) {
    Gain outsider = gain("controls", List.of(EntryPoint.INTERNET), Gain.Kind.HELD);
    Map<EntryPoint, Gain> entries = new LinkedHashMap<>();
    given.forEach(
        (entry, fact) -> entries.put(entry, gain(fact.relation(), fact.args(), Gain.Kind.HELD)));
    for (int step = 0; step < derivations.stepCount(); step++) {
      RuleInfo rule = derivations.ruleOf(step);
      CompiledRule compiled = rules.rules().get(rule.sourceRule());
      Technique technique = techniques.technique(compiled.technique());
      if (rule.block() == 0 && technique != null) {
        ground(step, rule, compiled, technique);
      }
    }
    return new AttackGraph(facts, List.copyOf(gains.values()), steps, entries, worlds, outsider);
  }

  private Gain gain(String relation, List<String> args, Gain.Kind kind) {
    return gains.computeIfAbsent(
        Fact.idOf(relation, args), id -> new Gain(gains.size(), relation, args, kind));
  }

  private void ground(int step, RuleInfo rule, CompiledRule compiled, Technique technique) {
    int head = derivations.head(step);
    Gain gained = gain(derivations.relationOf(head).name(), args(head, Map.of()), Gain.Kind.HELD);
    Bindings bindings = new Bindings(step, rule);
    List<Premise> premises = premises(step, bindings);
    technique
        .assumes()
        .forEach(
            template -> premises.add(new Premise.Assumed(words.assumption(template, bindings))));
    if (premises.contains(new Premise.Gained(gained))) {
      return;
    }
    List<Premise> distinct = distinct(premises);
    StepWords.Form form = new StepWords.Form(technique, compiled, gained);
    steps.add(
        ScopedRules.isScoped(compiled.rule())
            ? words.scoped(
                steps.size(), form, bindings, distinct, way -> taken(step, bindings, way))
            : words.step(steps.size(), form, bindings, distinct));
  }

  /// The premises of a step to a member of a scope, and of the way to the scope about that member.
  private List<Premise> taken(int step, Bindings bindings, Values way) {
    List<Premise> premises = new ArrayList<>();
    String member = "";
    for (int fact : derivations.premises(step)) {
      if (derivations.relationOf(fact).name().equals(ScopeNames.MEMBER)) {
        member = args(fact, Map.of()).get(1);
      }
    }
    Bindings ways = (Bindings) way;
    premises.addAll(premises(ways.step, ways.about(member)));
    for (Premise premise : premises(step, bindings)) {
      if (!(premise instanceof Premise.Gained had && had.gain().kind() == Gain.Kind.SCOPE)) {
        premises.add(premise);
      }
    }
    return distinct(premises);
  }

  /// The premises of a step are few, and most differ at once; to hash them all takes longer.
  private static List<Premise> distinct(List<Premise> premises) {
    List<Premise> distinct = new ArrayList<>(premises.size());
    for (Premise premise : premises) {
      if (!distinct.contains(premise)) {
        distinct.add(premise);
      }
    }
    return distinct;
  }

  /// Premises of a step, with the witnesses of its blocks.
  private List<Premise> premises(int step, Bindings bindings) {
    List<Premise> premises = new ArrayList<>();
    List<Integer> blocks = new ArrayList<>();
    int[] facts = derivations.premises(step);
    for (int i = 0; i < facts.length; i++) {
      if (isBlock(facts[i])) {
        blocks.add(facts[i]);
      } else if (bindings.isAboutMember(i)) {
        premises.add(bindings.aboutMember(i, facts[i]));
      } else {
        add(facts[i], bindings.names(facts[i]), premises);
      }
    }
    for (Derivations.AbsentFact absent : derivations.absent(step)) {
      premises.add(words.absent(absent.relation().name(), texts(absent.tuple())));
    }
    Set<Gain> own = gained(premises);
    for (int block : blocks) {
      addBlock(block, bindings.names(block), own, premises);
    }
    return premises;
  }

  private boolean isBlock(int fact) {
    return BlockNames.isBlock(derivations.relationOf(fact).name());
  }

  private static Set<Gain> gained(List<Premise> premises) {
    Set<Gain> gained = new LinkedHashSet<>();
    for (Premise premise : premises) {
      if (premise instanceof Premise.Gained had) {
        gained.add(had.gain());
      }
    }
    return gained;
  }

  private void add(int fact, Map<Integer, Integer> names, List<Premise> premises) {
    addKnown(fact, names, premises);
    for (String arg : args(fact, names)) {
      Entity entity = Unseen.is(arg) ? facts.entity(arg) : null;
      if (entity != null) {
        premises.add(new Premise.Assumed(Unseen.assumption(entity)));
      }
    }
  }

  private void addKnown(int fact, Map<Integer, Integer> names, List<Premise> premises) {
    String asked = derivations.relationOf(fact).name();
    if (ScopeNames.isAuxiliary(asked)) {
      return;
    }
    if (ScopeNames.isScope(asked)) {
      premises.add(new Premise.Decided(ofScope(fact)));
      return;
    }
    String relation = ScopeNames.plain(asked);
    Origin origin =
        Objects.requireNonNull(Catalogue.standard().relation(relation), relation).origin();
    if (origin == Origin.DERIVED) {
      addDerived(fact, premises);
    } else if (names.isEmpty()) {
      premises.add(
          premisesOfFacts.computeIfAbsent(fact, f -> premise(relation, origin, args(f, names))));
    } else {
      premises.add(premise(relation, origin, args(fact, names)));
    }
  }

  /// The decision about the member that stands for the others.
  private Decision ofScope(int fact) {
    String relation = ScopeNames.plain(derivations.relationOf(fact).name());
    List<String> args = new ArrayList<>(args(fact, Map.of()));
    args.replaceAll(arg -> ScopeNames.isName(arg) ? source.members(arg).getFirst() : arg);
    return decision(relation, args);
  }

  private Premise premise(String relation, Origin origin, List<String> args) {
    return switch (origin) {
      case COLLECTED -> new Premise.Stated(Objects.requireNonNull(fact(relation, args), relation));
      case COMPUTED -> new Premise.Decided(decision(relation, args));
      case ATTACKER -> new Premise.Gained(gain(relation, args, Gain.Kind.HELD));
      case DERIVED -> throw new IllegalStateException(relation + " rests on other facts");
    };
  }

  private @Nullable Fact fact(String relation, List<String> args) {
    return facts.fact(Fact.idOf(relation, args));
  }

  /// What follows from facts alone rests on those facts: the first way it was derived.
  private void addDerived(int fact, List<Premise> premises) {
    int[] ways = derivations.stepsOf(fact);
    if (ways.length > 0) {
      premises.addAll(premises(ways[0], new Bindings(ways[0], derivations.ruleOf(ways[0]))));
    }
  }

  private Decision decision(String relation, List<String> args) {
    return decisions.computeIfAbsent(
        List.of(relation, args), key -> source.decision(relation, args));
  }

  /// The block's witness: one that needs nothing more than the step has, else a gain of its own.
  private void addBlock(
      int block, Map<Integer, Integer> names, Set<Gain> own, List<Premise> premises) {
    List<Way> ways = ways(block, names);
    String name = derivations.relationOf(block).name();
    if (reachesScope(block)) {
      Gain scope = gain(name, args(block, names), Gain.Kind.SCOPE);
      if (witnessed.add(scope)) {
        ways.forEach(way -> steps.add(words.way(steps.size(), scope, way.premises, way.bindings)));
      }
      premises.add(new Premise.Gained(scope));
      return;
    }
    for (Way way : ways) {
      List<Premise> withOwn = withOwn(way, own);
      if (withOwn != null) {
        premises.addAll(withOwn);
        return;
      }
    }
    Gain gain = gain(name, args(block, names), Gain.Kind.WITNESS);
    if (witnessed.add(gain)) {
      ways.forEach(way -> steps.add(witness(gain, way)));
    }
    premises.add(new Premise.Gained(gain));
  }

  private boolean reachesScope(int block) {
    int[] ways = derivations.stepsOf(block);
    return ways.length > 0 && scopeBlock(derivations.ruleOf(ways[0])) != null;
  }

  private @Nullable ScopeBlock scopeBlock(RuleInfo rule) {
    return scopeBlocks
        .computeIfAbsent(rule.id(), id -> Optional.ofNullable(ScopeBlock.of(rule.rule())))
        .orElse(null);
  }

  private Step witness(Gain gain, Way way) {
    return way.scope < 0
        ? words.witness(steps.size(), gain, way.premises)
        : words.scopedWitness(
            steps.size(), gain, way.premises, other -> taken(way.bindings.step, way.bindings, other));
  }

  /// What the witness rests on, where it needs nothing more than is had; null else.
  private @Nullable List<Premise> withOwn(Way way, Set<Gain> own) {
    if (way.scope < 0) {
      return own.containsAll(way.gained) ? way.premises : null;
    }
    for (Way toScope : ways(way.scope, Map.of())) {
      if (own.containsAll(toScope.gained)) {
        return taken(way.bindings.step, way.bindings, toScope.bindings);
      }
    }
    return null;
  }

  /// One witness of a block: what it rests on, and what the attacker has gained among that.
  ///
  /// @param scope the block that reaches the scope of which it is about a member; negative where
  ///   there is none
  private record Way(List<Premise> premises, Set<Gain> gained, Bindings bindings, int scope) {}

  /// Many steps need the same block, so its witnesses are worked out once.
  private List<Way> ways(int block, Map<Integer, Integer> names) {
    List<Object> key = List.of(block, names);
    List<Way> known = waysOfBlocks.get(key);
    if (known == null) {
      known = waysAnew(block, names);
      waysOfBlocks.put(key, known);
    }
    return known;
  }

  private List<Way> waysAnew(int block, Map<Integer, Integer> names) {
    List<Way> ways = new ArrayList<>();
    for (int way : derivations.stepsOf(block)) {
      Bindings bindings = new Bindings(way, derivations.ruleOf(way)).narrowed(block, names);
      if (!bindings.impossible()) {
        List<Premise> witness = premises(way, bindings);
        ways.add(new Way(witness, gained(witness), bindings, scopeOf(way)));
      }
    }
    return ways;
  }

  /// The block among the premises that reaches a scope; negative where there is none.
  private int scopeOf(int step) {
    for (int fact : derivations.premises(step)) {
      if (isBlock(fact) && reachesScope(fact)) {
        return fact;
      }
    }
    return -1;
  }

  /// The arguments of a fact; `names` gives the sets that a join left, by column.
  private List<String> args(int fact, Map<Integer, Integer> names) {
    Relation relation = derivations.relationOf(fact);
    int row = derivations.rowOf(fact);
    List<String> args = new ArrayList<>();
    for (int column = 0; column < relation.arity(); column++) {
      int value = relation.value(row, column);
      args.add(
          isNames(relation, column)
              ? source.witness(names.getOrDefault(column, value))
              : symbols.text(value));
    }
    return args;
  }

  private static boolean isNames(Relation relation, int column) {
    return relation.type(column) == dev.ardennes.rules.datalog.ColumnType.NAMES;
  }

  private List<String> texts(List<Integer> tuple) {
    List<String> texts = new ArrayList<>();
    for (int value : tuple) {
      texts.add(value == Derivations.AbsentFact.ANY ? "_" : symbols.text(value));
    }
    return texts;
  }

  /// The values of a step's variables.
  final class Bindings implements Values {
    private final int step;
    private final RuleInfo rule;
    private final Map<String, Integer> narrowed;

    /// The member of a scope to speak of in the place of the one that stands for all; empty else.
    private final String member;

    Bindings(int step, RuleInfo rule) {
      this(step, rule, Map.of(), "");
    }

    private Bindings(int step, RuleInfo rule, Map<String, Integer> narrowed, String member) {
      this.step = step;
      this.rule = rule;
      this.narrowed = narrowed;
      this.member = member;
    }

    Bindings about(String other) {
      return new Bindings(step, rule, narrowed, other);
    }

    /// Whether the premise is a decision about the member that stands for all, to be made about
    /// another.
    boolean isAboutMember(int premise) {
      return !member.isEmpty() && !columns(premise).isEmpty();
    }

    private Set<Integer> columns(int premise) {
      ScopeBlock block = scopeBlock(rule);
      return block == null ? Set.of() : block.columns(premise);
    }

    Premise aboutMember(int premise, int fact) {
      List<String> args = new ArrayList<>(args(fact, names(fact)));
      columns(premise).forEach(column -> args.set(column, member));
      return new Premise.Decided(
          decision(ScopeNames.plain(derivations.relationOf(fact).name()), args));
    }

    @Override
    public String text(String variable) {
      int value = value(variable);
      return isNames(variable) ? source.witness(value) : symbols.text(value);
    }

    @Override
    public boolean has(String variable) {
      return rule.variables().contains(variable);
    }

    /// Whether the variable stands for a name that does not exist yet.
    boolean isNames(String variable) {
      return namesOfRules
          .computeIfAbsent(
              rule.sourceRule(), source -> RuleNames.of(rules.rules().get(source).rule()))
          .contains(variable);
    }

    private int value(String variable) {
      Integer value = narrowed.get(variable);
      return value == null ? derivations.binding(step, variable) : value;
    }

    boolean impossible() {
      return narrowed.containsValue(dev.ardennes.engine.datalog.NameSets.EMPTY);
    }

    /// For each column of a premise that holds names: the set that the whole join left.
    Map<Integer, Integer> names(int fact) {
      Map<Integer, Integer> names = new HashMap<>();
      Relation relation = derivations.relationOf(fact);
      for (int column = 0; column < relation.arity(); column++) {
        if (Grounding.isNames(relation, column)) {
          Integer left = leftBy(relation.value(derivations.rowOf(fact), column));
          if (left != null) {
            names.put(column, left);
          }
        }
      }
      return names;
    }

    /// The value of the names variable that lies within `set`; null where the rule has none.
    private @Nullable Integer leftBy(int set) {
      for (String variable : rule.variables()) {
        if (isNames(variable)) {
          int value = value(variable);
          if (source.nameSets().intersect(value, set) == value) {
            return value;
          }
        }
      }
      return null;
    }

    /// The same with the names of a block narrowed to what the step that needs it left.
    Bindings narrowed(int block, Map<Integer, Integer> names) {
      if (names.isEmpty()) {
        return this;
      }
      Map<String, Integer> values = new HashMap<>();
      for (String variable : rule.variables()) {
        if (isNames(variable)) {
          int value = derivations.binding(step, variable);
          int left = value;
          for (int set : names.values()) {
            int both = source.nameSets().intersect(left, set);
            left = both;
          }
          values.put(variable, left);
        }
      }
      return new Bindings(step, rule, values, member);
    }
  }
}
