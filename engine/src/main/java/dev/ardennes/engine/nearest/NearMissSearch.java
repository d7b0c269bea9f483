package dev.ardennes.engine.nearest;

import dev.ardennes.engine.attack.AttackGraph;
import dev.ardennes.engine.attack.AttackRules;
import dev.ardennes.engine.attack.Gain;
import dev.ardennes.policy.facts.RelationDecisions;
import dev.ardennes.rules.Technique;
import dev.ardennes.rules.compile.CompiledRule;
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
import java.util.OptionalInt;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Why there is no path, as provenance of what is not derived: searches from the targets backwards
/// for the way on which the fewest premises are missing, and those nearest to holding.
///
/// Bounded: see [Effort]. What lies beyond is not looked at, and then nothing may be found.
///
/// ```java
/// new NearMissSearch(graph, rules, decisions).nearest(targets);
/// ```
public final class NearMissSearch {
  private static final int MOST_GOALS = 2_000;
  private static final int MOST_ATTEMPTS = 60;
  private static final int MOST_STEPS = 14;
  private static final int MOST_ROUNDS = 30;

  private final AttackGraph graph;
  private final RelationDecisions decisions;
  private final Closeness closeness;
  private final Effort effort = new Effort();
  private final Map<String, List<SearchedRule>> rules = new HashMap<>();

  /// @param decisions over the same facts as the graph
  public NearMissSearch(AttackGraph graph, AttackRules attack, RelationDecisions decisions) {
    this.graph = graph;
    this.decisions = decisions;
    this.closeness = new Closeness(graph.facts(), decisions);
    for (CompiledRule rule : attack.rules().rules()) {
      Technique technique = attack.techniques().technique(rule.technique());
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

  /// A way, the target to which it leads, and what else was tried from the same start.
  private record Found(
      Worlds.Reached from, String target, Way way, Map<Ground, List<Attempt>> attempts) {}

  /// The nearest way to any of the targets; the first of several that are equally near.
  public Optional<NearMiss> nearest(List<Target> targets) {
    Map<Ground, String> goals = new LinkedHashMap<>();
    for (Target target : targets) {
      for (String relation : new TreeSet<>(target.relations())) {
        goals.putIfAbsent(new Ground(relation, List.of(target.entity())), target.entity());
      }
    }
    return new Worlds(graph)
        .all().stream()
            .map(reached -> nearest(goals, reached))
            .flatMap(Optional::stream)
            .min(Comparator.comparing(Found::way))
            .map(this::told);
  }

  /// How many decisions the search may ask for, where that cut it short.
  public OptionalInt cutAt() {
    return effort.isCut() ? OptionalInt.of(Effort.MOST_DECISIONS) : OptionalInt.empty();
  }

  private Optional<Found> nearest(Map<Ground, String> goals, Worlds.Reached reached) {
    FactIndex index = new FactIndex(graph.facts(), reached.gains());
    RuleJoin join = new RuleJoin(index, decisions, closeness, effort);
    List<Ground> open = goals.keySet().stream().filter(goal -> !index.holds(goal)).toList();
    Map<Ground, List<Attempt>> attempts = explore(open, join);
    Map<Ground, Way> ways = solve(attempts);
    return open.stream()
        .filter(ways::containsKey)
        .min(Comparator.comparing(ways::get))
        .map(
            goal ->
                new Found(
                    reached,
                    Objects.requireNonNull(goals.get(goal)),
                    Objects.requireNonNull(ways.get(goal)),
                    attempts));
  }

  private Map<Ground, List<Attempt>> explore(Iterable<Ground> goals, RuleJoin join) {
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
      List<Attempt> found = join.canBe(goal) ? attempts(goal, join) : List.of();
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

  private List<Attempt> attempts(Ground goal, RuleJoin join) {
    List<Attempt> found = new ArrayList<>();
    for (SearchedRule rule : rules.getOrDefault(goal.relation(), List.of())) {
      found.addAll(join.attempts(rule, goal));
    }
    found.sort(Comparator.naturalOrder());
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

  private static @Nullable Way way(Attempt attempt, Map<Ground, Way> ways) {
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

  private NearMiss told(Found found) {
    List<Gain> held = new ArrayList<>();
    for (Ground ground : found.way().held()) {
      Gain gain = graph.gain(ground.relation(), ground.args().toArray(new String[0]));
      held.add(Objects.requireNonNull(gain, ground.toString()));
    }
    MissWords words = new MissWords(graph.facts(), decisions, found.attempts());
    return new NearMiss(
        found.from().world().getFirst().entity(),
        found.target(),
        found.from().on(held),
        words.lacks(found.way()),
        words.then(found.way()));
  }
}
