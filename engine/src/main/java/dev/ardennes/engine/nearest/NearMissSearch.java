package dev.ardennes.engine.nearest;

import dev.ardennes.engine.attack.AttackGraph;
import dev.ardennes.engine.attack.Gain;
import dev.ardennes.model.Catalogue;
import dev.ardennes.policy.facts.RelationDecisions;
import dev.ardennes.rules.Technique;
import dev.ardennes.rules.TechniqueSet;
import dev.ardennes.rules.compile.CompiledRule;
import dev.ardennes.rules.compile.CompiledRules;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/// Why there is no path, as provenance of what is not derived: searches from the targets backwards
/// for the way on which the fewest premises are missing, and those nearest to holding.
///
/// Bounded: see [Effort]. What lies beyond is not looked at, and then nothing may be found.
///
/// ```java
/// new NearMissSearch(graph, techniques, decisions).nearest(targets);
/// ```
public final class NearMissSearch {
  private static final int MOST_GOALS = 2_000;
  private static final int MOST_ATTEMPTS = 60;
  private static final int MOST_STEPS = 14;
  private static final int MOST_ROUNDS = 30;
  private static final int MOST_WAYS_TRIED = 20;

  private final AttackGraph graph;
  private final RelationDecisions decisions;
  private final Map<String, List<SearchedRule>> rules = new HashMap<>();
  private final FactIndex index;
  private final RuleJoin join;

  /// @param decisions over the same facts as the graph
  public NearMissSearch(AttackGraph graph, TechniqueSet techniques, RelationDecisions decisions) {
    this.graph = graph;
    this.decisions = decisions;
    this.index = new FactIndex(graph);
    this.join =
        new RuleJoin(index, decisions, new Closeness(graph.facts(), decisions), new Effort());
    for (CompiledRule rule : CompiledRules.of(techniques, Catalogue.standard()).rules()) {
      Technique technique = techniques.technique(rule.technique());
      if (technique != null && rule.changes().isEmpty()) {
        SearchedRule.of(technique, rule)
            .ifPresent(
                searched ->
                    rules
                        .computeIfAbsent(searched.head().relation(), r -> new ArrayList<>())
                        .add(searched));
      }
    }
  }

  /// What an attacker would have to gain for a target to fall.
  public record Target(String entity, List<String> relations) {}

  /// The nearest way to any of the targets; the first of several that are equally near.
  public Optional<NearMiss> nearest(List<Target> targets) {
    Map<Ground, String> goals = new LinkedHashMap<>();
    for (Target target : targets) {
      for (String relation : new TreeSet<>(target.relations())) {
        goals.putIfAbsent(new Ground(relation, List.of(target.entity())), target.entity());
      }
    }
    Map<Ground, List<Attempt>> attempts = explore(goals.keySet());
    Map<Ground, Way> ways = solve(attempts);
    Worlds worlds = new Worlds(graph);
    return goals.keySet().stream()
        .filter(ways::containsKey)
        .sorted(Comparator.comparing(ways::get))
        .limit(MOST_WAYS_TRIED)
        .map(goal -> told(ways.get(goal), Objects.requireNonNull(goals.get(goal)), worlds, attempts))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Map<Ground, List<Attempt>> explore(Iterable<Ground> goals) {
    Map<Ground, Integer> depth = new LinkedHashMap<>();
    Deque<Ground> open = new ArrayDeque<>();
    goals.forEach(
        goal -> {
          depth.put(goal, 0);
          open.add(goal);
        });
    Map<Ground, List<Attempt>> attempts = new LinkedHashMap<>();
    while (!open.isEmpty() && attempts.size() < MOST_GOALS) {
      Ground goal = open.remove();
      List<Attempt> found = attempts(goal);
      attempts.put(goal, found);
      int next = Objects.requireNonNull(depth.get(goal)) + 1;
      for (Attempt attempt : found) {
        for (Ground wanted : attempt.wanted()) {
          if (next < MOST_STEPS && depth.putIfAbsent(wanted, next) == null) {
            open.add(wanted);
          }
        }
      }
    }
    return attempts;
  }

  private List<Attempt> attempts(Ground goal) {
    List<Attempt> found = new ArrayList<>();
    for (SearchedRule rule : rules.getOrDefault(goal.relation(), List.of())) {
      found.addAll(join.attempts(rule, goal));
    }
    found.sort(Comparator.comparing(Attempt::order));
    return found.size() <= MOST_ATTEMPTS ? found : found.subList(0, MOST_ATTEMPTS);
  }

  /// The best way to each goal that can be reached at all: rounds over all attempts, until none
  /// gets better.
  private static Map<Ground, Way> solve(Map<Ground, List<Attempt>> attempts) {
    Map<Ground, Way> ways = new HashMap<>();
    boolean better = true;
    for (int round = 0; better && round < MOST_ROUNDS; round++) {
      better = false;
      for (List<Attempt> each : attempts.values()) {
        for (Attempt attempt : each) {
          Way way = way(attempt, ways);
          Way known = ways.get(attempt.gain());
          if (way != null && (known == null || way.compareTo(known) < 0)) {
            ways.put(attempt.gain(), way);
            better = true;
          }
        }
      }
    }
    return ways;
  }

  private static @org.jspecify.annotations.Nullable Way way(
      Attempt attempt, Map<Ground, Way> ways) {
    List<Way> before = new ArrayList<>();
    for (Ground wanted : attempt.wanted()) {
      Way way = ways.get(wanted);
      if (way == null) {
        return null;
      }
      before.add(way);
    }
    Way way = Way.of(attempt, before);
    return way.attempts().isEmpty() || way.weight() > Closeness.MOST ? null : way;
  }

  private Optional<NearMiss> told(
      Way way, String target, Worlds worlds, Map<Ground, List<Attempt>> attempts) {
    List<Gain> held = new ArrayList<>();
    for (Ground ground : way.held()) {
      Gain gain = graph.gain(ground.relation(), ground.args().toArray(new String[0]));
      held.add(Objects.requireNonNull(gain, ground.toString()));
    }
    MissWords words = new MissWords(graph.facts(), decisions, attempts);
    return worlds
        .holding(held)
        .map(
            reached ->
                new NearMiss(
                    reached.world().getFirst().entity(),
                    target,
                    reached.on(held),
                    words.lacks(way),
                    words.then(way)));
  }
}
