package dev.ardennes.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.analysis.Report;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// The HTML form in a real browser. Pictures are left in `target/screenshots`.
final class HtmlReportBrowserTest {
  private static final Path PICTURES = Path.of("target/screenshots");
  private static final String FIRST_STEP = "document.querySelector('.stop > button')";
  private static Browser browser;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    browser = Browser.start();
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"1440, false", "1440, true", "390, false", "390, true"})
  void looksRightAndIsAccessible(int width, boolean dark) throws Exception {
    Path file = html(SampleReport.exports());
    Browser.Page page = browser.page().look(width, 900, dark).open(file);
    String name = (width > 1000 ? "wide" : "narrow") + (dark ? "-dark" : "-light");
    page.screenshot(PICTURES.resolve(name + ".png"));
    page.evaluate("document.querySelectorAll('.stop > button')[4].click()");
    page.screenshot(PICTURES.resolve(name + "-open.png"));
    assertThat(page.evaluate("document.documentElement.scrollWidth").asInt())
        .isLessThanOrEqualTo(width);
    assertThat(page.console()).isEmpty();
    assertThat(seriousFindings(page)).isEmpty();
    page.evaluate("document.querySelector('.detail.open .close').click()");
    assertThat(seriousFindings(page)).isEmpty();
    assertThat(page.requests()).containsExactly(file.toUri().toString());
  }

  @ParameterizedTest
  @CsvSource({"1440, false", "1440, true", "390, false", "390, true"})
  void aPathAcrossManyKindsFitsThePageAndShowsItsJoin(int width, boolean dark) throws Exception {
    Browser.Page page = browser.page().look(width, 900, dark).open(html(SampleAcross.report()));
    page.screenshot(PICTURES.resolve("across-" + width + (dark ? "-dark" : "-light") + ".png"));
    assertThat(page.evaluate("document.querySelectorAll('.stop > button').length").asInt())
        .isEqualTo(10);
    assertThat(page.evaluate("document.querySelector('.path').innerText").asString())
        .contains("needs 4 and 7", "follows 1");
    assertThat(page.evaluate("document.documentElement.scrollWidth").asInt())
        .isLessThanOrEqualTo(width);
    assertThat(page.console()).isEmpty();
    assertThat(seriousFindings(page)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1440, false", "390, true"})
  void aReportWithoutPathsIsAccessible(int width, boolean dark) throws Exception {
    Browser.Page page =
        browser.page().look(width, 900, dark).open(html(SampleReport.withoutPaths()));
    page.screenshot(PICTURES.resolve("no-paths-" + width + ".png"));
    assertThat(page.console()).isEmpty();
    assertThat(seriousFindings(page)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1440, false", "1440, true", "390, false", "390, true"})
  void findingsFitThePageAndAreAccessible(int width, boolean dark) throws Exception {
    Browser.Page page = browser.page().look(width, 900, dark).open(html(SampleFindings.some()));
    page.evaluate("document.querySelectorAll('details.reason').forEach(d => d.open = true)");
    page.evaluate("document.getElementById('findings').scrollIntoView()");
    page.screenshot(PICTURES.resolve("findings-" + width + (dark ? "-dark" : "-light") + ".png"));
    assertThat(page.evaluate("document.documentElement.scrollWidth").asInt())
        .isLessThanOrEqualTo(width);
    assertThat(page.console()).isEmpty();
    assertThat(seriousFindings(page)).isEmpty();
  }

  @Test
  void theKeyboardOpensAndClosesAStep() throws Exception {
    Browser.Page page = wide(SampleReport.exports());
    for (int i = 0; i < 60 && !page.is("document.activeElement === " + FIRST_STEP); i++) {
      page.press("Tab", 9);
    }
    assertThat(page.is("document.activeElement === " + FIRST_STEP)).isTrue();
    assertThat(page.evaluate("getComputedStyle(document.activeElement).outlineStyle").asString())
        .isEqualTo("solid");
    assertThat(detailIsVisible(page)).isFalse();
    page.press("Enter", 13);
    assertThat(page.evaluate(FIRST_STEP + ".getAttribute('aria-expanded')").asString())
        .isEqualTo("true");
    assertThat(detailIsVisible(page)).isTrue();
    page.press("Escape", 27);
    assertThat(page.evaluate(FIRST_STEP + ".getAttribute('aria-expanded')").asString())
        .isEqualTo("false");
    assertThat(detailIsVisible(page)).isFalse();
    assertThat(page.is("document.activeElement === " + FIRST_STEP)).isTrue();
  }

  @Test
  void anOpenedStepShowsTheLinesOfItsFiles() throws Exception {
    Browser.Page page = wide(SampleReport.exports());
    page.evaluate("document.querySelectorAll('.stop > button')[1].click()");
    assertThat(page.evaluate("document.querySelector('.detail.open').innerText").asString())
        .contains("network.tf:24", "http_tokens = \"optional\"", "unconfirmed", "session tokens");
    page.evaluate("[...document.querySelectorAll('.stop > button')].at(-1).click()");
    assertThat(
            page.evaluate("[...document.querySelectorAll('.detail.open')].at(-1).innerText")
                .asString())
        .as("lines that stand elsewhere already")
        .contains("ReadExports");
  }

  @Test
  void linksLeadToTheirStep() throws Exception {
    Browser.Page page = wide(SampleReport.many(12));
    page.evaluate("[...document.querySelectorAll('#assumptions ~ * a')].at(-1).click()");
    page.await("document.querySelector('.stop:target button[aria-expanded=true]')");
    assertThat(page.is("document.querySelector('.stop:target').closest('.path').open")).isTrue();
    assertThat(detailIsVisible(page)).isTrue();
  }

  @Test
  void theFilterLeavesWhatFits() throws Exception {
    Browser.Page page = wide(SampleReport.exports());
    assertThat(shownPaths(page)).isEqualTo(2);
    filter(page, "technique", "aws.lambda.passrole-lambda");
    assertThat(shownPaths(page)).isEqualTo(1);
    assertThat(page.evaluate("document.getElementById('count').textContent").asString())
        .isEqualTo("1 of 2 shown");
    filter(page, "technique", "");
    filter(page, "text", "metadata");
    assertThat(shownPaths(page)).isEqualTo(1);
    filter(page, "text", "no such thing");
    assertThat(shownPaths(page)).isZero();
    assertThat(page.is("document.getElementById('none').hidden")).isFalse();
    page.evaluate("document.querySelector('button[type=reset]').click()");
    page.await("document.getElementById('count').textContent === '2 shown'");
    assertThat(shownPaths(page)).isEqualTo(2);
    filter(page, "entry", "1");
    assertThat(shownPaths(page)).isEqualTo(1);
    assertThat(page.console()).isEmpty();
  }

  @Test
  void itReadsWithoutScripts() throws Exception {
    Browser.Page page = browser.page().look(1440, 900, false);
    page.send("Emulation.setScriptExecutionDisabled", Map.of("value", true));
    page.open(html(SampleReport.exports()));
    page.screenshot(PICTURES.resolve("without-scripts.png"));
    String text = page.evaluate("document.body.innerText").asString();
    assertThat(text)
        .contains("2 ways to bucket customer-exports", "Step 5", "http_tokens = \"optional\"")
        .doesNotContain("Clear");
    assertThat(page.is("document.querySelector('.detail').getBoundingClientRect().height > 40"))
        .isTrue();
    assertThat(page.console()).isEmpty();
  }

  @Test
  void hostileNamesStayText() throws Exception {
    Browser.Page page = wide(SampleReport.exports());
    assertThat(page.evaluate("document.scripts.length").asInt()).isEqualTo(1);
    assertThat(page.is("document.querySelector('[onload]')")).isFalse();
    String text = page.evaluate("document.body.textContent").asString();
    assertThat(text).contains(SampleReport.SCRIPT, SampleReport.ATTRIBUTE, "invoice\\u202efdp.exe");
    assertThat(text).doesNotContain("\u202e");
  }

  @Test
  void stepsOfATangledPathDoNotOverlap() throws Exception {
    Browser.Page page = wide(SampleReport.tangled());
    page.screenshot(PICTURES.resolve("tangled.png"));
    assertThat(page.evaluate("document.querySelectorAll('.stop').length").asInt()).isEqualTo(10);
    String overlaps =
        """
        (() => {
          const boxes = [...document.querySelectorAll('.stop')].map(s => s.getBoundingClientRect());
          return boxes.some((a, i) => boxes.some((b, j) => i < j
            && a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom));
        })()""";
    assertThat(page.is(overlaps)).isFalse();
    assertThat(seriousFindings(page)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"passing", "tangled", "exports"})
  void aDrawnPathIsAsHighAsItsLines(String sample) throws Exception {
    Report report =
        switch (sample) {
          case "passing" -> SampleReport.passing();
          case "tangled" -> SampleReport.tangled();
          default -> SampleReport.exports();
        };
    Browser.Page page = wide(report);
    page.screenshot(PICTURES.resolve("lines-" + sample + ".png"));
    String drawn = "[...document.querySelectorAll('.path[open] .graph')]";
    assertThat(page.evaluate(drawn + ".length").asInt()).isPositive();
    assertThat(page.is(drawn + ".every(g => g.scrollHeight <= g.clientHeight)")).isTrue();
    String within =
        """
        .every(g => [...g.querySelectorAll('.wires path')].every(p =>
          p.getBoundingClientRect().bottom <= g.getBoundingClientRect().bottom))""";
    assertThat(page.is(drawn + within.strip())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"passing", "tangled"})
  void stageOfAStepAndWhatItNeedsAreOneLineAndWhole(String sample) throws Exception {
    Report report = sample.equals("passing") ? SampleReport.passing() : SampleReport.tangled();
    Browser.Page page = wide(report);
    String stages = "[...document.querySelectorAll('.path[open] .stage')]";
    assertThat(page.evaluate(stages + ".length").asInt()).isGreaterThan(2);
    String needs = "[...document.querySelectorAll('.path[open] .stage .needs')]";
    assertThat(page.evaluate(needs + ".length").asInt()).isPositive();
    assertThat(page.is(stages + ".every(s => s.offsetHeight < 24)")).isTrue();
    for (String words : List.of(needs, stages, stages + ".map(s => s.querySelector('.s'))")) {
      assertThat(page.is(words + ".every(w => w.scrollWidth <= w.clientWidth || !w.clientWidth)"))
          .as(words)
          .isTrue();
    }
  }

  @Test
  void printingShowsEverything() throws Exception {
    Browser.Page page = browser.page().look(720, 1000, false).open(html(SampleReport.exports()));
    page.send("Emulation.setEmulatedMedia", Map.of("media", "print"));
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))");
    page.screenshot(PICTURES.resolve("print.png"));
    assertThat(page.is("[...document.querySelectorAll('.detail')].every(d => d.offsetHeight > 0)"))
        .isTrue();
    assertThat(page.is("document.querySelector('.filters').offsetHeight > 0")).isFalse();
  }

  @Test
  void aLargeReportIsQuick() throws Exception {
    Path file = html(SampleReport.many(100));
    assertThat(Files.size(file)).isLessThan(3_000_000);
    Browser.Page page = browser.page().look(1440, 900, false).open(file);
    double loaded =
        page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd").asDouble();
    assertThat(loaded).as("milliseconds, on a busy machine").isLessThan(15_000);
    filter(page, "text", "deployer");
    assertThat(shownPaths(page)).isEqualTo(50);
    page.screenshot(PICTURES.resolve("many.png"));
    assertThat(page.console()).isEmpty();
  }

  private Browser.Page wide(Report report) throws Exception {
    return browser.page().look(1440, 900, false).open(html(report));
  }

  private Path html(Report report) throws IOException {
    StringBuilder out = new StringBuilder();
    HtmlReport.write(report, SampleReport::lines, out);
    Path file = folder.resolve("report.html");
    Files.writeString(file, out);
    return file;
  }

  private static boolean detailIsVisible(Browser.Page page) {
    return page.is("[...document.querySelectorAll('.detail')].some(d => d.offsetHeight > 0)");
  }

  private static int shownPaths(Browser.Page page) {
    return page.evaluate(
            "[...document.querySelectorAll('.path')].filter(p => p.offsetHeight > 0).length")
        .asInt();
  }

  private static void filter(Browser.Page page, String field, String value) {
    page.evaluate(
        "(() => { const f = document.getElementById('filters').elements['%s']; f.value = '%s';"
                .formatted(field, value)
            + " f.dispatchEvent(new Event('input', { bubbles: true })); })()");
  }

  /// What axe finds that keeps people from using the page.
  private static List<String> seriousFindings(Browser.Page page) throws IOException {
    if (!page.is("window.axe")) {
      page.evaluate(axe());
    }
    JsonNode violations =
        page.evaluate("axe.run(document).then(r => JSON.parse(JSON.stringify(r.violations)))");
    List<String> serious = new ArrayList<>();
    for (JsonNode violation : violations) {
      String impact = violation.get("impact").asString();
      if (impact.equals("serious") || impact.equals("critical")) {
        serious.add(
            violation.get("id")
                + " "
                + violation.get("nodes").get(0).get("html")
                + " "
                + violation.get("nodes").get(0).get("failureSummary"));
      }
    }
    return serious;
  }

  private static String axe() throws IOException {
    String file = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
    try (InputStream in = HtmlReportBrowserTest.class.getResourceAsStream(file)) {
      assertThat(in).as(file).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8) + "; 0";
    }
  }
}
