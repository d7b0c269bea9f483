package dev.ardennes.report;

import dev.ardennes.analysis.Report;
import dev.ardennes.model.Evidence;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One path, or one step, as text.
final class PathText {
  private static final String ARROW = " \u2192 ";
  private static final int STAGE_WIDTH = 12;
  private static final int MOST_PLACES = 4;
  private static final int MOST_ASSUMPTIONS = 2;

  /// From this width on, what the attacker does stands beside the hop and not beneath.
  private static final int SIDE_BY_SIDE = 100;

  private final Lookup lookup;
  private final Screen screen;

  PathText(Lookup lookup, Screen screen) {
    this.lookup = lookup;
    this.screen = screen;
  }

  /// Headline and every step: what the first screen shows.
  void full(Report.Path path) {
    title(path);
    Map<String, Integer> numbers = Lookup.numbers(path);
    int hop = hopWidth(path);
    start(path, hop);
    for (Report.Step step : path.steps()) {
      List<Span> grounds = new ArrayList<>(places(lookup.places(step)));
      grounds.addAll(assumes(step));
      line(step, numbers, hop, grounds);
    }
    traces(path, numbers);
  }

  /// As [#full(Report.Path)], with the premises, assumptions and changes of every step.
  void detailed(Report.Path path) {
    title(path);
    Map<String, Integer> numbers = Lookup.numbers(path);
    int hop = hopWidth(path);
    start(path, hop);
    for (Report.Step step : path.steps()) {
      line(step, numbers, hop, List.of());
      details(step, numbers);
    }
  }

  /// One step of a path with everything known of it.
  void step(Report.Path path, Report.Step step) {
    Map<String, Integer> numbers = Lookup.numbers(path);
    line(step, numbers, hopWidth(path), List.of());
    details(step, numbers);
  }

  /// The path on one line: rank, impact, risk and the entities it goes through.
  void brief(Report.Path path, int rankWidth) {
    String impact = path.impact();
    String lead =
        "  %s  %s  risk %s  "
            .formatted(
                padLeft(Integer.toString(path.rank()), rankWidth),
                pad(impact, 8),
                pad(Numbers.probability(path.risk()), 5));
    int indent = Columns.width(lead);
    String chain = screen.shorten(chain(path), screen.width() - indent);
    screen.block(indent, List.of(Span.of(lead)), List.of(Span.of(chain)));
  }

  private String chain(Report.Path path) {
    Set<String> passed = new LinkedHashSet<>();
    path.steps().forEach(step -> passed.add(step.to()));
    passed.removeAll(path.starts());
    return Stream.concat(Stream.of(lookup.starts(path)), passed.stream().map(lookup::label))
        .collect(Collectors.joining(ARROW));
  }

  private void title(Report.Path path) {
    screen.blank();
    List<Span> left = new ArrayList<>();
    left.add(Span.of("PATH " + path.rank(), Style.HEADING));
    left.add(Span.of("  " + path.impact(), Style.ofImpact(path.impact())));
    Report.Target target = lookup.target(path.target());
    if (target != null) {
      left.add(Span.of("  " + target.impactKind()));
    }
    left.add(Span.of("  risk " + Numbers.probability(path.risk()), Style.STRONG));
    left.add(Span.of("  likelihood " + Numbers.range(path.likelihood())));
    if (!path.orderProved()) {
      left.add(Span.faint("  (a better one could not be ruled out)"));
    }
    screen.edges(0, left, List.of(Span.faint(lookup.shortId(path.id()))));
  }

  private void start(Report.Path path, int hop) {
    boolean entersAtOnce =
        !path.steps().isEmpty() && path.steps().getFirst().stage().equals("entry");
    if (!entersAtOnce || !path.heldWith().isEmpty()) {
      path.starts().forEach(start -> start(path, start, hop));
    }
  }

