package dev.ardennes.report;

import dev.ardennes.analysis.Report;
import dev.ardennes.analysis.Report.WhyNot.Kind;
import dev.ardennes.model.Evidence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What every form says of findings, in the same words.
final class FindingWords {
  private static final int MOST_ABOUT = 2;

  /// A step of a listed path, by their numbers.
  record Place(Report.Path path, Report.Step step, int number) {}

  private final Map<String, Report.Path> paths = new HashMap<>();
  private final List<Report.Finding> findings;

  FindingWords(Report report) {
    List<Report.Finding> listed = report.findings();
    this.findings = listed == null ? List.of() : listed;
    report.paths().forEach(path -> paths.put(path.id(), path));
  }

  boolean isEmpty() {
    return findings.isEmpty();
  }

  List<Report.Finding> thatMatter() {
    return findings.stream().filter(Report.Finding::matters).toList();
  }

  /// The others, the most severe first.
  List<Report.Finding> others() {
    return findings.stream().filter(finding -> !finding.matters()).toList();
  }

  /// The others by the reason, most findings first.
  Map<Kind, List<Report.Finding>> byReason() {
    Map<Kind, List<Report.Finding>> groups = new EnumMap<>(Kind.class);
    for (Report.Finding finding : findings) {
      Report.WhyNot whyNot = finding.whyNot();
      if (whyNot != null) {
        groups.computeIfAbsent(whyNot.kind(), none -> new ArrayList<>()).add(finding);
      }
    }
    return groups.entrySet().stream()
        .sorted(Comparator.comparingInt(group -> -group.getValue().size()))
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, LinkedHashMap::new));
  }

  /// `2 of 52 matter`.
  String count() {
    String matter = thatMatter().size() == 1 && findings.size() == 1 ? " matters" : " matter";
    return Numbers.grouped(thatMatter().size())
        + " of "
        + Numbers.grouped(findings.size())
        + matter;
  }

  /// The tool's title; with the id of the vulnerability, which people know it by.
  static String title(Report.Finding finding) {
    boolean named = finding.rule().startsWith("CVE-") || finding.rule().startsWith("GHSA-");
    return named && !finding.says().contains(finding.rule())
        ? finding.rule() + " " + finding.says()
        : finding.says();
  }

  /// What it is about where it points at no line: `stdlib@v1.22.3 in shop/ledger:7`.
  static String about(Report.Finding finding) {
    return finding.about().stream()
        .limit(MOST_ABOUT)
        .map(FindingWords::withoutRegistry)
        .collect(Collectors.joining(" in "));
  }

  /// `northwind/ledger:7` of `529184730266.dkr.ecr.eu-central-1.amazonaws.com/northwind/ledger:7`.
  private static String withoutRegistry(String about) {
    int slash = about.indexOf('/');
    boolean registry =
        slash > 0
            && about.lastIndexOf('.', slash) > 0
            && !about.contains("://")
            && slash < about.length() - 1;
    return registry ? about.substring(slash + 1) : about;
  }

  /// Whether it points at a line of a file.
  static boolean hasLine(Report.Finding finding) {
    Evidence place = finding.place();
    return place != null && place.line() > 0;
  }

  /// `java.lang.tainted-url by Semgrep OSS, also by CodeQL`.
  static String reportedBy(Report.Finding finding) {
    Set<String> tools = new HashSet<>();
    StringBuilder says = new StringBuilder();
    if (!title(finding).startsWith(finding.rule())) {
      says.append(finding.rule()).append(" by ");
    }
    says.append(finding.tool());
    tools.add(finding.tool());
    for (Report.AlsoReported also : finding.also()) {
      if (tools.add(also.tool())) {
        says.append(", also by ").append(also.tool());
      }
    }
    return says.toString();
  }

  /// The steps that rest on it, in the order of the paths.
  List<Place> completes(Report.Finding finding) {
    Set<String> steps = new HashSet<>(finding.steps());
    List<Place> places = new ArrayList<>();
    for (String id : finding.paths()) {
      Report.Path path = paths.get(id);
      if (path != null) {
        completes(path, steps, places);
      }
    }
    places.sort(
        Comparator.comparingInt((Place place) -> place.path().rank())
            .thenComparingInt(Place::number));
    return places;
  }

  private static void completes(Report.Path path, Set<String> steps, List<Place> places) {
    int number = 0;
    for (Report.Step step : path.steps()) {
      number++;
      if (steps.contains(step.id())) {
        places.add(new Place(path, step, number));
      }
    }
  }

  /// `path 1 step 2, path 3 step 1 and 4 more`.
  static String completes(List<Place> places, int most) {
    String first =
        places.stream()
            .limit(most)
            .map(place -> "path " + place.path().rank() + " step " + place.number())
            .collect(Collectors.joining(", "));
    return places.size() <= most ? first : first + " and " + (places.size() - most) + " more";
  }

  /// What the findings of one reason have in common.
  static String reason(Kind kind) {
    return switch (kind) {
      case SUPPRESSED -> "suppressed";
      case NOT_AFFECTED -> "not affected, says a VEX document";
      case DEVELOPMENT -> "in files that only tests or builds use";
      case NOT_RUN -> "in what no workload runs";
      case NO_WAY_IN -> "no way in";
      case NO_PATH -> "usable, but no listed path needs it";
      case NOTHING_FOLLOWS -> "reached, but nothing known follows";
      case NOT_PLACED -> "about nothing that was collected";
    };
  }

  /// `weak-transport 4, logging 1`: the classes of findings, most first.
  static String classes(List<Report.Finding> group, int most) {
    Map<String, Long> counts =
        group.stream().collect(Collectors.groupingBy(FindingWords::kind, Collectors.counting()));
    List<String> words =
        counts.entrySet().stream()
            .sorted(
                Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(entry -> entry.getKey() + " " + Numbers.grouped(entry.getValue()))
            .toList();
    String first = words.stream().limit(most).collect(Collectors.joining(", "));
    return words.size() <= most ? first : first + " and others";
  }

  private static String kind(Report.Finding finding) {
    if (finding.classes().contains("known-vulnerability")) {
      return "known-vulnerability";
    }
    return finding.classes().isEmpty() ? "of unknown class" : finding.classes().getFirst();
  }
}
