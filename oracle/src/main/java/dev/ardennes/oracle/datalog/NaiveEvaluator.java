package dev.ardennes.oracle.datalog;

import dev.ardennes.rules.datalog.Atom;
import dev.ardennes.rules.datalog.Literal;
import dev.ardennes.rules.datalog.Program;
import dev.ardennes.rules.datalog.Rule;
import dev.ardennes.rules.datalog.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Evaluates a program by applying all rules to all facts until nothing is added.
///
/// Computed relations are given as the table of all their facts. The program must have passed the
/// checks of the rule language. Cost grows with the product of the relations of each body, again in
/// every round.
public final class NaiveEvaluator {

  private final Program program;
  private final Map<String, Set<Fact>> facts = new HashMap<>();

  private NaiveEvaluator(Program program) {
    this.program = program;
  }

  /// The fixpoint of a program over given facts.
  public static NaiveResult evaluate(Program program, Set<Fact> given) {
    NaiveEvaluator evaluator = new NaiveEvaluator(program);
    given.forEach(evaluator::add);
    for (Set<Integer> stratum : evaluator.strata()) {
      evaluator.saturate(stratum);
    }
    Set<Fact> all = new LinkedHashSet<>();
    evaluator.facts.values().forEach(all::addAll);
    return new NaiveResult(all, evaluator.instances());
  }

  private boolean add(Fact fact) {
    return facts.computeIfAbsent(fact.relation(), name -> new LinkedHashSet<>()).add(fact);
  }

  private Set<Fact> of(String relation) {
    return facts.getOrDefault(relation, Set.of());
  }

