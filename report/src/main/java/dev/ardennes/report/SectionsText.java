package dev.ardennes.report;

import dev.ardennes.analysis.Report;
import dev.ardennes.model.Assumption;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Stance;
import java.util.ArrayList;
import java.util.List;

/// What stands beneath the paths: what stops them, what they rest on, and what the result leaves
/// out. A section with nothing to say is not there.
final class SectionsText {
  private static final int MOST_CHANGES = 8;
  private static final int MOST_LINCHPINS = 5;
  private static final int MOST_ASSUMPTIONS = 12;
  private static final int MOST_RISKS = 8;
  private static final int MOST_PROBLEMS = 8;
  private static final int MOST_PLACES = 3;

  private final Lookup lookup;
  private final Report report;
  private final Screen screen;

  SectionsText(Lookup lookup, Screen screen) {
    this.lookup = lookup;
    this.report = lookup.report();
    this.screen = screen;
  }

  void all() {
    changes();
    linchpins();
    assumptions();
    new FindingsText(lookup, screen).all();
    standingRisks();
    hidden();
    problems();
    limits();
  }

  private void changes() {
    List<Report.Change> closing =
        report.changes().stream().filter(change -> change.pathsClosed() > 0).toList();
    if (!closing.isEmpty()) {
      screen.heading("WHAT STOPS IT", "each change alone, " + Wording.checked(closing));
      closing.stream().limit(MOST_CHANGES).forEach(this::change);
      more(closing.size() - MOST_CHANGES, "change");
    }
    int partial = report.changes().size() - closing.size();
    if (partial > 0) {
      String removes = partial == 1 ? " removes a step, but its path goes on another way" : "";
      String remove = partial == 1 ? "" : " remove a step each, but their paths go on another way";
      screen.flow(2, Span.faint(Numbers.count(partial, "more change") + removes + remove));
    }
  }

  private void change(Report.Change change) {
    String closes = "closes " + of(change.pathsClosed());
    List<Span> spans = new ArrayList<>(List.of(Span.of(change.says() + "  ")));
    spans.addAll(places(change.evidence()));
    if (!change.verified() && lookup.hasVerifiedChanges()) {
      spans.add(Span.faint("checked on the attack graph  "));
    }
    if (change.cost() != 1) {
      spans.add(Span.faint("cost " + Numbers.plain(change.cost())));
    }
    row(lookup.shortId(change.id()), Style.GOOD, closes, 7 + ofWidth(), spans);
  }

  private void linchpins() {
    if (report.linchpins().isEmpty() || report.paths().size() < 2) {
      return;
    }
    screen.heading("LINCHPINS", "premises that several paths share");
    for (Report.Linchpin linchpin : first(report.linchpins(), MOST_LINCHPINS)) {
      Report.ListedFact fact = lookup.fact(linchpin.fact());
      String says = linchpin.says();
      if (says.isEmpty()) {
        says = fact == null ? linchpin.fact() : lookup.says(fact);
      }
      List<Span> spans = new ArrayList<>(List.of(Span.of(says + "  ")));
      spans.addAll(places(linchpin.evidence()));
      String paths = of(linchpin.paths()) + " paths";
      screen.block(10 + ofWidth(), List.of(Span.of("  " + paths)), spans);
    }
    more(report.linchpins().size() - MOST_LINCHPINS, "linchpin");
  }

  private void assumptions() {
    List<Report.ListedAssumption> open =
        report.assumptions().stream().filter(a -> a.stance() != Stance.CONFIRMED).toList();
    int confirmed = report.assumptions().size() - open.size();
    if (report.assumptions().isEmpty()) {
      return;
    }
    screen.heading("WHAT THIS RESTS ON", "statements the files alone do not settle");
    int left = MOST_ASSUMPTIONS;
    for (Assumption.Kind kind : Assumption.Kind.values()) {
      List<Report.ListedAssumption> group =
          open.stream().filter(listed -> listed.assumption().kind() == kind).limit(left).toList();
      if (!group.isEmpty()) {
        screen.flow(2, Span.faint(Wording.title(kind)));
        group.forEach(this::assumption);
        left -= group.size();
      }
    }
    more(open.size() - MOST_ASSUMPTIONS, "assumption");
    if (confirmed > 0) {
      screen.flow(2, Span.faint(Numbers.count(confirmed, "assumption") + " confirmed"));
    }
  }

