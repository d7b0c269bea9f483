package dev.ardennes.analysis;

import dev.ardennes.model.Evidence;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeSet;

/// The collected facts that the steps of the listed paths rest on, by the places where they were
/// read, and which findings are about them.
///
/// Built in time linear in the premises of all listed steps.
final class PathPremises {
  /// How many lines a finding may lie beside what a premise was read from: tools point at the first
  /// line of a call or at the argument, each as it likes.
  private static final int NEAR_LINES = 3;

  /// A step of a listed path.
  record Use(String path, String step) {}

  /// What of one relation was read on one line, and the steps that rest on it.
  private record Premise(String relation, Set<Use> uses) {}

  private record Read(Evidence line, String relation) {}

  /// What an endpoint does with what its caller sends.
  private record Doing(String endpoint, String relation) {}

  /// A premise and how many lines the finding lies beside it.
  private record Match(Premise premise, int distance) {}

  private final FindingClasses classes;
  private final PlaceIndex<Premise> places;
  private final EndpointIndex endpoints;
  private final Map<String, Set<Use>> byFinding = new HashMap<>();
  private final Map<Doing, Set<Use>> byEndpoint = new LinkedHashMap<>();
  private final Map<String, Set<String>> doings = new HashMap<>();

  private PathPremises(FactBase facts, FindingClasses classes, Map<String, String> locations) {
    this.endpoints = new EndpointIndex(facts);
    this.classes = classes;
    this.places = new PlaceIndex<>(locations);
  }

  /// @param listed the report's facts by id
  /// @param locations where each source lies, by its name
  static PathPremises of(
      FactBase facts,
      List<Report.Path> paths,
      Map<String, Report.ListedFact> listed,
      FindingClasses classes,
      Map<String, String> locations) {
    PathPremises premises = new PathPremises(facts, classes, locations);
    premises.index(facts, usesOf(paths, listed));
    return premises;
  }

  /// The same over facts that no listed path rests on.
  static PathPremises ofFacts(
      FactBase facts, List<Fact> some, FindingClasses classes, Map<String, String> locations) {
    Map<Fact, Set<Use>> uses = new LinkedHashMap<>();
    some.forEach(fact -> uses.put(fact, Set.of(new Use("", ""))));
    PathPremises premises = new PathPremises(facts, classes, locations);
    premises.index(facts, uses);
    return premises;
  }

  private static Map<Fact, Set<Use>> usesOf(
      List<Report.Path> paths, Map<String, Report.ListedFact> listed) {
    Map<Fact, Set<Use>> uses = new LinkedHashMap<>();
    for (Report.Path path : paths) {
      for (Report.Step step : path.steps()) {
        for (Fact fact : grounds(step, listed)) {
          uses.computeIfAbsent(fact, none -> new LinkedHashSet<>())
              .add(new Use(path.id(), step.id()));
        }
      }
    }
    return uses;
  }

  /// The collected facts under a step, without those under the steps before it.
  private static List<Fact> grounds(Report.Step step, Map<String, Report.ListedFact> listed) {
    Deque<String> open = new ArrayDeque<>();
    for (Report.Because because : step.because()) {
      if (because.step() == null) {
        open.add(because.fact());
      }
    }
    Set<String> seen = new HashSet<>(open);
    List<Fact> grounds = new ArrayList<>();
    while (!open.isEmpty()) {
      Report.ListedFact fact = listed.get(open.remove());
      if (fact != null && fact.derivedBy().isEmpty()) {
        grounds.add(fact.fact());
      } else if (fact != null) {
        fact.from().stream().filter(seen::add).forEach(open::add);
      }
    }
    return grounds;
  }

