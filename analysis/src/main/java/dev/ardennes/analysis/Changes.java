package dev.ardennes.analysis;

import dev.ardennes.engine.attack.Decision;
import dev.ardennes.engine.attack.Premise;
import dev.ardennes.engine.attack.Step;
import dev.ardennes.model.ContentId;
import dev.ardennes.model.Fact;
import dev.ardennes.model.Standing;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/// The changes that the techniques name for the steps of the listed paths, as sets of collected
/// facts to take out. Only a change after which its step is gone, whatever the technique, is
/// offered.
final class Changes {
  private static final int SETS_A_DECISION = 3;

  /// One change that works.
  private record Change(String id, String says, Set<Fact> removes, Set<PathGraph.Group> cuts) {}

  private final LikelihoodTable table;
  private final Stances stances;

  /// By fact, the groups that use it, each with the numbers of those of its steps that do.
  private final Map<String, Map<PathGraph.Group, BitSet>> usesOfFacts = new LinkedHashMap<>();

  private final Set<PathGraph.Group> groups = new LinkedHashSet<>();

  Changes(LikelihoodTable table, Stances stances, Collection<FoundPath> paths) {
    this.table = table;
    this.stances = stances;
    paths.forEach(path -> groups.addAll(path.groups()));
    groups.forEach(this::index);
  }

  private void index(PathGraph.Group group) {
    for (int number = 0; number < group.steps().size(); number++) {
      int step = number;
      for (Premise premise : group.steps().get(step).step().premises()) {
        switch (premise) {
          case Premise.Stated stated -> uses(stated.fact(), group, step);
          case Premise.Absent absent -> absent.shown().forEach(fact -> uses(fact, group, step));
          case Premise.Decided decided ->
              decided
                  .decision()
                  .supports()
                  .forEach(support -> support.facts().forEach(fact -> uses(fact, group, step)));
          case Premise.Gained gained -> {}
          case Premise.Assumed assumed -> {}
        }
      }
    }
  }

  private void uses(Fact fact, PathGraph.Group group, int step) {
    usesOfFacts
        .computeIfAbsent(fact.id(), id -> new LinkedHashMap<>())
        .computeIfAbsent(group, user -> new BitSet())
        .set(step);
  }

  /// The groups that no step supplies any more once the facts are gone. A step that uses none of
  /// them is there all the same.
  Set<PathGraph.Group> cutBy(Set<String> removedFacts) {
    Support without = new Support(table, stances, removedFacts);
    Map<PathGraph.Group, BitSet> using = new LinkedHashMap<>();
    for (String fact : removedFacts) {
      usesOfFacts
          .getOrDefault(fact, Map.of())
          .forEach((group, steps) -> using.computeIfAbsent(group, user -> new BitSet()).or(steps));
    }
    using
        .entrySet()
        .removeIf(
            use ->
                use.getValue().cardinality() < use.getKey().steps().size()
                    || use.getKey().steps().stream()
                        .anyMatch(step -> without.choose(step.step()) != null));
    return new LinkedHashSet<>(using.keySet());
  }

  /// All facts that listed paths use, with the groups that use them.
  Set<String> usedFacts() {
    return usesOfFacts.keySet();
  }

  /// Every change that some technique of a listed step names and that works, the best first.
  List<OfferedChange> offered(List<FoundPath> paths, ToDoubleFunction<Fact> costs) {
    List<OfferedChange> offered = new ArrayList<>();
    for (Change change : working().values()) {
      offered.add(
          new OfferedChange(
              change.id(),
              change.says(),
              change.removes(),
              change.cuts(),
              change.removes().stream().mapToDouble(costs).sum(),
              Linchpins.closed(change.cuts(), paths),
              false,
              Set.of()));
    }
    offered.sort(OfferedChange.BEST_FIRST);
    return offered;
  }