  /// The rules by height: a head is as high as its premises, and higher than its negated ones.
  private List<Set<Integer>> strata() {
    Map<String, Integer> height = new HashMap<>();
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Rule rule : program.rules()) {
        int needed = height(rule.body(), height);
        if (needed > height.getOrDefault(rule.head().relation(), 0)) {
          height.put(rule.head().relation(), needed);
          changed = true;
        }
      }
    }
    List<Set<Integer>> strata = new ArrayList<>();
    for (int i = 0; i < program.rules().size(); i++) {
      int stratum = height.getOrDefault(program.rules().get(i).head().relation(), 0);
      while (strata.size() <= stratum) {
        strata.add(new LinkedHashSet<>());
      }
      strata.get(stratum).add(i);
    }
    return strata;
  }

  private static int height(List<Literal> body, Map<String, Integer> height) {
    int highest = 0;
    for (Literal literal : body) {
      highest =
          Math.max(
              highest,
              switch (literal) {
                case Literal.Positive positive ->
                    height.getOrDefault(positive.atom().relation(), 0);
                case Literal.Negative negative ->
                    1 + height.getOrDefault(negative.atom().relation(), 0);
                case Literal.Comparison comparison -> 0;
                case Literal.Existential existential -> height(existential.body(), height);
              });
    }
    return highest;
  }

  private void saturate(Set<Integer> stratum) {
    boolean grew = true;
    while (grew) {
      grew = false;
      for (int index : stratum) {
        Rule rule = program.rules().get(index);
        for (Match match : matches(rule, index, rule.body())) {
          grew |= add(ground(rule.head(), match.bindings));
        }
      }
    }
  }

  private Set<Instance> instances() {
    Set<Instance> instances = new LinkedHashSet<>();
    for (int index = 0; index < program.rules().size(); index++) {
      Rule rule = program.rules().get(index);
      if (rule.isFact()) {
        continue;
      }
      for (Match match : matches(rule, index, rule.body())) {
        Fact head = ground(rule.head(), match.bindings);
        instances.add(new Instance(index, 0, head, match.premises, match.bindings));
      }
      for (Literal.Existential block : blocks(rule.body())) {
        for (Match match : matches(rule, index, block.body())) {
          Fact head = shared(rule, index, block, match.bindings);
          instances.add(
              new Instance(index, number(rule, block), head, match.premises, match.bindings));
        }
      }
    }
    return instances;
  }

  /// One way to satisfy a body.
  private record Match(Map<String, Value> bindings, List<Fact> premises) {

    Match with(Map<String, Value> more, Fact premise) {
      List<Fact> longer = new ArrayList<>(premises);
      longer.add(premise);
      return new Match(more, longer);
    }
  }

  /// All ways to satisfy a body: first everything that binds, then everything that only checks.
  private List<Match> matches(Rule rule, int index, List<Literal> body) {
    List<Match> matches = List.of(new Match(Map.of(), List.of()));
    for (Literal literal : body) {
      matches =
          switch (literal) {
            case Literal.Positive positive ->
                extend(matches, positive.atom().terms(), of(positive.atom().relation()));
            case Literal.Existential block ->
                extend(matches, sharedVariables(rule, block), holding(rule, index, block));
            case Literal.Negative negative -> matches;
            case Literal.Comparison comparison -> matches;
          };
    }
    return matches.stream()
        .flatMap(match -> settle(match, body).stream())
        .filter(match -> absent(match, body))
        .toList();
  }

  private static List<Match> extend(List<Match> matches, List<Term> terms, Set<Fact> candidates) {
    List<Match> extended = new ArrayList<>();
    for (Match match : matches) {
      for (Fact fact : candidates) {
        meet(match.bindings, terms, fact)
            .ifPresent(bindings -> extended.add(match.with(bindings, fact)));
      }
    }
    return extended;
  }

  /// The bindings after a fact has been matched, or nothing if it does not match.
  private static Optional<Map<String, Value>> meet(
      Map<String, Value> bindings, List<Term> terms, Fact fact) {
    Map<String, Value> met = new LinkedHashMap<>(bindings);
    for (int i = 0; i < terms.size(); i++) {
      Value value = fact.values().get(i);
      boolean matches =
          switch (terms.get(i)) {
            case Term.Wildcard wildcard -> true;
            case Term.Variable variable -> meet(met, variable.name(), value);
            case Term.Constant constant -> value.equals(new Value.Symbol(constant.text()));
            case Term.Numeral numeral ->
                value.equals(new Value.Symbol(Long.toString(numeral.value())));
          };
      if (!matches) {
        return Optional.empty();
      }
    }
    return Optional.of(met);
  }

  private static boolean meet(Map<String, Value> bindings, String name, Value value) {
    Value before = bindings.getOrDefault(name, value);
    if (before instanceof Value.Names(long one) && value instanceof Value.Names(long other)) {
      bindings.put(name, new Value.Names(one & other));
      return (one & other) != 0;
    }
    bindings.put(name, value);
    return before.equals(value);
  }

  /// Lets `=` bind what it can, then tests all comparisons.
  private static List<Match> settle(Match match, List<Literal> body) {
    Map<String, Value> bindings = new LinkedHashMap<>(match.bindings);
    boolean bound = true;
    while (bound) {
      bound = false;
      for (Literal literal : body) {
        if (literal instanceof Literal.Comparison comparison
            && comparison.operator() == Literal.Operator.EQUAL) {
          bound |= assign(bindings, comparison.left(), comparison.right());
          bound |= assign(bindings, comparison.right(), comparison.left());
        }
      }
    }
    for (Literal literal : body) {
      if (literal instanceof Literal.Comparison comparison) {
        boolean equal =
            value(comparison.left(), bindings).equals(value(comparison.right(), bindings));
        if (equal != (comparison.operator() == Literal.Operator.EQUAL)) {
          return List.of();
        }
      }
    }
    return List.of(new Match(bindings, match.premises));
  }

  private static boolean assign(Map<String, Value> bindings, Term to, Term from) {
    Optional<Value> value = value(from, bindings);
    return to instanceof Term.Variable variable
        && value.isPresent()
        && bindings.putIfAbsent(variable.name(), value.get()) == null;
  }

  private static Optional<Value> value(Term term, Map<String, Value> bindings) {
    return switch (term) {
      case Term.Variable variable -> Optional.ofNullable(bindings.get(variable.name()));
      case Term.Constant constant -> Optional.of(new Value.Symbol(constant.text()));
      case Term.Numeral numeral -> Optional.of(new Value.Symbol(Long.toString(numeral.value())));
      case Term.Wildcard wildcard -> Optional.empty();
    };
  }

  private boolean absent(Match match, List<Literal> body) {
    for (Literal literal : body) {
      if (literal instanceof Literal.Negative negative) {
        for (Fact fact : of(negative.atom().relation())) {
          if (meet(match.bindings, negative.atom().terms(), fact).isPresent()) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private static Fact ground(Atom head, Map<String, Value> bindings) {
    return new Fact(
        head.relation(),
        head.terms().stream().map(term -> value(term, bindings).orElseThrow()).toList());
  }

  /// The facts that stand for a block: one for each combination of its shared variables' values.
  private Set<Fact> holding(Rule rule, int index, Literal.Existential block) {
    Set<Fact> holding = new LinkedHashSet<>();
    for (Match match : matches(rule, index, block.body())) {
      holding.add(shared(rule, index, block, match.bindings));
    }
    return holding;
  }

  private static Fact shared(
      Rule rule, int index, Literal.Existential block, Map<String, Value> bindings) {
    List<Value> values = new ArrayList<>();
    for (Term term : sharedVariables(rule, block)) {
      values.add(value(term, bindings).orElseThrow());
    }
    return new Fact("some:" + index + ":" + number(rule, block), values);
  }

  /// The variables of a block that the rule uses outside of it.
  private static List<Term> sharedVariables(Rule rule, Literal.Existential block) {
    Set<String> inside = new LinkedHashSet<>();
    names(block.body(), null, inside);
    Set<String> outside = new LinkedHashSet<>();
    names(rule.head(), outside);
    names(rule.body(), block, outside);
    inside.retainAll(outside);
    List<Term> variables = new ArrayList<>();
    inside.forEach(name -> variables.add(new Term.Variable(name, block.position())));
    return variables;
  }

  private static void names(
      List<Literal> body, Literal.@Nullable Existential without, Set<String> into) {
    for (Literal literal : body) {
      switch (literal) {
        case Literal.Positive positive -> names(positive.atom(), into);
        case Literal.Negative negative -> names(negative.atom(), into);
        case Literal.Comparison comparison -> {
          name(comparison.left(), into);
          name(comparison.right(), into);
        }
        case Literal.Existential existential -> {
          if (!existential.equals(without)) {
            names(existential.body(), without, into);
          }
        }
      }
    }
  }

  private static void names(Atom atom, Set<String> into) {
    atom.terms().forEach(term -> name(term, into));
  }

  private static void name(Term term, Set<String> into) {
    if (term instanceof Term.Variable variable) {
      into.add(variable.name());
    }
  }

  /// The blocks of a body, an outer one before those inside it.
  private static List<Literal.Existential> blocks(List<Literal> body) {
    List<Literal.Existential> found = new ArrayList<>();
    for (Literal literal : body) {
      if (literal instanceof Literal.Existential existential) {
        found.add(existential);
        found.addAll(blocks(existential.body()));
      }
    }
    return found;
  }

  private static int number(Rule rule, Literal.Existential block) {
    return 1 + blocks(rule.body()).indexOf(block);
  }
}