  private void index(FactBase facts, Map<Fact, Set<Use>> uses) {
    Map<String, List<Fact>> handlers = new HashMap<>();
    for (Fact fact : facts.relation("handles")) {
      handlers.computeIfAbsent(fact.args().get(1), none -> new ArrayList<>()).add(fact);
    }
    Map<Read, Set<Use>> read = new LinkedHashMap<>();
    uses.forEach(
        (fact, steps) -> {
          if (isOfFinding(fact)) {
            of(byFinding, fact.args().getFirst()).addAll(steps);
            return;
          }
          if (classes.isOfEndpoint(fact.relation())) {
            String endpoint = fact.args().getFirst();
            of(byEndpoint, new Doing(endpoint, fact.relation())).addAll(steps);
            doings.computeIfAbsent(endpoint, none -> new TreeSet<>()).add(fact.relation());
          }
          for (Evidence at : where(fact, handlers)) {
            Evidence line = Evidence.at(at.source(), at.file(), at.line(), 0);
            of(read, new Read(line, fact.relation())).addAll(steps);
          }
        });
    read.forEach((at, steps) -> places.add(at.line(), new Premise(at.relation(), steps)));
  }

  private static <K> Set<Use> of(Map<K, Set<Use>> uses, K key) {
    return uses.computeIfAbsent(key, none -> new LinkedHashSet<>());
  }

  private Set<Evidence> where(Fact fact, Map<String, List<Fact>> handlers) {
    Set<Evidence> where = new LinkedHashSet<>(fact.evidence());
    if (classes.isOfEndpoint(fact.relation())) {
      for (Fact handler : handlers.getOrDefault(fact.args().getFirst(), List.of())) {
        where.addAll(handler.evidence());
      }
    }
    return where;
  }

  private static boolean isOfFinding(Fact fact) {
    return fact.relation().equals("reported") || fact.relation().startsWith("finding_");
  }

  /// The steps that rest on what the finding is about, or on the finding itself; empty where none
  /// does. Places on the very same line count alone where there are any.
  Set<Use> completedBy(ReportedFinding finding) {
    Set<Use> uses = new LinkedHashSet<>(byFinding.getOrDefault(finding.id(), Set.of()));
    finding.requests().forEach(request -> match(finding, request, uses));
    List<Match> matches = new ArrayList<>();
    finding.spots().forEach(spot -> match(finding, spot, matches));
    if (!finding.classes().isEmpty()) {
      finding.flow().forEach(spot -> match(finding, spot, matches));
    }
    int nearest = matches.stream().mapToInt(Match::distance).min().orElse(0);
    for (Match match : matches) {
      if (match.distance() == nearest) {
        uses.addAll(match.premise().uses());
      }
    }
    return uses;
  }

  /// An address that several endpoints answer tells nothing, nor does one without a class.
  private void match(ReportedFinding finding, ReportedFinding.Request request, Set<Use> uses) {
    Set<String> answering = endpoints.answering(request.method(), request.url());
    if (answering.size() != 1) {
      return;
    }
    String endpoint = answering.iterator().next();
    for (String relation : doings.getOrDefault(endpoint, Set.of())) {
      if (classes.fits(relation, finding.classes())) {
        uses.addAll(byEndpoint.getOrDefault(new Doing(endpoint, relation), Set.of()));
      }
    }
  }

  private void match(ReportedFinding finding, ReportedFinding.Spot spot, List<Match> matches) {
    if (spot.line() == 0) {
      return;
    }
    NavigableMap<Integer, List<Premise>> near =
        places
            .in(finding.source(), spot.file())
            .subMap(Math.max(1, spot.line() - NEAR_LINES), true, spot.line() + NEAR_LINES, true);
    near.forEach(
        (line, premises) -> {
          int distance = Math.abs(line - spot.line());
          for (Premise premise : premises) {
            if (isAbout(finding, premise, distance)) {
              matches.add(new Match(premise, distance));
            }
          }
        });
  }

  private boolean isAbout(ReportedFinding finding, Premise premise, int distance) {
    if (finding.classes().isEmpty()) {
      return distance == 0 && !classes.isStructure(premise.relation());
    }
    return classes.fits(premise.relation(), finding.classes());
  }
}
