package dev.ardennes.report;

import dev.ardennes.analysis.Report;
import dev.ardennes.model.Entity;
import dev.ardennes.model.Evidence;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A report's parts by id, and how people are told of them. Built in linear time.
final class Lookup {
  /// Relations that only connect a thing with what says something of it.
  private static final Set<String> LINKS =
      Set.of("attached", "member", "trust_policy", "resource_policy", "boundary", "runs_as");

  /// Relations that every thing has: their places are shown where there are no others.
  private static final Set<String> ORDINARY =
      Set.of("kind", "arn", "in_account", "tag", "same_symbol", "network_source");

  /// What derives the fact that the attacker has at the start.
  private static final String ENTRY = "entry";

  private final Report report;
  private final Map<String, Entity> entities;
  private final Map<String, Report.ListedFact> facts;
  private final Map<String, Report.ListedAssumption> assumptions;
  private final Map<String, Report.Change> changes;
  private final Set<String> ambiguous;
  private final boolean manySources;
  private final ShortIds shortIds;

  Lookup(Report report) {
    this.report = report;
    entities = report.entitiesById();
    facts = index(report.facts(), listed -> listed.fact().id());
    assumptions = index(report.assumptions(), listed -> listed.assumption().id());
    changes = index(report.changes(), Report.Change::id);
    ambiguous = ambiguousLabels(report.entities());
    manySources =
        report.estate().sources().stream().map(Report.Source::location).distinct().count() > 1;
    shortIds =
        ShortIds.among(
            Stream.of(
                    assumptions.keySet().stream(),
                    changes.keySet().stream(),
                    report.paths().stream().map(Report.Path::id))
                .flatMap(Function.identity())
                .toList());
  }

  Report report() {
    return report;
  }

  private static <T> Map<String, T> index(List<T> items, Function<T, String> id) {
    Map<String, T> byId = new HashMap<>();
    items.forEach(item -> byId.putIfAbsent(id.apply(item), item));
    return byId;
  }

  private static Set<String> ambiguousLabels(Collection<Entity> entities) {
    Set<String> seen = new HashSet<>();
    Set<String> twice = new HashSet<>();
    for (Entity entity : entities) {
      if (!seen.add(plainLabel(entity))) {
        twice.add(plainLabel(entity));
      }
    }
    return twice;
  }

  /// As [#single(String)], and how many there are like it where it stands for others.
  String label(String id) {
    int others = report.estate().size(id) - 1;
    return others == 0 ? single(id) : single(id) + " and " + Numbers.grouped(others) + " like it";
  }

  /// The last word of the kind, and the name: `role reporting`. Two entities that would read alike
  /// are told apart by their ids.
  private String single(String id) {
    Entity entity = entities.get(id);
    if (entity == null) {
      return id;
    }
    String plain = plainLabel(entity);
    return ambiguous.contains(plain) ? kindWord(entity) + " " + entity.id() : plain;
  }

  private static String plainLabel(Entity entity) {
    String kind = kindWord(entity);
    return kind.isEmpty() || kind.equals(entity.name())
        ? entity.name()
        : kind + " " + entity.name();
  }

  /// The name alone, or the id where the name would not tell.
  String name(String id) {
    Entity entity = entities.get(id);
    if (entity == null) {
      return id;
    }
    return ambiguous.contains(plainLabel(entity)) ? entity.id() : entity.name();
  }

  /// The full kind, `aws.iam.role`; empty where the entity is not listed.
  String kind(String id) {
    Entity entity = entities.get(id);
    return entity == null ? "" : entity.kind();
  }

  private static String kindWord(Entity entity) {
    return entity.kind().substring(entity.kind().lastIndexOf('.') + 1).replace('_', ' ');
  }

  String shortId(String id) {
    return shortIds.of(id);
  }

  Report.@Nullable ListedFact fact(String id) {
    return facts.get(id);
  }

  Report.@Nullable ListedAssumption assumption(String id) {
    return assumptions.get(id);
  }

  Report.@Nullable Change change(String id) {
    return changes.get(id);
  }

  /// Whether any change was checked by running everything again.
  boolean hasVerifiedChanges() {
    return report.changes().stream().anyMatch(Report.Change::verified);
  }

