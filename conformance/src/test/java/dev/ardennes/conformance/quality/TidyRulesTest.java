package dev.ardennes.conformance.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.conformance.quality.ProjectFiles.TextFile;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Each rule of [TidyTest] fires on a planted offence and stays silent beside it.
final class TidyRulesTest {
  private static final String MAIN = "model/src/main/java/dev/ardennes/model/Thing.java";
  private static final String TEST = "model/src/test/java/dev/ardennes/model/ThingTest.java";

  @Test
  void longFileIsFound() {
    assertThat(texts(MAIN, "x\n".repeat(TextRules.MOST_LINES + 1)))
        .singleElement()
        .asString()
        .contains("451 lines");
    assertThat(texts(MAIN, "x\n".repeat(TextRules.MOST_LINES))).isEmpty();
    assertThat(texts("docs/long.md", "x\n".repeat(1000))).isEmpty();
  }

  @Test
  void whatIsLeftOpenIsFound() {
    assertThat(texts(MAIN, "ok\n// TO" + "DO later\n"))
        .containsExactly(MAIN + ":2: left open: do it, or say in the documents what is not done");
    assertThat(texts(MAIN, "mktemp XX" + "XXXX\n// method\n")).isEmpty();
  }

  @Test
  void switchedOffTestIsFound() {
    assertThat(texts(TEST, "  @Dis" + "abled(\"later\")\n")).hasSize(1);
    assertThat(texts(TEST, "  Disabled edges = new Disabled();\n")).isEmpty();
  }

  @Test
  void blanksAndTabsAreFound() {
    assertThat(texts(MAIN, "x \n")).hasSize(1);
    assertThat(texts(MAIN, "\tx\n")).hasSize(1);
    assertThat(texts("collect/src/test/resources/windows.tf", "\tx \n")).isEmpty();
  }

  @Test
  void placesOfOneMachineAreFound() {
    assertThat(texts("docs/start.md", "see /wo" + "rk/main\n")).hasSize(1);
    assertThat(texts("docs/start.md", "see ./wo" + "rk/main and frame" + "work/x\n")).isEmpty();
    assertThat(texts("docs/start.md", "https://repo.ma" + "ven.apache.org/x\n")).hasSize(1);
    assertThat(texts("pom.xml", "http://maven.apache.org/POM/4.0.0\n")).isEmpty();
  }

  @Test
  void brokenLinkIsFound() {
    TextFile page =
        new TextFile(
            "docs/a.md", "[b](b.md#part) [root](../LICENSE)\n[web](https://x.example) [c](c.md)\n");
    assertThat(TextRules.checkLinks(page, Set.of("docs/b.md", "LICENSE")::contains))
        .containsExactly("docs/a.md:2: `c.md` does not exist: correct the link");
  }

  @Test
  void longMethodIsFound() {
    String body = "    call();\n".repeat(JavaRules.MOST_METHOD_LINES - 2);
    assertThat(java(MAIN, "final class Thing {\n  void run() {\n" + body + "  }\n}\n")).isEmpty();
    assertThat(java(MAIN, "final class Thing {\n  void run() {\n    call();\n" + body + "  }\n}\n"))
        .singleElement()
        .asString()
        .startsWith(MAIN + ":2: `run` has 71 lines");
  }

  @Test
  void publicTypeWithoutAWordIsFound() {
    assertThat(java(MAIN, "public record Thing() {}\n")).hasSize(1);
    assertThat(java(MAIN, "/// A thing.\npublic record Thing() {}\n")).isEmpty();
    assertThat(java(MAIN, "/** A thing. */\npublic record Thing() {}\n")).isEmpty();
    assertThat(java(MAIN, "record Thing() {}\n")).isEmpty();
  }

  @Test
  void openTestClassIsFound() {
    assertThat(java(TEST, "public final class ThingTest { @Test void fact() {} }\n")).hasSize(1);
    assertThat(java(TEST, "class ThingTest { @Test void fact() {} }\n")).hasSize(1);
    assertThat(java(TEST, "final class ThingTest { @Test void fact() {} }\n")).isEmpty();
    assertThat(java(TEST, "class Fake { void fact() {} }\n")).isEmpty();
  }

  @Test
  void packageWithoutNullRulesIsFound() {
    TextFile type = new TextFile(MAIN, "");
    TextFile test = new TextFile(TEST, "");
    TextFile info =
        new TextFile("model/src/main/java/dev/ardennes/model/package-info.java", "@NullMarked");
    assertThat(JavaRules.checkPackages(List.of(type, test))).hasSize(1);
    assertThat(JavaRules.checkPackages(List.of(type, test, info))).isEmpty();
  }

  private static List<String> texts(String path, String text) {
    return TextRules.check(new TextFile(path, text));
  }

  private static List<String> java(String path, String text) {
    return JavaRules.check(List.of(new TextFile(path, text)));
  }
}
