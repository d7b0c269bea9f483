package dev.ardennes.analysis;

import dev.ardennes.engine.attack.AttackGraph;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Fact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Says of every finding whether a listed path rests on what it is about, and why not.
///
/// Time is linear in facts, listed premises and findings, but for their order.
final class FindingReview {
  private FindingReview() {}

  /// Those that matter first, then the most severe. Null where no report of a scanner was read.
  ///
  /// @param listed the report's facts by id
  static @Nullable List<Report.Finding> of(
      AttackGraph graph,
      List<Report.Path> paths,
      Map<String, Report.ListedFact> listed,
      List<Report.Source> sources) {
    List<Fact> reported = graph.facts().relation("reported");
    if (reported.isEmpty()) {
      return null;
    }
    Map<String, String> locations = new HashMap<>();
    sources.forEach(source -> locations.put(source.name(), source.location()));
    FindingClasses classes = FindingClasses.standard();
    PathPremises premises = PathPremises.of(graph.facts(), paths, listed, classes, locations);
    WhyNots whyNots = new WhyNots(graph, classes, locations);
    List<ReportedFinding> findings = new ArrayList<>();
    reported.forEach(fact -> findings.add(ReportedFinding.of(graph.facts(), fact)));
    findings.sort(Comparator.comparingInt(ReportedFinding::severityRank));
    List<Report.Finding> reviewed = new ArrayList<>();
    for (ReportedFinding finding : findings) {
      Set<PathPremises.Use> uses = premises.completedBy(finding);
      reviewed.add(entry(finding, uses, uses.isEmpty() ? whyNots.of(finding) : null));
    }
    List<Report.Finding> distinct = joined(findings, reviewed);
    distinct.sort(Comparator.comparing((Report.Finding finding) -> !finding.matters()));
    return List.copyOf(distinct);
  }

  private static Report.Finding entry(
      ReportedFinding finding, Set<PathPremises.Use> uses, Report.@Nullable WhyNot whyNot) {
    Set<String> paths = new LinkedHashSet<>();
    Set<String> steps = new LinkedHashSet<>();
    for (PathPremises.Use use : uses) {
      paths.add(use.path());
      steps.add(use.step());
    }
    return new Report.Finding(
        finding.id(),
        finding.tool(),
        finding.rule(),
        finding.severity(),
        finding.says(),
        finding.about(),
        finding.classes(),
        finding.place(),
        finding.evidence(),
        List.of(),
        List.copyOf(paths),
        List.copyOf(steps),
        whyNot);
  }

  /// The same finding by several tools as one, under the highest severity.
  private static List<Report.Finding> joined(
      List<ReportedFinding> findings, List<Report.Finding> reviewed) {
    Map<String, Report.Finding> distinct = new LinkedHashMap<>();
    for (int i = 0; i < findings.size(); i++) {
      Report.Finding finding = reviewed.get(i);
      String sameness = findings.get(i).sameness();
      Report.WhyNot whyNot = finding.whyNot();
      String key = whyNot == null ? "" + sameness : whyNot.kind().word() + " " + sameness;
      Report.Finding first = sameness == null ? null : distinct.get(key);
      if (first == null) {
        distinct.put(sameness == null ? finding.id() : key, finding);
      } else if (isBy(first, finding.tool())) {
        distinct.put(finding.id(), finding);
      } else {
        distinct.put(key, with(first, finding));
      }
    }
    return new ArrayList<>(distinct.values());
  }

  private static boolean isBy(Report.Finding finding, String tool) {
    return finding.tool().equals(tool)
        || finding.also().stream().anyMatch(other -> other.tool().equals(tool));
  }

  private static Report.Finding with(Report.Finding first, Report.Finding other) {
    List<Report.AlsoReported> also = new ArrayList<>(first.also());
    also.add(new Report.AlsoReported(other.id(), other.tool(), other.rule()));
    Set<Evidence> evidence = new LinkedHashSet<>(first.evidence());
    evidence.addAll(other.evidence());
    return new Report.Finding(
        first.id(),
        first.tool(),
        first.rule(),
        first.severity(),
        first.says(),
        first.about(),
        first.classes(),
        first.place(),
        List.copyOf(evidence),
        List.copyOf(also),
        union(first.paths(), other.paths()),
        union(first.steps(), other.steps()),
        first.whyNot());
  }

  private static List<String> union(List<String> one, List<String> other) {
    Set<String> all = new LinkedHashSet<>(one);
    all.addAll(other);
    return List.copyOf(all);
  }
}
