package dev.ardennes.engine.attack;

import dev.ardennes.engine.datalog.Derivations;
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
  private final Derivations derivations;
  private final StepReader reader;
  private final StepWords words;
  private final Map<String, Gain> gains = new LinkedHashMap<>();
  private final List<Step> steps = new ArrayList<>();
  private final Map<List<Object>, Decision> decisions = new HashMap<>();
  private final Map<List<Object>, List<Way>> waysOfBlocks = new HashMap<>();
  private final Map<Integer, WaysByGains<Way>> toScopes = new HashMap<>();
  private final Set<Gain> witnessed = new LinkedHashSet<>();
  private final Map<Integer, Premise> premisesOfFacts = new HashMap<>();

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
    this.derivations = derivations;
    this.reader = new StepReader(rules, source, symbols, derivations);
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
    Gain gained =
        gain(derivations.relationOf(head).name(), reader.args(head, Map.of()), Gain.Kind.HELD);
    StepReader.Bindings bindings = reader.new Bindings(step, rule);
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
  private List<Premise> taken(int step, StepReader.Bindings bindings, Values way) {
    List<Premise> premises = new ArrayList<>();
    String member = "";
    for (int fact : derivations.premises(step)) {
      if (derivations.relationOf(fact).name().equals(ScopeNames.MEMBER)) {
        member = reader.args(fact, Map.of()).get(1);
      }
    }
    StepReader.Bindings ways = (StepReader.Bindings) way;
    premises.addAll(premises(ways.step(), ways.about(member)));
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
  private List<Premise> premises(int step, StepReader.Bindings bindings) {
    List<Premise> premises = new ArrayList<>();
    List<Integer> blocks = new ArrayList<>();
    int[] facts = derivations.premises(step);
    for (int i = 0; i < facts.length; i++) {
      if (reader.isBlock(facts[i])) {
        blocks.add(facts[i]);
      } else if (bindings.isAboutMember(i)) {
        premises.add(aboutMember(bindings, i, facts[i]));
      } else {
        add(facts[i], bindings.names(facts[i]), premises);
      }
    }
    for (Derivations.AbsentFact absent : derivations.absent(step)) {
      premises.add(words.absent(absent.relation().name(), reader.texts(absent.tuple())));
    }
    Set<Gain> own = gained(premises);
    for (int block : blocks) {
      addBlock(block, bindings.names(block), own, premises);
    }
    return premises;
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
    for (String arg : reader.args(fact, names)) {
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
          premisesOfFacts.computeIfAbsent(
              fact, f -> premise(relation, origin, reader.args(f, names))));
    } else {
      premises.add(premise(relation, origin, reader.args(fact, names)));
    }
  }

  /// The same about another member than the one that stands for all.
  private Premise aboutMember(StepReader.Bindings bindings, int premise, int fact) {
    return new Premise.Decided(
        decision(
            ScopeNames.plain(derivations.relationOf(fact).name()),
            bindings.aboutMember(premise, fact)));
  }

  /// The decision about the member that stands for the others.
  private Decision ofScope(int fact) {
    String relation = ScopeNames.plain(derivations.relationOf(fact).name());
    List<String> args = new ArrayList<>(reader.args(fact, Map.of()));
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
      premises.addAll(premises(ways[0], reader.new Bindings(ways[0], derivations.ruleOf(ways[0]))));
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
    if (reader.reachesScope(block)) {
      Gain scope = gain(name, reader.args(block, names), Gain.Kind.SCOPE);
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
    Gain gain = gain(name, reader.args(block, names), Gain.Kind.WITNESS);
    if (witnessed.add(gain)) {
      ways.forEach(way -> steps.add(witness(gain, way)));
    }
    premises.add(new Premise.Gained(gain));
  }

  private Step witness(Gain gain, Way way) {
    return way.scope < 0
        ? words.witness(steps.size(), gain, way.premises)
        : words.scopedWitness(
            steps.size(),
            gain,
            way.premises,
            other -> taken(way.bindings.step(), way.bindings, other));
  }

  /// What the witness rests on, where it needs nothing more than is had; null else.
  private @Nullable List<Premise> withOwn(Way way, Set<Gain> own) {
    if (way.scope < 0) {
      return own.containsAll(way.gained) ? way.premises : null;
    }
    Way toScope = waysByGains(way.scope).firstWithin(own);
    return toScope == null ? null : taken(way.bindings.step(), way.bindings, toScope.bindings);
  }

  private WaysByGains<Way> waysByGains(int block) {
    WaysByGains<Way> known = toScopes.get(block);
    if (known == null) {
      known = new WaysByGains<>();
      for (Way way : ways(block, Map.of())) {
        known.add(way, way.gained);
      }
      toScopes.put(block, known);
    }
    return known;
  }

  /// One witness of a block: what it rests on, and what the attacker has gained among that.
  ///
  /// @param scope the block that reaches the scope of which it is about a member; negative where
  ///   there is none
  private record Way(
      List<Premise> premises, Set<Gain> gained, StepReader.Bindings bindings, int scope) {}

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
      StepReader.Bindings bindings =
          reader.new Bindings(way, derivations.ruleOf(way)).narrowed(block, names);
      if (!bindings.impossible()) {
        List<Premise> witness = premises(way, bindings);
        ways.add(new Way(witness, gained(witness), bindings, reader.scopeOf(way)));
      }
    }
    return ways;
  }
}
