package dev.ardennes.rules.datalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ardennes.model.Position;
import org.junit.jupiter.api.Test;

final class DatalogParserTest {

  private static ParseResult souffle(String text) {
    return DatalogParser.parse(text, Dialect.SOUFFLE);
  }

  private static ParseResult technique(String text) {
    return DatalogParser.parse(text, Dialect.TECHNIQUE);
  }

  private static Rule onlyRule(ParseResult result) {
    assertThat(result.problems()).isEmpty();
    assertThat(result.program().rules()).hasSize(1);
    return result.program().rules().getFirst();
  }

  @Test
  void aWholeProgramIsRead() {
    ParseResult result =
        souffle(
            """
            // the usual one
            .decl edge(x:number, y:number)
            .decl path(x:number, y:number)
            .input edge
            path(x, y) :- edge(x, y). /* and
            on */ path(x, z) :- path(x, y), edge(y, z).
            .output path
            .printsize path, edge
            """);
    assertThat(result.problems()).isEmpty();
    assertThat(result.program().declarations()).hasSize(2);
    assertThat(result.program().directives())
        .extracting(Directive::kind, Directive::relation)
        .containsExactly(
            tuple(Directive.Kind.INPUT, "edge"),
            tuple(Directive.Kind.OUTPUT, "path"),
            tuple(Directive.Kind.PRINT_SIZE, "path"),
            tuple(Directive.Kind.PRINT_SIZE, "edge"));
    assertThat(result.program().rules().get(1).position()).isEqualTo(new Position(6, 7));
  }

  @Test
  void identifiersAreVariablesInSouffleAndConstantsInTechniques() {
    assertThat(onlyRule(souffle("p(a) :- q(a).")).head().terms().getFirst())
        .isInstanceOf(Term.Variable.class);
    Rule rule = onlyRule(technique("p(dev, A) :- q(A, _, \"s3:*\", 7)."));
    assertThat(rule.head().terms())
        .hasExactlyElementsOfTypes(Term.Constant.class, Term.Variable.class);
    assertThat(((Literal.Positive) rule.body().getFirst()).atom().terms())
        .hasExactlyElementsOfTypes(
            Term.Variable.class, Term.Wildcard.class, Term.Constant.class, Term.Numeral.class);
  }

  @Test
  void aTechniqueRuleWithEverythingIsRead() {
    Rule rule =
        onlyRule(
            technique(
                """
                controls(R) :-
                    controls(P),              % the attacker's premise
                    some Q, S: (controls(Q), may(Q, S, R), some T: (owns(T, Q))),
                    not locked(R, _),
                    P != R.
                """));
    assertThat(rule.body())
        .hasExactlyElementsOfTypes(
            Literal.Positive.class,
            Literal.Existential.class,
            Literal.Negative.class,
            Literal.Comparison.class);
    Literal.Existential some = (Literal.Existential) rule.body().get(1);
    assertThat(some.witnesses()).extracting(Term.Variable::name).containsExactly("Q", "S");
    assertThat(some.position()).isEqualTo(new Position(3, 5));
    assertThat(some.body()).hasSize(3);
  }

  @Test
  void aFactHasNoPremises() {
    assertThat(onlyRule(technique("controls(dev).")).isFact()).isTrue();
  }

  @Test
  void relationsMayBeCalledSomeOrNot() {
    assertThat(onlyRule(technique("p(X) :- some(X), not(X).")).body())
        .hasExactlyElementsOfTypes(Literal.Positive.class, Literal.Positive.class);
  }

  @Test
  void escapesInStringsAreUndone() {
    Rule rule = onlyRule(technique("p(\"a\\\"b\\\\c\\td\")."));
    assertThat(((Term.Constant) rule.head().terms().getFirst()).text()).isEqualTo("a\"b\\c\td");
  }

  @Test
  void everyProblemIsReportedAtItsPlace() {
    ParseResult result =
        souffle(
            """
            .decl p(x:text)
            p(x) :- q(x); r(x).
            p(x) : q(x).
            q(x) :- r(x).
            .include "/etc/passwd"
            p("open) :- q(x).
            q(x), p(x) :- r(x).
            """);
    assertThat(result.problems())
        .extracting(problem -> problem.position().toString())
        .containsExactly("1:11", "2:13", "3:6", "5:1", "6:3", "7:5");
    assertThat(result.problems()).allSatisfy(problem -> assertThat(problem.help()).isNotBlank());
    assertThat(result.program().rules()).hasSize(1);
  }

  @Test
  void notationOfTheOtherDialectIsExplained() {
    assertThat(souffle("p(x) :- q(x), not r(x).").problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.help()).contains("`!`"));
    assertThat(technique("p(X) :- q(X), !r(X).").problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.help()).contains("`not`"));
  }

  @Test
  void inputParametersAreRefused() {
    assertThat(souffle(".input edge(filename=\"../../secret\")").problems()).hasSize(1);
  }

  @Test
  void aDotDirectlyBeforeTheNextRuleEndsTheFirst() {
    ParseResult result = souffle("p(x) :- q(x).r(x) :- q(x).");
    assertThat(result.problems()).isEmpty();
    assertThat(result.program().rules()).hasSize(2);
  }

  @Test
  void deepNestingIsRefused() {
    String text = "p(X) :- " + "some Y: (".repeat(5000) + "q(X)" + ")".repeat(5000) + ".";
    assertThat(technique(text).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.says()).contains("nested"));
  }

  @Test
  void problemsAreLimited() {
    assertThat(technique("p(. ".repeat(10_000)).problems()).hasSize(Problems.LIMIT + 1);
  }

  @Test
  void textsThatAreTooLongOrTooWideAreRefused() {
    assertThat(technique(" ".repeat(DatalogParser.MAX_CHARACTERS + 1)).problems()).hasSize(1);
    String wide = "p(" + "1,".repeat(DatalogParser.MAX_ARITY) + "1).";
    assertThat(technique(wide).problems()).hasSize(1);
    String many = "p() :- " + "q(), ".repeat(DatalogParser.MAX_PREMISES) + "q().";
    assertThat(technique(many).problems()).hasSize(1);
  }

  @Test
  void anEmptyTextIsAnEmptyProgram() {
    assertThat(souffle("").problems()).isEmpty();
    assertThat(souffle("").program().rules()).isEmpty();
  }
}
