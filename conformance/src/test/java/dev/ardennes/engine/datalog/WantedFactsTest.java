package dev.ardennes.engine.datalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.oracle.datalog.Fact;
import dev.ardennes.oracle.datalog.NaiveEvaluator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// A run for wanted facts of a relation derives what it would if each of the relation's rules had
/// one premise more: that its fact is wanted.
final class WantedFactsTest {
  private static final int CASES = 600;
  private static final String RELATION = "d0";

  @Test
  void wantedFactsAreThoseOfRulesThatAskForThem() {
    int fewer = 0;
    int some = 0;
    for (long seed = 1; seed <= CASES; seed++) {
      RandomCase test = RandomCases.of(seed);
      List<Fact> all = of(NaiveEvaluator.evaluate(test.program(), given(test)).facts());
      if (test.declarations().stream().anyMatch(WantedFactsTest::isOfNames) || all.isEmpty()) {
        continue;
      }
      List<Fact> wanted = half(all, seed);
      Set<Fact> expected = expected(test, wanted);
      assertThat(derived(test, wanted)).as("%s%nwanted %s", test, wanted).isEqualTo(expected);
      fewer += expected.size() < all.size() ? 1 : 0;
      some += expected.isEmpty() ? 0 : 1;
    }
    assertThat(fewer).isGreaterThan(CASES / 10);
    assertThat(some).isGreaterThan(CASES / 10);
  }

  private static boolean isOfNames(String declaration) {
    return declaration.startsWith(".decl " + RELATION + "(") && declaration.contains(":names");
  }

  private static Set<Fact> given(RandomCase test) {
    Set<Fact> given = new LinkedHashSet<>(test.facts());
    given.addAll(test.tables());
    return given;
  }

  private static List<Fact> of(Set<Fact> facts) {
    return facts.stream()
        .filter(fact -> fact.relation().equals(RELATION))
        .sorted(Comparator.comparing(Fact::toString))
        .toList();
  }

  private static List<Fact> half(List<Fact> facts, long seed) {
    Random random = new Random(seed);
    List<Fact> half = new ArrayList<>(facts);
    half.removeIf(fact -> random.nextBoolean());
    return half;
  }

  /// What the rules derive with a premise more, in the naive evaluator.
  private static Set<Fact> expected(RandomCase test, List<Fact> wanted) {
    List<String> declarations = new ArrayList<>(test.declarations());
    for (String declaration : test.declarations()) {
      if (declaration.startsWith(".decl " + RELATION + "(")) {
        declarations.add(declaration.replace(".decl " + RELATION + "(", ".decl wanted("));
      }
    }
    List<String> rules = test.rules().stream().map(WantedFactsTest::asking).toList();
    RandomCase asking =
        new RandomCase(test.seed(), declarations, rules, test.facts(), test.tables(), test.modes());
    Set<Fact> given = given(test);
    wanted.forEach(fact -> given.add(new Fact("wanted", fact.values())));
    return new HashSet<>(of(NaiveEvaluator.evaluate(asking.program(), given).facts()));
  }

  private static String asking(String rule) {
    String head = RELATION + "(";
    int body = rule.indexOf(" :- ");
    return rule.startsWith(head) && body > 0
        ? rule.substring(0, body)
            + " :- wanted("
            + rule.substring(head.length(), body)
            + ", "
            + rule.substring(body + 4)
        : rule;
  }

  private static Set<Fact> derived(RandomCase test, List<Fact> wanted) {
    SymbolTable symbols = new SymbolTable();
    Set<List<Integer>> tuples =
        wanted.stream()
            .map(fact -> Arrays.stream(RandomCase.tuple(fact, symbols)).boxed().toList())
            .collect(Collectors.toSet());
    CompiledProgram compiled =
        RuleCompiler.compile(test.program(), test.computed(symbols), symbols).orThrow();
    EvaluationOptions options =
        (test.seed() % 2 == 0 ? EvaluationOptions.withSteps() : EvaluationOptions.factsOnly())
            .with(Comparison.MASKS)
            .deriving(Map.of(RELATION, tuples));
    Evaluation evaluation = new Evaluation(compiled, options);
    for (Fact fact : test.facts()) {
      evaluation.insert(evaluation.relation(fact.relation()), RandomCase.tuple(fact, symbols));
    }
    evaluation.run();
    Relation relation = evaluation.relation(RELATION);
    Set<Fact> derived = new HashSet<>();
    for (int row = 0; row < relation.size(); row++) {
      derived.add(Comparison.fact(relation, row, symbols));
    }
    return derived;
  }
}