  private void start(Report.Path path, String start, int hop) {
    Report.Entry entry = lookup.entry(path, start);
    String why = entry == null ? "" : Wording.entry(entry);
    String word = start.equals(path.entry()) ? "start" : "and";
    row("", word, Style.FAINT, nameAlone(start, hop), List.of(Span.of(why)), hop);
    if (entry != null && !entry.evidence().isEmpty()) {
      screen.flow(indent(), places(entry.evidence()));
    }
  }

  private void line(Report.Step step, Map<String, Integer> numbers, int hop, List<Span> grounds) {
    String number = Integer.toString(numbers.getOrDefault(step.id(), 0));
    Style stage = step.stage().equals("impact") ? Style.BAD : Style.PLAIN;
    row(number, step.stage(), stage, hop(step, hop), List.of(Span.of(step.says())), hop);
    List<Span> left = new ArrayList<>(needs(step, numbers));
    left.addAll(grounds);
    screen.edges(indent(), left, technique(step));
    if (!step.alternatives().isEmpty()) {
      screen.flow(
          indent(),
          Span.faint("or: "),
          Span.of(String.join(", ", step.alternatives()), Style.FAINT));
    }
  }

  private void row(
      String number, String stage, Style style, List<Span> hop, List<Span> says, int hopWidth) {
    List<Span> lead = new ArrayList<>();
    lead.add(Span.of(padLeft(number, 3) + " "));
    lead.add(Span.of(pad(stage, STAGE_WIDTH), style));
    if (screen.width() < SIDE_BY_SIDE) {
      screen.block(indent(), lead, hop);
      screen.flow(indent(), says);
      return;
    }
    lead.addAll(hop);
    screen.block(indent() + hopWidth + 2, lead, says);
  }

  private List<Span> needs(Report.Step step, Map<String, Integer> numbers) {
    List<Integer> needs = Lookup.needs(step, numbers);
    int own = numbers.getOrDefault(step.id(), 0);
    boolean follows = needs.isEmpty() || (needs.size() == 1 && needs.getFirst() == own - 1);
    if (follows) {
      return List.of();
    }
    String joined = needs.size() == 1 ? "follows from " : "needs both ";
    if (needs.size() > 2) {
      joined = "needs all of ";
    }
    return List.of(Span.of(joined + Wording.and(needs) + "  ", Style.JOIN));
  }

  private List<Span> assumes(Report.Step step) {
    List<String> ids = step.assumes();
    if (ids.isEmpty()) {
      return List.of();
    }
    String shown =
        ids.stream().limit(MOST_ASSUMPTIONS).map(lookup::shortId).collect(Collectors.joining(", "));
    int more = ids.size() - MOST_ASSUMPTIONS;
    return List.of(Span.of("  if " + shown + (more > 0 ? " +" + more : ""), Style.WARN));
  }

  private static List<Span> technique(Report.Step step) {
    List<Span> spans = new ArrayList<>(List.of(Span.faint(step.technique())));
    step.attack().forEach(id -> spans.add(Span.faint(" " + id)));
    return spans;
  }

  private List<Span> places(List<Evidence> evidence) {
    List<Span> spans = new ArrayList<>();
    evidence.stream()
        .limit(MOST_PLACES)
        .forEach(
            place -> {
              spans.add(Span.place(lookup.place(place)));
              spans.add(Span.of("  "));
            });
    if (evidence.size() > MOST_PLACES) {
      spans.add(Span.faint("+" + (evidence.size() - MOST_PLACES) + "\u00a0more  "));
    }
    return spans;
  }

  private void traces(Report.Path path, Map<String, Integer> numbers) {
    List<Integer> unseen = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    for (Report.Step step : path.steps()) {
      int number = numbers.getOrDefault(step.id(), 0);
      if (step.detection().seenBy().isEmpty()) {
        unseen.add(number);
      } else {
        seen.add(number + " " + String.join(", ", step.detection().seenBy()));
      }
    }
    List<Span> spans = new ArrayList<>();
    spans.add(Span.of(seen.isEmpty() ? "no step" : "step " + String.join("; ", seen)));
    if (!unseen.isEmpty() && !seen.isEmpty()) {
      spans.add(Span.faint("; none known for " + Wording.and(unseen)));
    }
    screen.block(indent(), List.of(Span.faint("    logged at")), spans);
  }

