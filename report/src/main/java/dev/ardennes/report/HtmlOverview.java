package dev.ardennes.report;

import dev.ardennes.analysis.Report;
import dev.ardennes.model.Stance;
import java.io.IOException;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/// The document's head: the answer in one sentence, what was read, and what falls, from where, and
/// what stops it.
final class HtmlOverview {
  private static final int MOST_ROWS = 6;
  private static final int MOST_CHANGES = 4;
  private static final String NO_WAY = "no way found";
  private final Markup html;
  private final Lookup lookup;
  private final Report report;
  private final HtmlParts parts;

  HtmlOverview(Markup html, Lookup lookup, HtmlParts parts) {
    this.html = html;
    this.lookup = lookup;
    this.report = lookup.report();
    this.parts = parts;
  }

  void header() throws IOException {
    html.in(
        "div",
        "wrap",
        () -> {
          estate();
          html.newLine().element("h1", () -> html.text(headline()));
          html.newLine().leaf("p", "lede", lede());
          html.newLine().element("nav", this::contents, "class", "toc", "aria-label", "Contents");
        });
  }

  private void estate() throws IOException {
    Report.Estate estate = report.estate();
    long files = estate.sources().stream().mapToLong(Report.Source::files).sum();
    String kinds =
        estate.sources().stream()
            .map(Report.Source::kind)
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    html.in(
        "div",
        "estate",
        () -> {
          html.leaf("span", "name", estate.name());
          html.leaf(
              "span", "", Numbers.count(files, "file") + (kinds.isEmpty() ? "" : ", " + kinds));
          html.leaf("span", "", Numbers.count(estate.entities(), "entity", "entities"));
          html.leaf("span", "", Numbers.count(estate.facts(), "fact"));
          html.leaf("span", "", "as of " + report.asOf());
        });
  }

  private String headline() {
    List<Report.Path> paths = report.paths();
    if (paths.isEmpty()) {
      return report.targets().size() == 1
          ? "No way found to " + lookup.label(report.targets().getFirst().entity())
          : "No way found to any of " + Numbers.count(report.targets().size(), "crown jewel");
    }
    List<String> targets = paths.stream().map(Report.Path::target).distinct().toList();
    String to =
        targets.size() == 1
            ? lookup.label(targets.getFirst())
            : Numbers.count(targets.size(), "crown jewel");
    return Wording.ways(report) + " to " + to;
  }

  private String lede() {
    if (report.paths().isEmpty()) {
      return "Nothing unseen counts as safe: below is what was read, what was not, and what was"
          + " looked for.";
    }
    List<String> entries = report.paths().stream().map(Report.Path::entry).distinct().toList();
    long open = report.assumptions().stream().filter(a -> a.stance() == Stance.UNCONFIRMED).count();
    String rests = open == 0 ? "" : " They rest on " + Numbers.count(open, "open assumption") + ".";
    return "From " + Wording.from(lookup, entries) + "." + rests;
  }

  private void contents() throws IOException {
    entry("paths", "Paths", report.paths().size());
    entry("changes", "What stops it", report.changes().size());
    entry("linchpins", "Linchpins", report.linchpins().size());
    entry("assumptions", "Assumptions", report.assumptions().size());
    List<Report.Finding> findings = report.findings();
    entry("findings", "Findings", findings == null ? 0 : findings.size());
    entry("standing", "Standing risks", report.standingRisks().size());
    entry("problems", "Not read", report.problems().size());
    entry("hidden", "Hidden", report.hidden().size());
    entry("sources", "Sources", report.estate().sources().size());
  }

  private void entry(String id, String title, int count) throws IOException {
    if (count > 0) {
      html.element(
          "a",
          () -> {
            html.text(title + " ");
            html.element("b", () -> html.text(Numbers.grouped(count)));
          },
          "href",
          "#" + id);
      html.newLine();
    }
  }

  void boxes() throws IOException {
    whatIf();
    html.newLine()
        .in(
            "div",
            "overview",
            () -> {
              targets();
              entries();
              heldTogether();
              changes();
            });
  }

