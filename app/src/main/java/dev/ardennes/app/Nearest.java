package dev.ardennes.app;

import dev.ardennes.analysis.AnalysisRequest;
import dev.ardennes.analysis.Report;
import dev.ardennes.analysis.ReportBuilder;
import dev.ardennes.engine.attack.AttackGraph;
import dev.ardennes.engine.attack.Gain;
import dev.ardennes.engine.attack.Step;
import dev.ardennes.model.Entity;
import dev.ardennes.model.EntryPoint;
import dev.ardennes.model.FactBase;
import dev.ardennes.policy.Control;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.facts.RelationDecisions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/// Where no path leads to any target: which identity would, if it fell, and what keeps the entries
/// from it.
final class Nearest {
  /// With more identities than this, nobody waits for what came closest.
  static final int MOST_IDENTITIES = 1_000;

  private static final int MOST_REASONS = 3;
  private final Estate estate;
  private final AttackGraph graph;
  private final RelationDecisions decisions;

  /// @param graph what the entries can come to have
  Nearest(Estate estate, AttackGraph graph, RelationDecisions decisions) {
    this.estate = estate;
    this.graph = graph;
    this.decisions = decisions;
  }

  /// The declared identities, each taken for an entry.
  static List<EntryPoint> everyIdentity(FactBase facts) {
    return facts.entities().stream()
        .filter(entity -> Set.of("aws.iam.user", "aws.iam.role").contains(entity.kind()))
        .filter(entity -> !facts.relation("kind", entity.id()).isEmpty())
        .map(e -> new EntryPoint(e.id(), EntryPoint.Kind.CREDENTIAL, "if it fell", List.of()))
        .toList();
  }

  /// The path that came closest.
  ///
  /// @param fallen the attack graph in which every identity is an entry
  Optional<Report.Closest> closest(
      AttackGraph fallen,
      AnalysisRequest request,
      BiFunction<AttackGraph, AnalysisRequest, Report> report) {
    Report would = report.apply(fallen, request);
    Optional<EntryPoint> entry = farthest();
    if (would.paths().isEmpty() || entry.isEmpty()) {
      return Optional.empty();
    }
    Report.Path path = would.paths().getFirst();
    Set<String> reached = reached(entry.get());
    List<String> missing = new ArrayList<>();
    missing.add(
        "control of "
            + name(path.entry())
            + ", with which: "
            + String.join("; ", path.steps().stream().map(Report.Step::says).toList()));
    reached.stream().limit(MOST_REASONS).forEach(held -> missing.addAll(why(held, path.entry())));
    List<String> others = reached.stream().filter(id -> !id.equals(entry.get().entity())).toList();
    return Optional.of(
        new Report.Closest(entry.get().entity(), path.target(), others, missing, List.of()));
  }

  /// The entry that can come to have most.
  private Optional<EntryPoint> farthest() {
    return graph.entries().keySet().stream()
        .filter(entry -> !entry.entity().equals(EntryPoint.INTERNET))
        .max(
            Comparator.comparingInt((EntryPoint entry) -> reached(entry).size())
                .thenComparingInt(e -> e.evidence().size()));
  }

  /// The identities that the entry can come to control, itself first.
  private Set<String> reached(EntryPoint entry) {
    Set<String> reached = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(entry.entity()));
    while (!open.isEmpty()) {
      String at = open.remove();
      if (reached.add(at)) {
        for (Step step : graph.steps()) {
          if (step.from().equals(at)) {
            given(step).forEach(gain -> open.add(gain.args().getFirst()));
          }
        }
      }
    }
    return reached;
  }

  /// The control that the step gives, over every member of the scope that it leads to.
  private List<Gain> given(Step step) {
    List<Gain> gains =
        step.gain().kind() == Gain.Kind.SCOPE
            ? graph.steps().stream()
                .filter(other -> step.gain().equals(other.scope()))
                .map(Step::gain)
                .toList()
            : List.of(step.gain());
    return gains.stream().filter(gain -> gain.relation().equals("controls")).toList();
  }

  private List<String> why(String held, String wanted) {
    Entity entity = estate.facts().entity(wanted);
    if (entity == null || !entity.kind().equals("aws.iam.role") || held.equals(wanted)) {
      return List.of();
    }
    Decision decision = decisions.decide("may_assume", List.of(held, wanted));
    return decision.controls().stream()
        .map(Control::says)
        .limit(1)
        .map(says -> name(held) + " may not assume " + name(wanted) + ": " + says)
        .toList();
  }

  private String name(String id) {
    Entity entity = estate.facts().entity(id);
    return entity == null ? id : entity.name();
  }

  /// A frame without anything in it, for a report that nobody sees.
  static ReportBuilder.Frame frame(String asOf) {
    return new ReportBuilder.Frame(
        asOf, new Report.Estate("", List.of(), 0, 0), List.of(), List.of(), List.of());
  }
}
