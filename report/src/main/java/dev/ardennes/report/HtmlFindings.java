package dev.ardennes.report;

import dev.ardennes.analysis.Report;
import dev.ardennes.analysis.Report.WhyNot.Kind;
import dev.ardennes.model.Evidence;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Which findings of scanners matter, as tables: one of those that do, and one for each reason why
/// others do not, closed at first.
final class HtmlFindings {
  private static final int MOST_ROWS = 500;
  private static final int MOST_STEPS = 8;

  private final Markup html;
  private final HtmlParts parts;
  private final FindingWords words;

  HtmlFindings(Markup html, Lookup lookup, HtmlParts parts) {
    this.html = html;
    this.parts = parts;
    this.words = new FindingWords(lookup.report());
  }

  boolean isEmpty() {
    return words.isEmpty();
  }

  String title() {
    return "Findings of scanners: " + words.count();
  }

  void tables() throws IOException {
    List<Report.Finding> matter = words.thatMatter();
    if (!matter.isEmpty()) {
      table("Those that matter", "Completes", matter);
    }
    for (Map.Entry<Kind, List<Report.Finding>> group : words.byReason().entrySet()) {
      String reason = FindingWords.reason(group.getKey());
      html.newLine()
          .element(
              "details",
              () -> {
                String count = Numbers.count(group.getValue().size(), "finding");
                html.element("summary", () -> html.text(count + ": " + reason));
                table("Findings: " + reason, "Why not", group.getValue());
              },
              "class",
              "plain reason");
    }
  }

  private void table(String caption, String last, List<Report.Finding> findings)
      throws IOException {
    html.newLine()
        .in(
            "table",
            "findings",
            () -> {
              html.leaf("caption", "", caption);
              html.element(
                  "thead",
                  () ->
                      html.element(
                          "tr",
                          () -> {
                            heading("Severity");
                            heading("Finding");
                            heading(last);
                          }));
              html.element("tbody", () -> rows(findings));
            });
    if (findings.size() > MOST_ROWS) {
      String more = Numbers.grouped(findings.size() - MOST_ROWS);
      html.leaf("p", "about", "and " + more + " more: the JSON form has all");
    }
  }

  private void heading(String text) throws IOException {
    html.element("th", () -> html.text(text), "scope", "col");
  }

  private void rows(List<Report.Finding> findings) throws IOException {
    for (Report.Finding finding : findings.subList(0, Math.min(MOST_ROWS, findings.size()))) {
      html.newLine()
          .element(
              "tr",
              () -> {
                html.element("td", () -> parts.impact(finding.severity()));
                html.element("td", () -> what(finding));
                html.element("td", () -> outcome(finding));
              });
    }
  }

  private void what(Report.Finding finding) throws IOException {
    html.prose("p", "", FindingWords.title(finding));
    html.in(
        "p",
        "extra",
        () -> {
          Evidence place = finding.place();
          if (place != null && FindingWords.hasLine(finding)) {
            html.leaf("span", "place", place.place());
          } else if (!finding.about().isEmpty()) {
            html.leaf("span", "name", FindingWords.about(finding));
          }
          html.leaf("span", "", FindingWords.reportedBy(finding));
        });
  }

  private void outcome(Report.Finding finding) throws IOException {
    Report.WhyNot whyNot = finding.whyNot();
    if (whyNot == null) {
      completes(words.completes(finding));
      return;
    }
    html.prose("p", "", whyNot.says());
    if (!whyNot.evidence().isEmpty()) {
      html.in("p", "extra", () -> parts.places(whyNot.evidence().subList(0, 1)));
    }
  }

  private void completes(List<FindingWords.Place> places) throws IOException {
    String comma = "";
    for (FindingWords.Place place : places.subList(0, Math.min(MOST_STEPS, places.size()))) {
      String text = "path " + place.path().rank() + ", step " + place.number();
      html.text(comma);
      html.element(
          "a", () -> html.text(text), "href", "#" + HtmlParts.stepId(place.path(), place.step()));
      comma = "; ";
    }
    if (places.size() > MOST_STEPS) {
      html.text(" and " + (places.size() - MOST_STEPS) + " more");
    }
  }
}
