package dev.ardennes.engine.datalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DatalogRunTest {

  private static final String CLOSURE =
      """
      .decl edge(x:symbol, y:symbol)
      .input edge
      .decl path(x:symbol, y:symbol)
      path(x, y) :- edge(x, y).
      path(x, z) :- path(x, y), edge(y, z).
      .printsize path
      .output edge
      """;

  @TempDir private Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private List<DatalogProblem> run(boolean steps) {
    return run(steps ? EvaluationOptions.withSteps() : EvaluationOptions.factsOnly());
  }

  private List<DatalogProblem> run(EvaluationOptions options) {
    try (PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8)) {
      return DatalogRun.run(folder.resolve("p.dl"), folder, options, stream);
    }
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  @Test
  void sizesAreShownInTheOrderOfTheProgram() throws IOException {
    write("p.dl", CLOSURE);
    write("edge.facts", "a\tb\nb\tc\nc\ta\n");
    assertThat(run(false)).isEmpty();
    assertThat(printed()).isEqualTo("path\t9\nedge\t3\n");
  }

  @Test
  void stepsAreCountedForEachRule() throws IOException {
    write("p.dl", CLOSURE);
    write("edge.facts", "a\tb\nb\tc\nc\ta\n");
    assertThat(run(true)).isEmpty();
    assertThat(printed()).isEqualTo("path\t9\nedge\t3\nrule 4\t3\nrule 5\t9\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\tb\na\tb\nb\tc",
        "b\tc\na\tb\nb\tc\n",
        "a\tb\r\nb\tc\r\n",
        "b\tc\na\tb\na\tb\r\n",
      })
  void orderRepetitionAndLineEndsDoNotMatter(String facts) throws IOException {
    write("p.dl", CLOSURE);
    write("edge.facts", facts);
    assertThat(run(false)).isEmpty();
    assertThat(printed()).isEqualTo("path\t3\nedge\t2\n");
  }

  @Test
  void rowsLongerThanTheBufferAreRead() throws IOException {
    write("p.dl", CLOSURE);
    String name = "x".repeat(700_000);
    write("edge.facts", name + "1\t" + name + "2\n" + name + "2\t" + name + "3");
    assertThat(run(false)).isEmpty();
    assertThat(printed()).isEqualTo("path\t3\nedge\t2\n");
  }

  @Test
  void manyRowsAcrossBuffersAreRead() throws IOException {
    write("p.dl", ".decl e(x:number, y:symbol)\n.input e\n.printsize e\n");
    StringBuilder facts = new StringBuilder();
    for (int i = 0; i < 100_000; i++) {
      facts.append(i).append("\tname").append(i % 1000).append('\n');
    }
    write("e.facts", facts.toString());
    assertThat(run(false)).isEmpty();
    assertThat(printed()).isEqualTo("e\t100000\n");
  }

  @Test
  void numbersAreEqualByValue() throws IOException {
    write(
        "p.dl",
        """
        .decl e(x:number)
        .input e
        .decl f(x:number)
        f(x) :- e(x), x != 7.
        .printsize e, f
        """);
    write("e.facts", "007\n7\n8\n-0\n0\n");
    assertThat(run(false)).isEmpty();
    assertThat(printed()).isEqualTo("e\t3\nf\t2\n");
  }

  @Test
  void anEmptyFileIsAnEmptyRelation() throws IOException {
    write("p.dl", CLOSURE);
    write("edge.facts", "");
    assertThat(run(true)).isEmpty();
    assertThat(printed()).isEqualTo("path\t0\nedge\t0\nrule 4\t0\nrule 5\t0\n");
  }

  @Test
  void allProblemsOfFactsHaveFileLineAndColumn() throws IOException {
    write("p.dl", ".decl e(x:symbol, y:number)\n.input e\n.decl f(x:symbol)\n.input f\n");
    write("e.facts", "a\t1\nb\tx\nc\n\nd\t1\t2\n");
    List<DatalogProblem> problems = run(false);
    String file = folder.resolve("e.facts").toString();
    assertThat(problems)
        .extracting(DatalogProblem::toString)
        .satisfiesExactly(
            one -> assertThat(one).startsWith(file + ":2:3: `x` is no number"),
            two -> assertThat(two).startsWith(file + ":3:1: "),
            three -> assertThat(three).startsWith(file + ":4:1: "),
            four -> assertThat(four).startsWith(file + ":5:1: "),
            five -> assertThat(five).contains("f.facts: there is no such file"));
    assertThat(printed()).isEmpty();
  }

  @Test
  void problemsOfOneFileAreLimited() throws IOException {
    write("p.dl", CLOSURE);
    write("edge.facts", "a\n".repeat(100_000));
    assertThat(run(false)).hasSize(21);
  }

  @Test
  void problemsOfTheProgramHaveFileLineAndColumn() throws IOException {
    write("p.dl", ".decl p(x:symbol)\np(x) :- q(x).\np(y) :- p(x).\n");
    assertThat(run(false))
        .extracting(DatalogProblem::toString)
        .satisfiesExactly(
            one -> assertThat(one).contains("p.dl:2:9: relation `q` is not declared"),
            two -> assertThat(two).contains("p.dl:3:3: no premise binds `y`"));
  }

  @Test
  void aProgramThatCannotBeReadIsAProblem() throws IOException {
    assertThat(run(false)).singleElement().asString().contains("there is no such file");
    Files.write(folder.resolve("p.dl"), new byte[] {(byte) 0xff, (byte) 0xfe});
    assertThat(run(false)).singleElement().asString().contains("not UTF-8");
  }

  @Test
  void aLimitThatIsHitIsSaid() throws IOException {
    write("p.dl", CLOSURE);
    write("edge.facts", "a\tb\nb\tc\nc\ta\n");
    assertThat(run(EvaluationOptions.factsOnly().withLimits(5, 5)))
        .singleElement()
        .asString()
        .contains("ended at 5 facts", "not complete");
    assertThat(run(EvaluationOptions.withSteps().withLimits(50, 10)))
        .singleElement()
        .asString()
        .contains("ended at 10 steps");
  }
}