  /// How the attacker holds one of the entities that the path starts from; null for an entry that
  /// is not listed. One entity may be an entry in several ways: the path's first fact about it
  /// tells which.
  Report.@Nullable Entry entry(Report.Path path, String start) {
    Report.@Nullable Entry found = null;
    String why = startsWith(path, start);
    List<Report.Entry> entries = new ArrayList<>(report.entries());
    report.heldTogether().forEach(entries::addAll);
    for (Report.Entry entry : entries) {
      if (entry.entity().equals(start)) {
        if (entry.why().equals(why)) {
          return entry;
        }
        found = found == null ? entry : found;
      }
    }
    return found;
  }

  /// What the path starts from, as people read it: `user ci and user deploy`.
  String starts(Report.Path path) {
    return Wording.and(path.starts().stream().map(this::label).toList());
  }

  private String startsWith(Report.Path path, String start) {
    for (Report.Step step : path.steps()) {
      for (Report.Because because : step.because()) {
        Report.ListedFact fact = because.step() == null ? facts.get(because.fact()) : null;
        if (fact != null
            && fact.derivedBy().equals(ENTRY)
            && fact.fact().args().getFirst().equals(start)) {
          return fact.says();
        }
      }
    }
    return "";
  }

  Report.@Nullable Target target(String entity) {
    for (Report.Target target : report.targets()) {
      if (target.entity().equals(entity)) {
        return target;
      }
    }
    return null;
  }

  /// `infra/iam.tf:38`; with the source's name before it where there are several sources.
  String place(Evidence evidence) {
    String place = evidence.place();
    if (place.isEmpty()) {
      return evidence.source();
    }
    return manySources ? evidence.source() + "/" + place : place;
  }

  /// The places behind a step: of each premise that no earlier step gained, down to collected
  /// facts. Telling places first, each once.
  List<Evidence> places(Report.Step step) {
    Set<Evidence> telling = new LinkedHashSet<>();
    Set<Evidence> links = new LinkedHashSet<>();
    Set<Evidence> ordinary = new LinkedHashSet<>();
    for (Report.Because because : step.because()) {
      if (because.step() == null) {
        for (Report.ListedFact fact : grounds(because.fact())) {
          if (fact.derivedBy().equals(ENTRY)) {
            continue;
          }
          String relation = fact.fact().relation();
          Set<Evidence> places =
              ORDINARY.contains(relation) ? ordinary : LINKS.contains(relation) ? links : telling;
          places.addAll(fact.fact().evidence());
        }
      }
    }
    telling.addAll(links);
    return oneForEachLine(telling.isEmpty() ? ordinary : telling);
  }

  private List<Evidence> oneForEachLine(Collection<Evidence> places) {
    Set<String> seen = new HashSet<>();
    return places.stream().filter(place -> seen.add(place(place))).toList();
  }

  /// The fact and all it follows from, nearest first, each once. A fact that is not listed is left
  /// out.
  List<Report.ListedFact> grounds(String factId) {
    List<Report.ListedFact> found = new ArrayList<>();
    Set<String> seen = new HashSet<>(Set.of(factId));
    Deque<String> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      Report.ListedFact fact = facts.get(open.remove());
      if (fact != null) {
        found.add(fact);
        fact.from().stream().filter(seen::add).forEach(open::add);
      }
    }
    return found;
  }

  /// The fact as a sentence; its relation and arguments where it has none.
  String says(Report.ListedFact listed) {
    if (listed.derivedBy().equals(ENTRY)) {
      return "the attacker starts here: " + listed.says();
    }
    return listed.says().isEmpty() ? listed.fact().toString() : listed.says();
  }

  /// Where each step stands in its path, from 1.
  static Map<String, Integer> numbers(Report.Path path) {
    Map<String, Integer> numbers = new HashMap<>();
    for (Report.Step step : path.steps()) {
      numbers.put(step.id(), numbers.size() + 1);
    }
    return numbers;
  }

  /// The numbers of the steps whose gains the step needs, ascending, each once.
  static List<Integer> needs(Report.Step step, Map<String, Integer> numbers) {
    return step.because().stream()
        .map(because -> because.step() == null ? null : numbers.get(because.step()))
        .filter(java.util.Objects::nonNull)
        .distinct()
        .sorted()
        .toList();
  }
}
