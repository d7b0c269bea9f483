package dev.ardennes.report;

import dev.ardennes.analysis.Report;
import dev.ardennes.model.Stance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The text form: what one would show a colleague in a terminal, most important first.
///
/// The same report and options give the same text. Nothing of a scanned file reaches the screen
/// unescaped.
public final class TextReport {
  private static final int MOST_TARGETS = 6;
  private final Report report;
  private final Lookup lookup;
  private final TextOptions options;

  public TextReport(Report report, TextOptions options) {
    this.report = report;
    this.lookup = new Lookup(report);
    this.options = options;
  }

  /// The whole report. Each line ends in `\n`.
  public String whole() {
    Screen screen = new Screen(options);
    header(screen);
    headline(screen);
    if (report.paths().isEmpty()) {
      whatIf(screen);
      new NoPathText(lookup, screen).all();
    } else {
      targets(screen);
      whatIf(screen);
      paths(screen);
    }
    new SectionsText(lookup, screen).all();
    next(screen);
    return screen.text();
  }

  /// One path as [#whole()] shows it: headline, steps, traces.
  public String path(Report.Path path) {
    Screen screen = new Screen(options);
    new PathText(lookup, screen).full(path);
    return screen.text();
  }

  /// One path with the premises, assumptions and changes of each step.
  public String pathInDetail(Report.Path path) {
    Screen screen = new Screen(options);
    new PathText(lookup, screen).detailed(path);
    return screen.text();
  }

  /// One path on one line.
  public String pathInBrief(Report.Path path) {
    Screen screen = new Screen(options);
    new PathText(lookup, screen).brief(path, rankWidth());
    return screen.text();
  }

  /// One step of a path with everything known of it.
  public String step(Report.Path path, Report.Step step) {
    Screen screen = new Screen(options);
    new PathText(lookup, screen).step(path, step);
    return screen.text();
  }

  private void header(Screen screen) {
    Report.Estate estate = report.estate();
    int files = estate.sources().stream().mapToInt(Report.Source::files).sum();
    String counts =
        "%s, %s, %s"
            .formatted(
                Numbers.count(files, "file"),
                Numbers.count(estate.entities(), "entity", "entities"),
                Numbers.count(estate.facts(), "fact"));
    String kinds =
        estate.sources().stream()
            .map(Report.Source::kind)
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    screen.flow(
        0,
        Span.of(estate.name() + ": ", Style.NAME),
        Span.of(counts),
        Span.faint((kinds.isEmpty() ? "" : " from " + kinds) + ", as of " + report.asOf()));
    screen.blank();
  }

  private void headline(Screen screen) {
    List<Report.Path> paths = report.paths();
    if (paths.isEmpty()) {
      String to =
          report.targets().size() == 1
              ? lookup.label(report.targets().getFirst().entity())
              : "any of " + Numbers.count(report.targets().size(), "crown jewel");
      screen.flow(0, Span.of("No way found to " + to + ".", Style.GOOD));
      return;
    }
    List<String> targets = paths.stream().map(Report.Path::target).distinct().toList();
    List<String> entries =
        paths.stream().flatMap(path -> path.starts().stream()).distinct().toList();
    boolean one = targets.size() == 1;
    String to =
        one
            ? lookup.label(targets.getFirst())
            : Numbers.grouped(targets.size())
                + " of "
                + Numbers.count(Math.max(targets.size(), count(report.targets())), "crown jewel");
    screen.flow(
        0,
        Span.of(Wording.ways(report) + " to " + to, Style.BAD),
        Span.of(", from " + Wording.from(lookup, entries) + "."));
  }

