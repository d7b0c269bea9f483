package dev.ardennes.report;

import dev.ardennes.analysis.Report;
import dev.ardennes.analysis.Report.WhyNot.Kind;
import dev.ardennes.model.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Which findings of scanners matter, as text. Not there where no report of a scanner was read.
final class FindingsText {
  private static final int MOST_THAT_MATTER = 30;
  private static final int MOST_SEVERE = 5;
  private static final int MOST_STEPS = 3;
  private static final int MOST_CLASSES = 4;
  private static final int INDENT = 12;

  private final Lookup lookup;
  private final Screen screen;
  private final FindingWords words;

  FindingsText(Lookup lookup, Screen screen) {
    this.lookup = lookup;
    this.screen = screen;
    this.words = new FindingWords(lookup.report());
  }

  void all() {
    if (words.isEmpty()) {
      return;
    }
    screen.heading("FINDINGS", words.count());
    List<Report.Finding> matter = words.thatMatter();
    matter.stream().limit(MOST_THAT_MATTER).forEach(this::matters);
    if (matter.size() > MOST_THAT_MATTER) {
      String more =
          "and " + Numbers.grouped(matter.size() - MOST_THAT_MATTER) + " more that matter";
      screen.flow(2, Span.faint(more + ": --format html or json has all"));
    }
    severe();
    reasons();
  }

  private void matters(Report.Finding finding) {
    List<Span> spans = what(finding);
    String completes = FindingWords.completes(words.completes(finding), MOST_STEPS);
    spans.add(Span.of("completes " + completes + "  ", Style.STRONG));
    spans.add(Span.faint(FindingWords.reportedBy(finding)));
    row(finding, spans);
  }

  /// Critical and high ones that lead nowhere: people ask for the reason.
  private void severe() {
    words.others().stream()
        .filter(
            finding -> finding.severity().equals("critical") || finding.severity().equals("high"))
        .limit(MOST_SEVERE)
        .forEach(this::leadsNowhere);
  }

  private void leadsNowhere(Report.Finding finding) {
    Report.WhyNot whyNot = finding.whyNot();
    if (whyNot == null) {
      return;
    }
    List<Span> spans = what(finding);
    spans.add(Span.of(whyNot.says() + "  "));
    whyNot.evidence().stream().limit(1).forEach(at -> spans.add(Span.place(lookup.place(at))));
    row(finding, spans);
  }

  private List<Span> what(Report.Finding finding) {
    List<Span> spans = new ArrayList<>();
    spans.add(Span.of(FindingWords.title(finding) + "  "));
    Evidence place = finding.place();
    if (place != null && FindingWords.hasLine(finding)) {
      spans.add(Span.place(place.place()));
      spans.add(Span.of("  "));
    } else if (!finding.about().isEmpty()) {
      spans.add(Span.of(screen.shorten(FindingWords.about(finding), 60) + "  ", Style.NAME));
    }
    return spans;
  }

  private void row(Report.Finding finding, List<Span> spans) {
    Style style = Style.ofImpact(finding.severity());
    screen.block(INDENT, List.of(Span.of("  "), Span.of(finding.severity(), style)), spans);
  }

  private void reasons() {
    Map<Kind, List<Report.Finding>> groups = words.byReason();
    if (groups.isEmpty()) {
      return;
    }
    int others = words.others().size();
    String lead = others == 1 ? "1 leads nowhere" : Numbers.grouped(others) + " lead nowhere";
    screen.flow(2, Span.faint(lead));
    int width = Numbers.grouped(others).length();
    groups.forEach(
        (kind, group) -> {
          String count = PathText.padLeft(Numbers.grouped(group.size()), width);
          List<Span> spans = new ArrayList<>(List.of(Span.of(FindingWords.reason(kind))));
          if (kind == Kind.NOTHING_FOLLOWS) {
            spans.add(Span.faint("  " + FindingWords.classes(group, MOST_CLASSES)));
          }
          screen.block(width + 6, List.of(Span.of("    " + count)), spans);
        });
  }
}