  private void details(Report.Step step, Map<String, Integer> numbers) {
    for (Report.Because because : step.because()) {
      premise(because, numbers);
    }
    for (String id : step.assumes()) {
      Report.ListedAssumption listed = lookup.assumption(id);
      String says =
          listed == null ? "" : listed.stance().word() + "  " + listed.assumption().says();
      detail("if", List.of(Span.of(lookup.shortId(id) + "  ", Style.WARN), Span.of(says)));
    }
    if (!step.detection().seenBy().isEmpty()) {
      detail("logged as", List.of(Span.of(String.join(", ", step.detection().seenBy()))));
    }
    if (!step.detection().blind().isEmpty()) {
      detail("blind", List.of(Span.of(step.detection().blind())));
    }
    for (String id : step.cutBy()) {
      Report.Change change = lookup.change(id);
      String says = change == null ? "" : change.says();
      detail("cut by", List.of(Span.of(lookup.shortId(id) + "  ", Style.GOOD), Span.of(says)));
    }
  }

  private void premise(Report.Because because, Map<String, Integer> numbers) {
    Report.ListedFact fact = lookup.fact(because.fact());
    List<Span> spans = new ArrayList<>();
    spans.add(Span.of((fact == null ? because.fact() : lookup.says(fact)) + "  "));
    if (because.step() != null) {
      spans.add(Span.of("from step " + numbers.getOrDefault(because.step(), 0), Style.JOIN));
    } else {
      List<Evidence> found = new ArrayList<>();
      lookup.grounds(because.fact()).forEach(ground -> found.addAll(ground.fact().evidence()));
      spans.addAll(places(found.stream().distinct().toList()));
    }
    detail("because", spans);
  }

  private void detail(String label, List<Span> spans) {
    screen.block(
        indent() + STAGE_WIDTH,
        List.of(Span.faint(" ".repeat(indent()) + pad(label, STAGE_WIDTH - 1))),
        spans);
  }

  private int hopWidth(Report.Path path) {
    int longest = 0;
    for (String start : path.starts()) {
      longest = Math.max(longest, Columns.width(screen.printable(lookup.label(start))));
    }
    for (Report.Step step : path.steps()) {
      String hop = lookup.label(step.from()) + ARROW + lookup.label(step.to());
      longest = Math.max(longest, Columns.width(screen.printable(hop)));
    }
    int room = screen.width() - indent();
    return Math.min(longest, screen.width() < SIDE_BY_SIDE ? room : room / 2);
  }

  private List<Span> nameAlone(String entity, int most) {
    return List.of(Span.of(screen.shorten(lookup.label(entity), most), Style.NAME));
  }

  /// Both ends in `most` columns: a short end leaves its room to the other.
  private List<Span> hop(Report.Step step, int most) {
    String from = screen.printable(lookup.label(step.from()));
    String to = screen.printable(lookup.label(step.to()));
    int room = most - Columns.width(screen.printable(ARROW));
    int half = room / 2;
    int fromRoom = Math.max(half, room - Columns.width(to));
    int toRoom = Math.max(room - half, room - Columns.width(from));
    return List.of(
        Span.of(screen.shorten(from, fromRoom), Style.NAME),
        Span.of(ARROW),
        Span.of(screen.shorten(to, toRoom), Style.NAME));
  }

  private static int indent() {
    return 4 + STAGE_WIDTH;
  }

  static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - Columns.width(text)));
  }

  static String padLeft(String text, int width) {
    return " ".repeat(Math.max(0, width - Columns.width(text))) + text;
  }
}
