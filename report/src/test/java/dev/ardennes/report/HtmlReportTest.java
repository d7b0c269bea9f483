package dev.ardennes.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.analysis.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class HtmlReportTest {
  @Test
  void theSameReportGivesTheSameBytesInEveryLocale() throws IOException {
    String html = html(SampleReport.exports());
    Locale locale = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      assertThat(html(SampleReport.exports())).isEqualTo(html);
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(html(SampleReport.exports())).isEqualTo(html);
    } finally {
      Locale.setDefault(locale);
    }
  }

  @Test
  void nothingIsAskedForFromElsewhere() throws IOException {
    String html = html(SampleReport.exports());
    assertThat(html).doesNotContain(" src=", "@import", "url(", " style=");
    Matcher link = Pattern.compile("href=\"([^\"]*)\"").matcher(html);
    assertThat(link.results().map(found -> found.group(1)))
        .isNotEmpty()
        .allMatch(x -> x.startsWith("#"));
  }

  @Test
  void everyLinkHasItsGoalAndNoIdStandsTwice() throws IOException {
    for (Report report :
        new Report[] {SampleReport.exports(), SampleReport.many(30), SampleFindings.some()}) {
      String html = html(report);
      var ids =
          Pattern.compile(" id=\"([^\"]*)\"").matcher(html).results().map(x -> x.group(1)).toList();
      assertThat(ids).doesNotHaveDuplicates();
      assertThat(
              Pattern.compile(
                      " (?:href=\"#|aria-controls=\"|data-lines=\"|aria-labelledby=\")([^\"]*)\"")
                  .matcher(html)
                  .results()
                  .map(x -> x.group(1)))
          .isNotEmpty()
          .allMatch(ids::contains);
    }
  }

  @Test
  void thePolicyAllowsItsOwnStyleAndScriptAlone() throws Exception {
    String html = html(SampleReport.exports());
    assertThat(html)
        .contains("default-src &#39;none&#39;")
        .contains("style-src &#39;" + hash(between(html, "<style>", "</style>")) + "&#39;")
        .contains("script-src &#39;" + hash(between(html, "<script>", "</script>")) + "&#39;")
        .doesNotContain("unsafe");
  }

  @Test
  void namesAreEscapedAsTextAndInAttributes() throws IOException {
    StringBuilder out = new StringBuilder();
    new Markup(out).element("p", () -> {}, "title", "\" onload='x' <b>&\u202e");
    new Markup(out).text("<b>&\"'\u0000");
    assertThat(out.toString())
        .isEqualTo(
            "<p title=\"&quot; onload=&#39;x&#39; &lt;b&gt;&amp;\\u202e\"></p>"
                + "&lt;b&gt;&amp;&quot;&#39;\\u0000");
  }

  @Test
  void textOfTheUserIsCode() throws IOException {
    StringBuilder out = new StringBuilder();
    new Markup(out).prose("the `<b>` and `c` but ` alone");
    assertThat(out.toString())
        .isEqualTo("the <code>&lt;b&gt;</code> and <code>c</code> but ` alone");
  }

  @Test
  void secretsInLinesAreRedacted() throws IOException {
    Report some = SampleReport.exports();
    StringBuilder out = new StringBuilder();
    HtmlParts parts = new HtmlParts(new Markup(out), new Lookup(some), SampleReport::lines);
    parts.lines(dev.ardennes.model.Evidence.at("infra", "exports.tf", 11, 3));
    assertThat(out).contains("password=[redacted]").doesNotContain("horse");
  }

  @Test
  void findingsLinkTheStepsThatTheyComplete() throws IOException {
    String html = html(SampleFindings.some());
    assertThat(html).contains("Findings of scanners: 2 of 11 matter", ">path 1, step 2</a>");
    assertThat(html).doesNotContain(SampleReport.SCRIPT);
    assertThat(html(SampleReport.exports())).doesNotContain("id=\"findings\"");
  }

  @Test
  void manyFindingsAreCutAndCounted() throws IOException {
    assertThat(html(SampleFindings.many(2000))).contains("and 1,500 more").hasSizeLessThan(500_000);
  }

  @Test
  void linesStandOnceHoweverOftenAPlaceIsNamed() throws IOException {
    int two = html(SampleReport.many(2)).length();
    int hundred = html(SampleReport.many(100)).length();
    assertThat(hundred).isLessThan(1_500_000);
    assertThat((hundred - two) / 98).isLessThan(15_000);
  }

  @Test
  void aReportWithoutLinesIsWhole() throws IOException {
    StringBuilder out = new StringBuilder();
    HtmlReport.write(SampleReport.exports(), SnippetSource.none(), out);
    assertThat(out).contains("network.tf:24").doesNotContain("<pre class=\"code\"");
  }

  private static String html(Report report) throws IOException {
    StringBuilder out = new StringBuilder();
    HtmlReport.write(report, SampleReport::lines, out);
    return out.toString();
  }

  private static String between(String text, String from, String to) {
    int start = text.indexOf(from) + from.length();
    return text.substring(start, text.indexOf(to, start));
  }

  private static String hash(String content) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
    return "sha256-" + Base64.getEncoder().encodeToString(digest);
  }
}
