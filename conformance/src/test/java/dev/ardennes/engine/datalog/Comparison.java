package dev.ardennes.engine.datalog;

import dev.ardennes.oracle.datalog.Fact;
import dev.ardennes.oracle.datalog.Instance;
import dev.ardennes.oracle.datalog.NaiveEvaluator;
import dev.ardennes.oracle.datalog.NaiveResult;
import dev.ardennes.oracle.datalog.Value;
import dev.ardennes.rules.datalog.ColumnType;
import dev.ardennes.rules.datalog.Program;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Runs a case in the engine and in the naive evaluator, and says where they differ.
final class Comparison {

  /// Sets of names are bit masks in the tests; the empty one does not exist.
  static final NameSets MASKS = (a, b) -> (a & b) == 0 ? NameSets.EMPTY : a & b;

  private final Supplier<RuleAssembler> assembler;

  Comparison(Supplier<RuleAssembler> assembler) {
    this.assembler = assembler;
  }

  static NaiveResult expected(RandomCase test) {
    Set<Fact> given = new LinkedHashSet<>(test.facts());
    given.addAll(test.tables());
    return NaiveEvaluator.evaluate(test.program(), given);
  }

  /// The first difference, or nothing if engine and naive evaluator agree.
  Optional<String> difference(RandomCase test) {
    NaiveResult expected = expected(test);
    return withSteps(test, expected, test.facts().size())
        .or(() -> factsOnly(test, expected))
        .or(() -> continued(test, expected));
  }

  /// The smallest part of the case that still differs, found by leaving things out one by one.
  RandomCase reduced(RandomCase test) {
    RandomCase smallest = test;
    boolean smaller = true;
    while (smaller) {
      smaller = false;
      List<RandomCase> candidates = new ArrayList<>();
      for (int i = 0; i < smallest.rules().size(); i++) {
        candidates.add(smallest.withRules(RandomCase.without(smallest.rules(), i)));
      }
      for (int i = 0; i < smallest.facts().size(); i++) {
        candidates.add(smallest.withFacts(RandomCase.without(smallest.facts(), i)));
      }
      for (int i = 0; i < smallest.tables().size(); i++) {
        candidates.add(smallest.withTables(RandomCase.without(smallest.tables(), i)));
      }
      for (RandomCase candidate : candidates) {
        if (difference(candidate).isPresent()) {
          smallest = candidate;
          smaller = true;
          break;
        }
      }
    }
    return smallest;
  }

  private Evaluation evaluation(RandomCase test, SymbolTable symbols, EvaluationOptions options) {
    Program program = test.program();
    CompiledProgram compiled =
        RuleCompiler.compile(program, test.computed(symbols), symbols).orThrow();
    return new Evaluation(compiled, options.with(MASKS), assembler.get());
  }

  /// Every third case has ids far beyond the number of rows, which takes other indexes.
  private static SymbolTable symbols(RandomCase test) {
    SymbolTable symbols = new SymbolTable();
    for (int i = 0; test.seed() % 3 == 0 && i < 2000; i++) {
      symbols.intern("unused" + i);
    }
    return symbols;
  }

  private static void insert(Evaluation evaluation, SymbolTable symbols, List<Fact> facts) {
    for (Fact fact : facts) {
      evaluation.insert(evaluation.relation(fact.relation()), RandomCase.tuple(fact, symbols));
    }
  }

  private Optional<String> withSteps(RandomCase test, NaiveResult expected, int first) {
    SymbolTable symbols = symbols(test);
    Evaluation evaluation = evaluation(test, symbols, EvaluationOptions.withSteps());
    insert(evaluation, symbols, test.facts().subList(0, first));
    evaluation.run();
    if (first < test.facts().size()) {
      try {
        insert(evaluation, symbols, test.facts().subList(first, test.facts().size()));
      } catch (IllegalArgumentException negationDepends) {
        return Optional.empty();
      }
      evaluation.run();
    }
    return facts("with steps", test, evaluation, symbols, expected)
        .or(() -> steps(evaluation, symbols, expected));
  }

