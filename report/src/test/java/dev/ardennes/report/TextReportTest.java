package dev.ardennes.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.analysis.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TextReportTest {
  private static final TextOptions PLAIN =
      TextOptions.plain().withCommand("./ardennes", "examples/exports");

  @Test
  void wide() throws IOException {
    Golden.assertMatches("wide.txt", text(SampleReport.exports(), PLAIN));
  }

  @Test
  void narrow() throws IOException {
    Golden.assertMatches("narrow.txt", text(SampleReport.exports(), PLAIN.withWidth(80)));
  }

  @Test
  void ascii() throws IOException {
    String text = text(SampleReport.exports(), PLAIN.withUnicode(false));
    assertThat(text.chars()).allMatch(c -> c == '\n' || (c >= ' ' && c < 0x7f));
    Golden.assertMatches("ascii.txt", text);
  }

  @Test
  void color() throws IOException {
    Golden.assertMatches("color.txt", text(SampleReport.exports(), PLAIN.withColor(true)));
  }

  @Test
  void findings() throws IOException {
    String text = text(SampleFindings.some(), PLAIN);
    Golden.assertMatches("findings.txt", between(text, "FINDINGS", "\nSTANDING RISKS"));
  }

  @Test
  void manyFindingsAreCounted() {
    String text = text(SampleFindings.many(2000), PLAIN);
    assertThat(text).contains("FINDINGS  0 of 2,000 matter", "2,000 lead nowhere");
    assertThat(text.lines().filter(line -> line.contains("main.py"))).hasSize(5);
  }

  @Test
  void whereNoScannerWasReadNothingIsSaidOfFindings() {
    assertThat(text(SampleReport.exports(), PLAIN)).doesNotContain("FINDINGS");
  }

  @Test
  void withoutPaths() throws IOException {
    Golden.assertMatches("no-paths.txt", text(SampleReport.withoutPaths(), PLAIN));
  }

  @Test
  void afterChange() throws IOException {
    Golden.assertMatches("after-change.txt", text(SampleReport.afterChange(), PLAIN));
  }

  @Test
  void manyPaths() throws IOException {
    Golden.assertMatches(
        "many.txt", text(SampleReport.many(40), PLAIN.withPaths(2, 10).withWidth(100)));
  }

  @Test
  void onePathInDetail() throws IOException {
    Report report = SampleReport.exports();
    Golden.assertMatches(
        "path-in-detail.txt",
        new TextReport(report, PLAIN).pathInDetail(report.paths().getFirst()));
  }

  @Test
  void colorsChangeNothingElse() {
    String colored = text(SampleReport.exports(), PLAIN.withColor(true));
    assertThat(colored.replaceAll("\u001b\\[[0-9;]*m", ""))
        .isEqualTo(text(SampleReport.exports(), PLAIN));
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 80, 99, 100, 120, 160})
  void linesHoldToTheWidth(int width) {
    assertThat(text(SampleReport.exports(), PLAIN.withWidth(width)).lines())
        .filteredOn(line -> !line.contains("./ardennes"))
        .allSatisfy(line -> assertThat(Columns.width(line)).isLessThanOrEqualTo(width));
  }

  @Test
  void placesAreNeverCut() {
    assertThat(text(SampleReport.exports(), PLAIN.withWidth(60)))
        .contains("network.tf:11", "network.tf:24", "iam.tf:44");
  }

  @Test
  void namesCannotActOnTheTerminal() {
    String text = text(SampleReport.exports(), PLAIN);
    assertThat(text.chars()).noneMatch(c -> c == 0x1b || c == 0x202e);
    assertThat(text).contains("\\u001b[2Jgone", "invoice\\u202efdp.exe.tf:41");
  }

  @Test
  void localeChangesNothing() {
    String before = text(SampleReport.exports(), PLAIN);
    Locale locale = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(text(SampleReport.exports(), PLAIN)).isEqualTo(before);
    } finally {
      Locale.setDefault(locale);
    }
  }

  @Test
  void surroundingsDecide() {
    TextOptions terminal = TextOptions.fitting(Map.of(), true, 97, StandardCharsets.UTF_8);
    assertThat(terminal.width()).isEqualTo(97);
    assertThat(terminal.color()).isTrue();
    assertThat(terminal.unicode()).isTrue();
    TextOptions log = TextOptions.fitting(Map.of(), false, 97, StandardCharsets.US_ASCII);
    assertThat(log.width()).isEqualTo(120);
    assertThat(log.color()).isFalse();
    assertThat(log.unicode()).isFalse();
    Map<String, String> noColor = Map.of("NO_COLOR", "1", "CI", "true");
    TextOptions build = TextOptions.fitting(noColor, true, 97, StandardCharsets.UTF_8);
    assertThat(build.width()).isEqualTo(120);
    assertThat(build.color()).isFalse();
  }

  private static String between(String text, String from, String to) {
    int start = text.indexOf(from);
    return text.substring(start, text.indexOf(to, start));
  }

  private static String text(Report report, TextOptions options) {
    return new TextReport(report, options).whole();
  }
}
