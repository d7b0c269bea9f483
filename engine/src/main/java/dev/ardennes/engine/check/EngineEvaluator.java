package dev.ardennes.engine.check;

import dev.ardennes.engine.datalog.CompiledProgram;
import dev.ardennes.engine.datalog.Evaluation;
import dev.ardennes.engine.datalog.EvaluationOptions;
import dev.ardennes.engine.datalog.NameSets;
import dev.ardennes.engine.datalog.Relation;
import dev.ardennes.engine.datalog.RuleCompiler;
import dev.ardennes.engine.datalog.SymbolTable;
import dev.ardennes.model.Catalogue;
import dev.ardennes.rules.GroundFact;
import dev.ardennes.rules.check.Declarations;
import dev.ardennes.rules.check.Evaluator;
import dev.ardennes.rules.datalog.ColumnType;
import dev.ardennes.rules.datalog.Program;
import dev.ardennes.rules.datalog.Rule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Runs the cases of technique files in the engine, with every relation given as facts.
public final class EngineEvaluator implements Evaluator {
  private final Catalogue catalogue;

  public EngineEvaluator(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Set<GroundFact> derive(List<Rule> rules, Set<GroundFact> facts) {
    SymbolTable symbols = new SymbolTable();
    Program program = new Program(Declarations.of(catalogue), List.of(), rules);
    CompiledProgram compiled = RuleCompiler.compile(program, Map.of(), symbols).orThrow();
    Sets sets = new Sets();
    Evaluation evaluation = new Evaluation(compiled, EvaluationOptions.factsOnly().with(sets));
    for (GroundFact fact : facts) {
      Relation relation = evaluation.relation(fact.relation());
      evaluation.insert(relation, tuple(relation, fact, symbols, sets));
    }
    evaluation.run();
    return read(evaluation, symbols);
  }

  private static int[] tuple(Relation relation, GroundFact fact, SymbolTable symbols, Sets sets) {
    int[] tuple = new int[relation.arity()];
    for (int i = 0; i < tuple.length; i++) {
      String arg = fact.args().get(i);
      tuple[i] =
          relation.type(i) == ColumnType.NAMES
              ? sets.intern(Evaluator.names(arg))
              : symbols.intern(arg);
    }
    return tuple;
  }

  /// Facts with sets of names are never derived, and relations outside the catalogue are auxiliary.
  private Set<GroundFact> read(Evaluation evaluation, SymbolTable symbols) {
    Set<GroundFact> found = new LinkedHashSet<>();
    for (Relation relation : evaluation.relations()) {
      if (catalogue.relation(relation.name()) == null || hasNames(relation)) {
        continue;
      }
      for (int row = 0; row < relation.size(); row++) {
        List<String> args = new ArrayList<>();
        for (int column = 0; column < relation.arity(); column++) {
          args.add(symbols.text(relation.value(row, column)));
        }
        found.add(new GroundFact(relation.name(), args));
      }
    }
    return found;
  }

  private static boolean hasNames(Relation relation) {
    for (int column = 0; column < relation.arity(); column++) {
      if (relation.type(column) == ColumnType.NAMES) {
        return true;
      }
    }
    return false;
  }

  /// Sets of names, each distinct one with a number.
  private static final class Sets implements NameSets {
    private final List<Set<String>> sets = new ArrayList<>();

    int intern(Set<String> names) {
      int at = sets.indexOf(names);
      if (at < 0) {
        sets.add(names);
        return sets.size() - 1;
      }
      return at;
    }

    @Override
    public int intersect(int first, int second) {
      Set<String> both = new TreeSet<>(sets.get(first));
      both.retainAll(sets.get(second));
      return both.isEmpty() ? EMPTY : intern(both);
    }
  }
}
