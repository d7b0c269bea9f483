package dev.ardennes.report;

import dev.ardennes.analysis.Report;
import dev.ardennes.model.Evidence;
import java.util.ArrayList;
import java.util.List;

/// What a result without paths owes its reader: what was read, what was looked for, and how close
/// it came. Otherwise silence and safety would look the same.
final class NoPathText {
  private static final int MOST_ROWS = 8;
  private static final int MOST_COVERS = 4;
  private final Lookup lookup;
  private final Report report;
  private final Screen screen;

  NoPathText(Lookup lookup, Screen screen) {
    this.lookup = lookup;
    this.report = lookup.report();
    this.screen = screen;
  }

  void all() {
    read();
    targets();
    entries();
    closest();
  }

  private void read() {
    screen.heading("WHAT WAS READ", "");
    if (report.estate().sources().isEmpty()) {
      screen.flow(2, Span.of("nothing", Style.WARN));
    }
    for (Report.Source source : report.estate().sources()) {
      screen.flow(
          2,
          Span.of(source.name(), Style.NAME),
          Span.of(
              "  %s, %s, %s"
                  .formatted(
                      source.kind(),
                      Numbers.count(source.files(), "file"),
                      Numbers.count(source.facts(), "fact"))));
      List<String> covers = source.covers();
      for (String scope : covers.stream().limit(MOST_COVERS).toList()) {
        screen.flow(4, Span.faint("knows all of " + scope));
      }
      if (covers.size() > MOST_COVERS) {
        screen.flow(4, Span.faint("and of " + (covers.size() - MOST_COVERS) + " scopes more"));
      }
    }
  }

  private void targets() {
    screen.heading("TAKEN FOR CROWN JEWELS", Numbers.grouped(report.targets().size()));
    if (report.targets().isEmpty()) {
      screen.flow(2, Span.of("nothing: name one with --target PATTERN", Style.WARN));
    }
    for (Report.Target target : first(report.targets())) {
      String impact = PathText.pad(target.impact(), 8);
      row(
          impact,
          12,
          target.entity(),
          target.impactKind() + ", " + target.why(),
          target.evidence());
    }
    rest(report.targets().size());
  }

  private void entries() {
    screen.heading("TAKEN FOR ENTRIES", Numbers.grouped(report.entries().size()));
    if (report.entries().isEmpty()) {
      screen.flow(2, Span.of("nothing: name one with --entry PATTERN", Style.WARN));
    }
    for (Report.Entry entry : first(report.entries())) {
      row(PathText.pad(entry.kind(), 10), 14, entry.entity(), entry.why(), entry.evidence());
    }
    rest(report.entries().size());
    for (List<Report.Entry> group : first(report.heldTogether())) {
      List<String> members = group.stream().map(entry -> lookup.label(entry.entity())).toList();
      screen.flow(2, Span.of("held together: "), Span.of(Wording.and(members), Style.NAME));
    }
  }

  private void row(String lead, int indent, String entity, String why, List<Evidence> evidence) {
    List<Span> spans = new ArrayList<>();
    spans.add(Span.of(lookup.label(entity), Style.NAME));
    spans.add(Span.of("  " + why + "  "));
    evidence.stream().limit(1).forEach(place -> spans.add(Span.place(lookup.place(place))));
    screen.block(indent, List.of(Span.of("  " + lead)), spans);
  }

  private void rest(int count) {
    if (count > MOST_ROWS) {
      screen.flow(2, Span.faint("and " + Numbers.grouped(count - MOST_ROWS) + " more"));
    }
  }

  private void closest() {
    Report.Closest closest = report.closest();
    if (closest == null) {
      return;
    }
    screen.heading("WHAT CAME CLOSEST", "");
    screen.flow(
        2,
        Span.of("from "),
        Span.of(lookup.label(closest.entry()), Style.NAME),
        Span.of(" to "),
        Span.of(lookup.label(closest.target()), Style.NAME));
    if (!closest.reached().isEmpty()) {
      String reached =
          String.join(" \u2192 ", closest.reached().stream().map(lookup::label).toList());
      screen.block(12, List.of(Span.faint("  reached")), List.of(Span.of(reached)));
    }
    for (String missing : closest.missing()) {
      screen.block(12, List.of(Span.of("  lacks", Style.GOOD)), List.of(Span.of(missing)));
    }
    if (!closest.then().isEmpty()) {
      screen.block(
          12, List.of(Span.faint("  then")), List.of(Span.of(String.join("; ", closest.then()))));
    }
  }

  private static <T> List<T> first(List<T> items) {
    return items.size() <= MOST_ROWS ? items : items.subList(0, MOST_ROWS);
  }
}
