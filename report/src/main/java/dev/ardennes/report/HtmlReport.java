package dev.ardennes.report;

import dev.ardennes.analysis.Report;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/// The HTML form: one file that needs no network and can be sent to anybody. It reads without
/// scripts; with them, steps open in place and paths can be filtered.
///
/// A content security policy in the file allows its own style and script, by their hashes, and
/// nothing else, so that even a name that slipped through as markup could do nothing.
public final class HtmlReport {
  private final Report report;
  private final Lookup lookup;
  private final SnippetSource snippets;
  private final Markup html;

  private HtmlReport(Report report, SnippetSource snippets, Appendable out) {
    this.report = report;
    this.lookup = new Lookup(report);
    this.snippets = snippets;
    this.html = new Markup(out);
  }

  /// Writes the document. The caller encodes as UTF-8 and closes. The same report and lines give
  /// the same bytes.
  public static void write(Report report, SnippetSource snippets, Appendable out)
      throws IOException {
    new HtmlReport(report, snippets, out).write();
  }

  private void write() throws IOException {
    html.trusted("<!doctype html>\n");
    html.element("html", this::document, "lang", "en");
    html.newLine();
  }

  private void document() throws IOException {
    List<PathLayout> layouts = report.paths().stream().map(PathLayout::of).toList();
    String style = resource("report.css") + HtmlGraph.gridClasses(layouts);
    String script = resource("report.js");
    html.element("head", () -> head(style, script)).newLine();
    html.element("body", () -> body(layouts));
  }

  private void head(String style, String script) throws IOException {
    String policy =
        "default-src 'none'; style-src '%s'; script-src '%s'; base-uri 'none'; form-action 'none'"
            .formatted(hash(style), hash(script));
    html.newLine().empty("meta", "charset", "utf-8").newLine();
    html.empty("meta", "http-equiv", "Content-Security-Policy", "content", policy).newLine();
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.newLine().empty("meta", "name", "color-scheme", "content", "light dark").newLine();
    html.empty("meta", "name", "referrer", "content", "no-referrer").newLine();
    html.element("title", () -> html.text(report.estate().name() + " \u00b7 attack paths"));
    html.newLine().element("style", () -> html.trusted(style)).newLine();
    html.element("script", () -> html.trusted(script)).newLine();
  }

  private void body(List<PathLayout> layouts) throws IOException {
    HtmlParts parts = new HtmlParts(html, lookup, snippets);
    HtmlOverview overview = new HtmlOverview(html, lookup, parts);
    html.newLine()
        .element("a", () -> html.text("Skip to the paths"), "class", "skip", "href", "#paths");
    html.newLine().in("header", "head", overview::header);
    html.newLine()
        .in(
            "main",
            "wrap",
            () -> {
              overview.boxes();
              new HtmlPaths(html, lookup, parts, layouts).all();
              new HtmlSections(html, lookup, parts).all();
            });
    html.newLine().in("footer", "foot", this::footer).newLine();
  }

  private void footer() throws IOException {
    html.in(
        "div",
        "wrap",
        () ->
            html.text(
                "Made by Ardennes. What has expired was decided as of "
                    + report.asOf()
                    + ". Likelihoods take steps as independent. Nothing unseen counts as safe."));
  }

  private static String hash(String content) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("not in the jar: " + name);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