  private void targets(Screen screen) {
    if (report.targets().size() < 2) {
      return;
    }
    Map<String, Long> ways =
        report.paths().stream()
            .collect(Collectors.groupingBy(Report.Path::target, Collectors.counting()));
    List<Report.Target> fallen =
        report.targets().stream().filter(target -> ways.containsKey(target.entity())).toList();
    for (Report.Target target : fallen.subList(0, Math.min(MOST_TARGETS, fallen.size()))) {
      screen.block(
          24,
          List.of(
              Span.of("  "),
              Span.of(PathText.pad(target.impact(), 8), Style.ofImpact(target.impact())),
              Span.of("  " + Numbers.count(ways.getOrDefault(target.entity(), 0L), "way"))),
          List.of(
              Span.of(screen.shorten(lookup.label(target.entity()), 60), Style.NAME),
              Span.of("  " + target.impactKind())));
    }
    if (fallen.size() > MOST_TARGETS) {
      screen.flow(2, Span.faint("and " + (fallen.size() - MOST_TARGETS) + " more"));
    }
    List<Report.Target> others =
        report.targets().stream().filter(target -> !ways.containsKey(target.entity())).toList();
    List<Report.Target> open = others.stream().filter(Report.Target::moreWays).toList();
    List<Report.Target> closed = others.stream().filter(each -> !each.moreWays()).toList();
    others(screen, "no way among these to ", ", but others may lead there", open);
    others(screen, "no way found to ", "", closed);
  }

  private void others(Screen screen, String before, String after, List<Report.Target> targets) {
    if (!targets.isEmpty()) {
      String others = Numbers.count(count(targets), "other crown jewel");
      screen.flow(2, Span.faint(before + others + after));
    }
  }

  /// Crown jewels, those that another one stands for included.
  private int count(List<Report.Target> targets) {
    return targets.stream().mapToInt(target -> report.estate().size(target.entity())).sum();
  }

  private void paths(Screen screen) {
    PathText text = new PathText(lookup, screen);
    List<Report.Path> paths = report.paths();
    int full = Math.min(options.fullPaths(), paths.size());
    paths.subList(0, full).forEach(text::full);
    int brief = Math.min(full + options.briefPaths(), paths.size());
    if (brief > full) {
      screen.heading("MORE PATHS", "");
      paths.subList(full, brief).forEach(path -> text.brief(path, rankWidth()));
    }
    if (paths.size() > brief) {
      String left = "and " + Numbers.count(paths.size() - brief, "more path");
      screen.flow(2, Span.faint(left + ": --format html or json has all"));
    }
  }

  private int rankWidth() {
    return Integer.toString(report.paths().size()).length();
  }

  private void whatIf(Screen screen) {
    Report.WhatIf whatIf = report.whatIf();
    if (whatIf == null) {
      return;
    }
    screen.heading("WITH THESE CHANGES", "");
    for (String id : whatIf.changes()) {
      Report.Change change = lookup.change(id);
      screen.flow(
          2,
          Span.of(lookup.shortId(id), Style.GOOD),
          Span.of("  " + (change == null ? "" : change.says())));
    }
    String opened =
        whatIf.opened().isEmpty() ? "" : ", " + Numbers.grouped(whatIf.opened().size()) + " new";
    screen.flow(
        2,
        Span.of(
            "%s of %s left%s"
                .formatted(
                    Numbers.grouped(whatIf.after()),
                    Numbers.count(whatIf.before(), "path"),
                    opened),
            whatIf.after() == 0 ? Style.GOOD : Style.STRONG));
  }

  private void next(Screen screen) {
    Map<String, String> commands = nextCommands();
    screen.heading("NEXT", "");
    int longest = commands.keySet().stream().mapToInt(Columns::width).max().orElse(0);
    int column = Math.min(longest, screen.width() * 2 / 3);
    commands.forEach(
        (command, does) ->
            screen.flow(
                2,
                new Span(PathText.pad(command, column), Style.PLAIN, true),
                Span.faint("  " + does)));
  }

  private Map<String, String> nextCommands() {
    Map<String, String> commands = new LinkedHashMap<>();
    String scan = options.command() + " scan " + options.scanned();
    if (report.paths().isEmpty()) {
      commands.put(scan + " --entry PATTERN --target PATTERN", "ask about an entry and a target");
      return commands;
    }
    commands.put(scan + " --format html --out report.html", "every step with its lines");
    for (Report.Change change : report.changes()) {
      if (change.pathsClosed() > 0) {
        String whatIf = options.command() + " whatif " + options.scanned() + " --change ";
        commands.put(whatIf + lookup.shortId(change.id()), "what is left after the change");
        break;
      }
    }
    for (Report.ListedAssumption listed : report.assumptions()) {
      if (listed.stance() == Stance.UNCONFIRMED) {
        String id = lookup.shortId(listed.assumption().id());
        commands.put(scan + " --reject " + id, "what is left if that is not so");
        break;
      }
    }
    return commands;
  }
}
