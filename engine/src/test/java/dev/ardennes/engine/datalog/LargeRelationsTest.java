package dev.ardennes.engine.datalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.rules.datalog.DatalogParser;
import dev.ardennes.rules.datalog.Dialect;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Relations large enough for every kind of index and set, against plain graph searches.
final class LargeRelationsTest {

  private static final int NODES = 300;
  private static final int EDGES = 540;

  private static final String LEFT =
      """
      .decl edge(x:symbol, y:symbol)
      .decl path(x:symbol, y:symbol)
      path(x, y) :- edge(x, y).
      path(x, z) :- path(x, y), edge(y, z).
      """;

  private static final String DOUBLE =
      """
      .decl edge(x:symbol, y:symbol)
      .decl path(x:symbol, y:symbol)
      path(x, y) :- edge(x, y).
      path(x, z) :- path(x, y), path(y, z).
      """;

  /// Labels make keys of two columns; the label is the same everywhere.
  private static final String LABELLED =
      """
      .decl edge(x:symbol, y:symbol)
      .decl step(x:symbol, l:symbol, y:symbol)
      .decl walk(x:symbol, l:symbol, y:symbol)
      .decl path(x:symbol, y:symbol)
      step(x, "l", y) :- edge(x, y).
      walk(x, l, y) :- step(x, l, y).
      walk(x, l, z) :- step(x, l, y), walk(y, l, z).
      path(x, y) :- walk(x, _, y).
      """;

  @ParameterizedTest
  @CsvSource({
    "left, 0, false",
    "left, 0, true",
    "left, 400000, false",
    "left, 400000, true",
    "double, 0, false",
    "double, 400000, false",
    "labelled, 0, false",
    "labelled, 0, true",
    "labelled, 400000, true",
  })
  void closureIsThatOfAGraphSearch(String kind, int unusedSymbols, boolean keepSteps) {
    String text =
        switch (kind) {
          case "left" -> LEFT;
          case "double" -> DOUBLE;
          default -> LABELLED;
        };
    SymbolTable symbols = new SymbolTable();
    for (int i = 0; i < unusedSymbols; i++) {
      symbols.intern("unused" + i);
    }
    Evaluation evaluation =
        new Evaluation(
            RuleCompiler.compile(
                    DatalogParser.parse(text, Dialect.SOUFFLE).program(), Map.of(), symbols)
                .orThrow(),
            keepSteps ? EvaluationOptions.withSteps() : EvaluationOptions.factsOnly());
    BitSet[] successors = graph();
    int[] ids = new int[NODES];
    for (int node = 0; node < NODES; node++) {
      ids[node] = symbols.intern("node" + node);
    }
    for (int node = 0; node < NODES; node++) {
      int from = ids[node];
      successors[node].stream()
          .forEach(to -> evaluation.insert(evaluation.relation("edge"), from, ids[to]));
    }
    assertThat(evaluation.run().complete()).isTrue();

    Relation path = evaluation.relation("path");
    int expected = 0;
    int wrong = 0;
    for (int node = 0; node < NODES; node++) {
      BitSet reached = reached(successors, node);
      expected += reached.cardinality();
      for (int to = 0; to < NODES; to++) {
        wrong += path.find(ids[node], ids[to]) >= 0 == reached.get(to) ? 0 : 1;
      }
    }
    assertThat(wrong).isZero();
    assertThat(path.size()).isEqualTo(expected);
  }

  private static BitSet[] graph() {
    Random random = new Random(20_261_121);
    BitSet[] successors = new BitSet[NODES];
    for (int node = 0; node < NODES; node++) {
      successors[node] = new BitSet();
    }
    for (int i = 0; i < EDGES; i++) {
      successors[random.nextInt(NODES)].set(random.nextInt(NODES));
    }
    return successors;
  }

  private static BitSet reached(BitSet[] successors, int from) {
    BitSet reached = new BitSet();
    Deque<Integer> open = new ArrayDeque<>();
    open.add(from);
    while (!open.isEmpty()) {
      successors[open.remove()].stream()
          .filter(to -> !reached.get(to))
          .forEach(
              to -> {
                reached.set(to);
                open.add(to);
              });
    }
    return reached;
  }
}