  private void whatIf() throws IOException {
    Report.WhatIf whatIf = report.whatIf();
    if (whatIf == null) {
      return;
    }
    List<String> says =
        whatIf.changes().stream()
            .map(
                id -> {
                  Report.Change change = lookup.change(id);
                  return change == null ? id : change.says();
                })
            .toList();
    String opened =
        whatIf.opened().isEmpty() ? "" : ", " + Numbers.grouped(whatIf.opened().size()) + " new";
    html.leaf(
        "p",
        "note",
        "With these changes applied: %s. %s of %s left%s."
            .formatted(
                String.join("; ", says),
                Numbers.grouped(whatIf.after()),
                Numbers.count(whatIf.before(), "path"),
                opened));
  }

  private void targets() throws IOException {
    box(
        "Crown jewels",
        report.targets(),
        target -> {
          html.in(
              "div",
              "row",
              () -> {
                html.element(
                    "span",
                    () -> {
                      parts.impact(target.impact());
                      parts.entity(target.entity());
                    });
                html.leaf("span", "end", ways(target));
              });
          html.prose("p", "why", target.impactKind() + "; " + target.why());
        });
  }

  private void entries() throws IOException {
    box(
        "Entries",
        report.entries(),
        entry -> {
          html.in(
              "div",
              "row",
              () -> {
                html.element("span", () -> parts.entity(entry.entity()));
                html.leaf("span", "end", ways(path -> startsAt(path, entry) ? 1 : 0));
              });
          html.prose("p", "why", Wording.entry(entry));
        });
  }

  private boolean startsAt(Report.Path path, Report.Entry entry) {
    return path.starts().contains(entry.entity())
        && entry.equals(lookup.entry(path, entry.entity()));
  }

  /// What one attacker holds at once.
  private void heldTogether() throws IOException {
    if (report.heldTogether().isEmpty()) {
      return;
    }
    box(
        "Held together",
        report.heldTogether(),
        group ->
            html.in(
                "div",
                "row",
                () -> {
                  for (Report.Entry entry : group) {
                    html.element("span", () -> parts.entity(entry.entity()));
                  }
                }));
  }

  private void changes() throws IOException {
    List<Report.Change> closing =
        report.changes().stream()
            .filter(change -> change.pathsClosed() > 0)
            .limit(MOST_CHANGES)
            .toList();
    if (closing.isEmpty()) {
      return;
    }
    box(
        "What stops it",
        closing,
        change -> {
          html.prose("p", "", change.says());
          html.in(
              "div",
              "row",
              () -> {
                html.in("span", "soft", () -> parts.places(change.evidence()));
                String of = change.pathsClosed() + " of " + report.paths().size();
                html.leaf("span", "end", "closes " + of);
              });
        });
  }

  private <T> void box(String title, List<T> items, JsonWriter.Item<T> row) throws IOException {
    html.newLine()
        .in(
            "section",
            "box",
            () -> {
              html.element("h2", () -> html.text(title));
              if (items.isEmpty()) {
                html.leaf("p", "why", "none");
              }
              html.element(
                  "ul",
                  () -> {
                    for (T item : items.subList(0, Math.min(MOST_ROWS, items.size()))) {
                      html.element("li", () -> row.write(item));
                    }
                    int more = items.size() - MOST_ROWS;
                    if (more > 0) {
                      html.leaf("li", "why", "and " + Numbers.grouped(more) + " more");
                    }
                  });
            });
  }

  private String ways(Report.Target target) {
    String ways = ways(path -> target.entity().equals(path.target()) ? 1 : 0);
    return !target.moreWays() ? ways : ways.equals(NO_WAY) ? "none among these" : ways + " or more";
  }

  private String ways(ToLongFunction<Report.Path> counts) {
    long ways = report.paths().stream().mapToLong(counts).sum();
    return ways == 0 ? NO_WAY : Numbers.count(ways, "way");
  }
}