  private void assumption(Report.ListedAssumption listed) {
    List<Span> spans = new ArrayList<>(List.of(Span.of(listed.assumption().says() + "  ")));
    spans.addAll(places(listed.assumption().evidence()));
    String middle = PathText.pad(listed.stance().word(), 11) + "  " + of(listed.paths()) + " paths";
    row(lookup.shortId(listed.assumption().id()), Style.WARN, middle, 19 + ofWidth(), spans);
  }

  private void row(String id, Style style, String middle, int middleWidth, List<Span> spans) {
    int indent = 2 + id.length() + 2 + middleWidth + 2;
    screen.block(
        indent, List.of(Span.of("  "), Span.of(id, style), Span.of("  "), Span.of(middle)), spans);
  }

  private void standingRisks() {
    if (report.standingRisks().isEmpty()) {
      return;
    }
    screen.heading("STANDING RISKS", "no path by themselves");
    for (Report.StandingRisk risk : first(report.standingRisks(), MOST_RISKS)) {
      List<Span> spans = new ArrayList<>();
      spans.add(Span.of(lookup.label(risk.entity()), Style.NAME));
      spans.add(Span.of("  " + risk.says() + "  "));
      spans.addAll(places(risk.evidence()));
      screen.block(4, List.of(Span.of("  -")), spans);
    }
    more(report.standingRisks().size() - MOST_RISKS, "standing risk");
  }

  private void hidden() {
    if (report.hidden().isEmpty()) {
      return;
    }
    screen.heading("HIDDEN BY CONFIGURATION", "--no-config shows it");
    for (Report.Hidden hidden : report.hidden()) {
      screen.flow(
          2, Span.place(hidden.by()), Span.of("  " + hidden.what() + "  "), Span.of(times(hidden)));
    }
  }

  private static String times(Report.Hidden hidden) {
    return "(" + Numbers.count(hidden.count(), "time") + ")";
  }

  private void problems() {
    List<ProblemGroup> groups = ProblemGroup.of(report.problems());
    if (groups.isEmpty()) {
      return;
    }
    screen.heading("NOT READ, OR NOT WHOLLY", Numbers.count(report.problems().size(), "problem"));
    first(groups, MOST_PROBLEMS).forEach(this::problem);
    more(groups.size() - MOST_PROBLEMS, "kind of problem", "kinds of problem");
  }

  private void problem(ProblemGroup group) {
    List<Span> spans = new ArrayList<>();
    if (group.problems().size() > 1) {
      spans.add(Span.of(Numbers.grouped(group.problems().size()) + " times: "));
    }
    spans.add(Span.of(group.says() + "  "));
    spans.addAll(places(group.places()));
    Style style = group.severity().equals("error") ? Style.BAD : Style.WARN;
    screen.block(11, List.of(Span.of("  "), Span.of(group.severity(), style)), spans);
    if (!group.help().isEmpty()) {
      screen.flow(11, Span.faint(group.help()));
    }
  }

  private void limits() {
    List<Report.Limit> hit = report.limits().stream().filter(Report.Limit::hit).toList();
    if (hit.isEmpty()) {
      return;
    }
    screen.heading("LIMITS REACHED", "what lies beyond is not in this result");
    for (Report.Limit limit : hit) {
      String of = limit.total() > limit.limit() ? " of " + Numbers.grouped(limit.total()) : "";
      screen.flow(2, Span.of(limit.what() + "  " + Numbers.grouped(limit.limit()) + of));
    }
  }

  private List<Span> places(List<Evidence> evidence) {
    List<Span> spans = new ArrayList<>();
    for (Evidence place : first(evidence, MOST_PLACES)) {
      spans.add(Span.place(lookup.place(place)));
      spans.add(Span.of("  "));
    }
    if (evidence.size() > MOST_PLACES) {
      spans.add(Span.faint("+" + (evidence.size() - MOST_PLACES) + "\u00a0more  "));
    }
    return spans;
  }

  private void more(int count, String one) {
    more(count, one, one + "s");
  }

  private void more(int count, String one, String many) {
    if (count > 0) {
      String text = "and " + Numbers.count(count, "more " + one, "more " + many);
      screen.flow(2, Span.faint(text + ": --format html or json has all"));
    }
  }

  private String of(int paths) {
    int total = report.paths().size();
    int width = Integer.toString(total).length();
    return PathText.padLeft(Integer.toString(paths), width) + " of " + total;
  }

  private int ofWidth() {
    return 2 * Integer.toString(report.paths().size()).length() + 4;
  }

  private static <T> List<T> first(List<T> items, int most) {
    return items.size() <= most ? items : items.subList(0, most);
  }
}
