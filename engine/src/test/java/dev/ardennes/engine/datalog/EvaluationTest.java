package dev.ardennes.engine.datalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ardennes.rules.datalog.DatalogParser;
import dev.ardennes.rules.datalog.Dialect;
import dev.ardennes.rules.datalog.ParseResult;
import dev.ardennes.rules.datalog.Program;
import dev.ardennes.rules.datalog.RuleProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EvaluationTest {

  private static final String PASS_ROLE =
      """
      .decl controls(p:symbol)
      .decl trusts(r:symbol)
      .decl may(p:symbol, a:symbol, n:names)
      controls(r) :- controls(p), trusts(r), may(p, "create", f), may(p, "invoke", f), p != r.
      """;

  private final SymbolTable symbols = new SymbolTable();

  private static Program program(String text) {
    ParseResult parsed = DatalogParser.parse(text, Dialect.SOUFFLE);
    assertThat(parsed.problems()).isEmpty();
    return parsed.program();
  }

  private Evaluation evaluation(
      String text, Map<String, ComputedRelation> computed, EvaluationOptions options) {
    return new Evaluation(
        RuleCompiler.compile(program(text), computed, symbols).orThrow(), options);
  }

  private void insert(Evaluation evaluation, String relation, String... values) {
    int[] tuple = Arrays.stream(values).mapToInt(symbols::intern).toArray();
    evaluation.insert(evaluation.relation(relation), tuple);
  }

  /// Answers from a list of tuples and keeps what it was asked.
  private static final class Recorded implements ComputedRelation {

    private final List<int[]> tuples = new ArrayList<>();
    private final List<List<Integer>> asked = new ArrayList<>();
    private final List<String> modes;

    Recorded(String... modes) {
      this.modes = List.of(modes);
    }

    @Override
    public List<String> modes() {
      return modes;
    }

    @Override
    public void answer(int[] pattern, Sink facts) {
      asked.add(Arrays.stream(pattern).boxed().toList());
      for (int[] tuple : tuples) {
        boolean matches = true;
        for (int i = 0; i < tuple.length; i++) {
          matches &= pattern[i] == FREE || pattern[i] == tuple[i];
        }
        if (matches) {
          facts.accept(tuple);
        }
      }
    }
  }

  private Evaluation passRole(Recorded may) {
    Evaluation evaluation =
        evaluation(
            PASS_ROLE,
            Map.of("may", may),
            EvaluationOptions.withSteps().with((a, b) -> (a & b) == 0 ? NameSets.EMPTY : a & b));
    insert(evaluation, "controls", "dev");
    insert(evaluation, "trusts", "admin");
    insert(evaluation, "trusts", "reader");
    return evaluation;
  }

  @Test
  void grantsOnNamesThatOverlapLeaveTheirIntersectionOnTheStep() {
    Recorded may = new Recorded("bbf");
    may.tuples.add(new int[] {symbols.intern("dev"), symbols.intern("create"), 0b110});
    may.tuples.add(new int[] {symbols.intern("dev"), symbols.intern("invoke"), 0b011});
    Evaluation evaluation = passRole(may);
    assertThat(evaluation.run().complete()).isTrue();

    Derivations derivations = evaluation.derivations();
    assertThat(derivations.stepCount()).isEqualTo(2);
    int step = 0;
    assertThat(derivations.binding(step, "f")).isEqualTo(0b010);
    assertThat(symbols.text(derivations.binding(step, "p"))).isEqualTo("dev");
    int head = derivations.head(step);
    assertThat(derivations.relationOf(head).name()).isEqualTo("controls");
    assertThat(derivations.stepsOf(head)).containsExactly(step);
    assertThat(Arrays.stream(derivations.premises(step)).mapToObj(derivations::relationOf))
        .extracting(Relation::name)
        .containsExactly("controls", "trusts", "may", "may");
  }

  @Test
  void grantsOnNamesThatDoNotOverlapGiveNothing() {
    Recorded may = new Recorded("bbf");
    may.tuples.add(new int[] {symbols.intern("dev"), symbols.intern("create"), 0b100});
    may.tuples.add(new int[] {symbols.intern("dev"), symbols.intern("invoke"), 0b011});
    Evaluation evaluation = passRole(may);
    evaluation.run();
    assertThat(evaluation.derivations().stepCount()).isZero();
  }

  @Test
  void aQuestionIsAskedOnceAndOnlyForWhatTheAttackerHas() {
    Recorded may = new Recorded("bff", "bbf");
    Evaluation evaluation = passRole(may);
    evaluation.run();
    int dev = symbols.intern("dev");
    assertThat(may.asked)
        .isNotEmpty()
        .doesNotHaveDuplicates()
        .allSatisfy(question -> assertThat(question).startsWith(dev));
  }

  @Test
  void aRuleThatCannotAskIsAProblemWithAPlace() {
    CompileResult result =
        RuleCompiler.compile(
            program(
                ".decl p(x:symbol)\n.decl may(p:symbol, q:symbol)\np(x) :- may(x, y), may(y, x)."),
            Map.of("may", new Recorded("bf")),
            symbols);
    assertThat(result.program()).isNull();
    assertThat(result.problems())
        .extracting(RuleProblem::toString)
        .hasSize(2)
        .allSatisfy(problem -> assertThat(problem).contains("3:", "`may`", "bf"));
  }

  @Test
  void computedRelationsAreNeitherDerivedNorNegatedNorRead() {
    CompileResult result =
        RuleCompiler.compile(
            program(
                """
                .decl p(x:symbol)
                .decl q(x:symbol)
                .decl c(x:symbol)
                c(x) :- p(x).
                q(x) :- p(x), !c(x).
                .input c
                """),
            Map.of("c", new Recorded("f")),
            symbols);
    assertThat(result.problems())
        .extracting(problem -> problem.position().line())
        .containsExactly(4, 5, 6);
  }

  @Test
  void modesThatDoNotFitTheColumnsAreADefectOfTheCaller() {
    assertThatThrownBy(
            () ->
                RuleCompiler.compile(
                    program(".decl c(x:symbol, s:names)"),
                    Map.of("c", new Recorded("fb")),
                    symbols))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("`fb`");
  }

  @Test
  void anAnswerToAnotherQuestionIsADefectOfTheCaller() {
    ComputedRelation liar =
        new ComputedRelation() {
          @Override
          public List<String> modes() {
            return List.of("b");
          }

          @Override
          public void answer(int[] pattern, Sink facts) {
            facts.accept(pattern[0] + 1);
          }
        };
    Evaluation evaluation =
        evaluation(
            ".decl p(x:symbol)\n.decl c(x:symbol)\n.decl q(x:symbol)\nq(x) :- p(x), c(x).",
            Map.of("c", liar),
            EvaluationOptions.factsOnly());
    insert(evaluation, "p", "a");
    assertThatThrownBy(evaluation::run).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aBlockIsOnePremiseHoweverManyWitnessesItHas() {
    Evaluation evaluation =
        evaluation(
            """
            .decl holds(q:symbol)
            .decl may(q:symbol, j:symbol)
            .decl owned(j:symbol)
            owned(j) :- holds("dev"), some q: (holds(q), may(q, j)).
            """,
            Map.of(),
            EvaluationOptions.withSteps());
    for (String holder : List.of("dev", "ops", "ci")) {
      insert(evaluation, "holds", holder);
      insert(evaluation, "may", holder, "job");
    }
    evaluation.run();
    Derivations derivations = evaluation.derivations();
    RuleInfo rule = derivations.ruleOf(0);
    assertThat(rule.block()).isZero();
    assertThat(derivations.stepCount(rule)).isEqualTo(1);
    int block = derivations.premises(derivations.firstStep(rule))[1];
    assertThat(derivations.stepsOf(block)).hasSize(3);
    assertThat(derivations.ruleOf(derivations.stepsOf(block)[0]).block()).isEqualTo(1);
  }

  @Test
  void aStepNamesTheAbsenceItRestsOn() {
    Evaluation evaluation =
        evaluation(
            ".decl p(x:symbol)\n.decl lock(x:symbol, y:symbol)\n.decl q(x:symbol)\n"
                + "q(x) :- p(x), !lock(x, _).",
            Map.of(),
            EvaluationOptions.withSteps());
    insert(evaluation, "p", "a");
    insert(evaluation, "p", "b");
    insert(evaluation, "lock", "b", "c");
    evaluation.run();
    Derivations derivations = evaluation.derivations();
    assertThat(derivations.stepCount()).isEqualTo(1);
    assertThat(derivations.absent(0))
        .singleElement()
        .satisfies(
            absent -> {
              assertThat(absent.relation().name()).isEqualTo("lock");
              assertThat(absent.tuple())
                  .containsExactly(symbols.find("a"), Derivations.AbsentFact.ANY);
            });
  }

  @Test
  void whatANegationDependsOnCannotBeAddedLater() {
    Evaluation evaluation =
        evaluation(
            ".decl p(x:symbol)\n.decl r(x:symbol)\n.decl s(x:symbol)\n.decl q(x:symbol)\n"
                + "s(x) :- r(x).\nq(x) :- p(x), !s(x).",
            Map.of(),
            EvaluationOptions.withSteps());
    insert(evaluation, "p", "a");
    evaluation.run();
    insert(evaluation, "p", "b");
    assertThatThrownBy(() -> insert(evaluation, "r", "a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("negation");
    evaluation.run();
    assertThat(evaluation.relation("q").size()).isEqualTo(2);
  }

  @Test
  void aLimitEndsTheRunForGood() {
    Evaluation evaluation =
        evaluation(
            ".decl n(x:symbol)\n.decl p(x:symbol, y:symbol)\np(x, y) :- n(x), n(y).",
            Map.of(),
            EvaluationOptions.factsOnly().withLimits(50, 0));
    for (int i = 0; i < 10; i++) {
      insert(evaluation, "n", "n" + i);
    }
    Outcome outcome = evaluation.run();
    assertThat(outcome.complete()).isFalse();
    assertThat(outcome.limit()).contains(new Outcome.Limit("facts", 50));
    assertThat(evaluation.run()).isEqualTo(outcome);
  }

  @Test
  void stepsThatWereNotKeptCannotBeAskedFor() {
    Evaluation evaluation =
        evaluation(".decl p(x:symbol)", Map.of(), EvaluationOptions.factsOnly());
    assertThatThrownBy(evaluation::derivations).isInstanceOf(IllegalStateException.class);
  }
}
