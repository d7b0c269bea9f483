package dev.ardennes.engine.datalog;

import dev.ardennes.oracle.datalog.Fact;
import dev.ardennes.oracle.datalog.Value;
import dev.ardennes.rules.datalog.DatalogParser;
import dev.ardennes.rules.datalog.Dialect;
import dev.ardennes.rules.datalog.ParseResult;
import dev.ardennes.rules.datalog.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A program as text, the facts it is given and the tables of its computed relations.
///
/// @param modes for each computed relation the questions it answers
record RandomCase(
    long seed,
    List<String> declarations,
    List<String> rules,
    List<Fact> facts,
    List<Fact> tables,
    Map<String, List<String>> modes) {

  Program program() {
    ParseResult result = DatalogParser.parse(text(), Dialect.SOUFFLE);
    if (!result.problems().isEmpty()) {
      throw new IllegalStateException(result.problems() + "\n" + text());
    }
    return result.program();
  }

  String text() {
    return String.join("\n", declarations) + "\n" + String.join("\n", rules) + "\n";
  }

  Map<String, ComputedRelation> computed(SymbolTable symbols) {
    Map<String, ComputedRelation> relations = new TreeMap<>();
    modes.forEach(
        (name, answered) -> {
          List<int[]> rows =
              tables.stream()
                  .filter(fact -> fact.relation().equals(name))
                  .map(fact -> tuple(fact, symbols))
                  .toList();
          relations.put(name, new TableRelation(answered, rows));
        });
    return relations;
  }

  static int[] tuple(Fact fact, SymbolTable symbols) {
    return fact.values().stream()
        .mapToInt(
            value ->
                switch (value) {
                  case Value.Symbol symbol -> symbols.intern(symbol.text());
                  case Value.Names names -> (int) names.mask();
                })
        .toArray();
  }

  RandomCase withRules(List<String> fewer) {
    return new RandomCase(seed, declarations, fewer, facts, tables, modes);
  }

  RandomCase withFacts(List<Fact> fewer) {
    return new RandomCase(seed, declarations, rules, fewer, tables, modes);
  }

  RandomCase withTables(List<Fact> fewer) {
    return new RandomCase(seed, declarations, rules, facts, fewer, modes);
  }

  static <T> List<T> without(List<T> list, int position) {
    List<T> fewer = new ArrayList<>(list);
    fewer.remove(position);
    return fewer;
  }

  @Override
  public String toString() {
    return "seed "
        + seed
        + "\n"
        + text()
        + "facts "
        + facts
        + "\ncomputed "
        + tables
        + " modes "
        + modes;
  }

  /// Answers from a table, and tells each fact twice, which must not matter.
  private record TableRelation(List<String> modes, List<int[]> rows) implements ComputedRelation {

    @Override
    public void answer(int[] pattern, Sink facts) {
      for (int[] row : rows) {
        boolean matches = true;
        for (int i = 0; i < row.length; i++) {
          matches &= pattern[i] == FREE || pattern[i] == row[i];
        }
        if (matches) {
          facts.accept(row);
          facts.accept(row.clone());
        }
      }
    }
  }
}
