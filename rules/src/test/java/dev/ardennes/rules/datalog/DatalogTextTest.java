package dev.ardennes.rules.datalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class DatalogTextTest {

  private static final String NEUTRAL =
      """
      .decl q(a:symbol, b:number)
      .decl may(p:symbol, a:symbol, r:names)
      .input q
      .output p
      .printsize p
      p(X, "a \\"b\\" \\\\ \\n") :- q(X, -12), X != "k", some W: (may(W, "x", R), q(W, _)), r(R).
      p("x", "y").
      """;

  @ParameterizedTest
  @EnumSource
  void writtenTextReadsBackTheSame(Dialect dialect) {
    String negation = dialect == Dialect.SOUFFLE ? "!" : "not ";
    String text = NEUTRAL + "p(X, X) :- q(X, _), " + negation + "r(X), X = X.\n";
    String written = DatalogText.of(DatalogParser.parse(text, dialect).program(), dialect);
    ParseResult again = DatalogParser.parse(written, dialect);
    assertThat(again.problems()).isEmpty();
    assertThat(DatalogText.of(again.program(), dialect)).isEqualTo(written);
    assertThat(written).isEqualTo(text);
  }
}