  private Optional<String> factsOnly(RandomCase test, NaiveResult expected) {
    SymbolTable symbols = symbols(test);
    Evaluation evaluation = evaluation(test, symbols, EvaluationOptions.factsOnly());
    insert(evaluation, symbols, test.facts());
    evaluation.run();
    return facts("without steps", test, evaluation, symbols, expected);
  }

  /// The same in two goes, half of the facts each.
  private Optional<String> continued(RandomCase test, NaiveResult expected) {
    return withSteps(test, expected, test.facts().size() / 2).map(what -> "continued: " + what);
  }

  private static Optional<String> facts(
      String how,
      RandomCase test,
      Evaluation evaluation,
      SymbolTable symbols,
      NaiveResult expected) {
    Set<Fact> wanted = new HashSet<>(expected.facts());
    wanted.removeIf(fact -> test.modes().containsKey(fact.relation()));
    Set<Fact> found = new HashSet<>();
    for (Relation relation : evaluation.relations()) {
      if (relation.name().startsWith("some:") || test.modes().containsKey(relation.name())) {
        continue;
      }
      for (int row = 0; row < relation.size(); row++) {
        if (!found.add(fact(relation, row, symbols))) {
          return Optional.of(how + ", fact twice: " + fact(relation, row, symbols));
        }
      }
    }
    return unequal(how + ", facts", wanted, found);
  }

  private static Optional<String> steps(
      Evaluation evaluation, SymbolTable symbols, NaiveResult expected) {
    Derivations derivations = evaluation.derivations();
    Set<Instance> found = new HashSet<>();
    for (int step = 0; step < derivations.stepCount(); step++) {
      Instance instance = instance(derivations, step, symbols);
      if (!found.add(instance)) {
        return Optional.of("step twice: " + instance);
      }
      for (int deriving : derivations.stepsOf(derivations.head(step))) {
        if (derivations.head(deriving) != derivations.head(step)) {
          return Optional.of("step " + deriving + " is listed under another fact");
        }
      }
    }
    return unequal("steps", expected.instances(), found);
  }

  private static <T> Optional<String> unequal(String what, Set<T> wanted, Set<T> found) {
    Set<T> missing = new HashSet<>(wanted);
    missing.removeAll(found);
    Set<T> extra = new HashSet<>(found);
    extra.removeAll(wanted);
    return missing.isEmpty() && extra.isEmpty()
        ? Optional.empty()
        : Optional.of(what + " missing: " + missing + "\nnot to be there: " + extra);
  }

  private static Instance instance(Derivations derivations, int step, SymbolTable symbols) {
    RuleInfo rule = derivations.ruleOf(step);
    List<Fact> premises = new ArrayList<>();
    for (int premise : derivations.premises(step)) {
      premises.add(fact(derivations, premise, symbols));
    }
    Set<String> names = namesVariables(derivations, step);
    Map<String, Value> bindings = new LinkedHashMap<>();
    for (String variable : rule.variables()) {
      int value = derivations.binding(step, variable);
      bindings.put(
          variable,
          names.contains(variable)
              ? new Value.Names(value)
              : new Value.Symbol(symbols.text(value)));
    }
    return new Instance(
        rule.sourceRule(),
        rule.block(),
        fact(derivations, derivations.head(step), symbols),
        premises,
        bindings);
  }

  /// In the random programs exactly the variables called `s...` stand for sets of names.
  private static Set<String> namesVariables(Derivations derivations, int step) {
    Set<String> names = new HashSet<>();
    for (String variable : derivations.ruleOf(step).variables()) {
      if (variable.startsWith("s")) {
        names.add(variable);
      }
    }
    return names;
  }

  private static Fact fact(Derivations derivations, int fact, SymbolTable symbols) {
    return fact(derivations.relationOf(fact), derivations.rowOf(fact), symbols);
  }

  static Fact fact(Relation relation, int row, SymbolTable symbols) {
    List<Value> values = new ArrayList<>();
    for (int column = 0; column < relation.arity(); column++) {
      int value = relation.value(row, column);
      values.add(
          relation.type(column) == ColumnType.NAMES
              ? new Value.Names(value)
              : new Value.Symbol(symbols.text(value)));
    }
    return new Fact(relation.name(), values);
  }
}
