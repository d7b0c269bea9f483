package dev.ardennes.rules.datalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.model.Position;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RuleChecksTest {

  private static final String DECLARATIONS =
      """
      .decl e(x:symbol, y:symbol)
      .decl n(x:symbol, y:number)
      .decl m(x:symbol, s:names)
      .decl p(x:symbol)
      .decl q(x:symbol)
      """;

  private static Program program(String rules) {
    ParseResult result = DatalogParser.parse(DECLARATIONS + rules, Dialect.SOUFFLE);
    assertThat(result.problems()).isEmpty();
    return result.program();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p(x) :- e(x, _).",
        "p(x) :- e(y, _), x = y.",
        "p(x) :- x = \"a\".",
        "p(x) :- x = y, y = z, e(z, z).",
        "p(x) :- e(x, y), !q(y), x != y.",
        "p(x) :- e(x, _), !e(x, _).",
        "p(x) :- q(x), some w: (e(w, x)).",
        "p(x) :- some w: (e(w, x), !q(w)).",
        "p(x) :- m(x, s), m(_, s).",
        "p(\"a\").",
      })
  void soundRulesPass(String rule) {
    Program program = program(rule);
    assertThat(SafetyCheck.check(program.rules())).isEmpty();
    assertThat(SignatureCheck.check(program)).isEmpty();
    assertThat(Stratification.of(program.rules()).problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p(x) :- q(y).",
        "p(_) :- q(y).",
        "p(x).",
        "p(x) :- q(x), !e(x, y).",
        "p(x) :- q(x), y != x.",
        "p(x) :- q(x), _ != x.",
        "p(x) :- q(x), y = z.",
        "p(x) :- q(x), some w: (e(w, w), !q(x)).",
        "p(x) :- q(x), some w: (q(x)).",
        "p(w) :- q(w), some w: (q(w)).",
      })
  void unsafeRulesAreRefused(String rule) {
    assertThat(SafetyCheck.check(program(rule).rules())).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p(x) :- e(x).",
        "p(x) :- missing(x).",
        ".decl p(x:symbol)",
        ".output missing",
        "p(x) :- n(_, x).",
        "p(x) :- n(x, \"1\").",
        "p(x) :- e(x, 1).",
        "p(x) :- m(x, \"a\").",
        "p(x) :- m(x, x).",
        "p(x) :- n(x, y), x != y.",
        "p(x) :- m(x, s), m(_, t), s = t.",
        "p(x) :- m(x, s), !m(x, s).",
      })
  void wrongSignaturesAreRefused(String statement) {
    assertThat(SignatureCheck.check(program(statement))).hasSize(1);
  }

  @Test
  void bareRulesNeedOneArityOnly() {
    List<Rule> rules = program("a(x) :- b(x, x).\na(x) :- b(x).").rules();
    assertThat(SignatureCheck.checkUndeclared(rules))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.says()).contains("`b`", "6:9");
              assertThat(problem.position()).isEqualTo(new Position(7, 9));
            });
  }

  @Test
  void negationThroughRecursionIsRefusedAlsoInsideABlock() {
    String text = "p(x) :- e(x, _), !q(x).\nq(x) :- e(x, _), some w: (e(w, x), !p(x)).";
    assertThat(Stratification.of(program(text).rules()).problems())
        .extracting(problem -> problem.position().line())
        .containsExactly(6, 7);
  }

  @Test
  void componentsComeAfterWhatTheyDependOn() {
    String text = "p(x) :- q(x).\nq(x) :- p(x).\nq(x) :- e(x, y), !r(y).\nr(x) :- e(x, _).";
    assertThat(Stratification.of(program(text).rules()).components())
        .containsExactly(List.of("e"), List.of("r"), List.of("p", "q"));
  }

  @Test
  void aLongChainOfRulesNeedsNoDeepStack() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 50_000; i++) {
      text.append("r").append(i).append("(x) :- r").append(i + 1).append("(x).\n");
    }
    assertThat(Stratification.of(program(text.toString()).rules()).components()).hasSize(50_001);
  }
}