  private Map<String, Change> working() {
    Map<String, Change> offered = new TreeMap<>();
    for (PathGraph.Group group : groups) {
      for (Candidate candidate : candidates(group)) {
        Set<String> ids = new TreeSet<>();
        candidate.removes.forEach(fact -> ids.add(fact.id()));
        String id = ContentId.of("c", "remove", List.copyOf(ids));
        Change known = offered.get(id);
        if (known != null && !known.says().equals(candidate.says)) {
          offered.put(id, new Change(id, "", known.removes(), known.cuts()));
        } else if (known == null) {
          Set<PathGraph.Group> cut = cutBy(ids);
          if (cut.contains(group)) {
            offered.put(id, new Change(id, candidate.says, candidate.removes, cut));
          }
        }
      }
    }
    return offered;
  }

  private record Candidate(String says, Set<Fact> removes) {}

  /// The mitigations of the group's own step, and each joined with one of every alternative.
  private static List<Candidate> candidates(PathGraph.Group group) {
    List<Candidate> own = new ArrayList<>();
    for (Step.Mitigation mitigation : group.best().step().mitigations()) {
      own.addAll(candidates(group.best().step(), mitigation));
    }
    if (group.steps().size() == 1) {
      return own;
    }
    Set<Fact> alternatives = own.isEmpty() ? Set.of() : ofAlternatives(group);
    List<Candidate> joined = new ArrayList<>(own);
    for (Candidate candidate : own) {
      Set<Fact> removes = new LinkedHashSet<>(candidate.removes);
      removes.addAll(alternatives);
      joined.add(new Candidate(candidate.says, removes));
    }
    return joined;
  }

  /// The first that can be taken out of each alternative to the group's own step.
  private static Set<Fact> ofAlternatives(PathGraph.Group group) {
    Set<Fact> removes = new LinkedHashSet<>();
    for (Support.Chosen other : group.steps().subList(1, group.steps().size())) {
      for (Step.Mitigation mitigation : other.step().mitigations()) {
        List<Candidate> theirs = candidates(other.step(), mitigation);
        if (!theirs.isEmpty()) {
          removes.addAll(theirs.getFirst().removes);
          break;
        }
      }
    }
    return removes;
  }

  private static List<Candidate> candidates(Step step, Step.Mitigation mitigation) {
    List<Candidate> candidates = new ArrayList<>();
    for (Premise premise : step.premises()) {
      switch (premise) {
        case Premise.Stated stated -> {
          boolean shown = stated.fact().standing() != Standing.ASSUMED;
          if (shown && mitigation.takesOut(stated.fact().relation(), stated.fact().args())) {
            candidates.add(new Candidate(mitigation.says(), Set.of(stated.fact())));
          }
        }
        case Premise.Decided decided -> {
          Decision decision = decided.decision();
          if (mitigation.takesOut(decision.relation(), decision.args())) {
            removals(decision)
                .forEach(set -> candidates.add(new Candidate(mitigation.says(), set)));
          }
        }
        case Premise.Gained gained -> {}
        case Premise.Absent absent -> {}
        case Premise.Assumed assumed -> {}
      }
    }
    return candidates;
  }

  /// Small sets of removable facts that hit every support of a decision that is completely known;
  /// statements before attachments, fewest first.
  static List<Set<Fact>> removals(Decision decision) {
    if (!decision.complete()) {
      return List.of();
    }
    List<Set<Fact>> sets = new ArrayList<>();
    sets.add(Set.of());
    for (Decision.Support support : decision.supports()) {
      sets = extended(sets, Removable.of(support.facts()));
    }
    return sets.stream().limit(SETS_A_DECISION).toList();
  }

  private static List<Set<Fact>> extended(List<Set<Fact>> sets, List<Fact> removable) {
    List<Set<Fact>> extended = new ArrayList<>();
    for (Set<Fact> set : sets) {
      if (removable.stream().anyMatch(set::contains)) {
        extended.add(set);
        continue;
      }
      for (Fact fact : removable) {
        Set<Fact> larger = new LinkedHashSet<>(set);
        larger.add(fact);
        extended.add(larger);
      }
    }
    return extended.stream()
        .distinct()
        .sorted(Comparator.comparingInt(Set::size))
        .limit(SETS_A_DECISION * 4L)
        .toList();
  }
}
