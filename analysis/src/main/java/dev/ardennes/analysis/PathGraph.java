package dev.ardennes.analysis;

import dev.ardennes.engine.attack.AttackGraph;
import dev.ardennes.engine.attack.Gain;
import dev.ardennes.engine.attack.Premise;
import dev.ardennes.engine.attack.Step;
import dev.ardennes.graph.AndOrGraph;
import dev.ardennes.graph.Disabled;
import dev.ardennes.model.Assumption;
import dev.ardennes.model.CrownJewel;
import dev.ardennes.model.EntryPoint;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// The attack graph as ints, with steps that differ only in the technique between the same gains
/// put together: OR nodes are gains, entries, assumptions and targets, AND nodes are groups of
/// steps.
final class PathGraph {
  /// Steps with the same gain and the same gained premises: one AND node. The cheapest to believe
  /// stands for the others.
  static final class Group {
    private final List<Support.Chosen> steps;

    Group(List<Support.Chosen> steps) {
      this.steps = List.copyOf(steps);
    }

    Gain gain() {
      return best().step().gain();
    }

    /// The cheapest to believe first.
    List<Support.Chosen> steps() {
      return steps;
    }

    Support.Chosen best() {
      return steps.getFirst();
    }
  }

  private final AndOrGraph graph;
  private final List<Group> groups;
  private final Map<List<Integer>, Group> groupsByKey;
  private final Map<EntryPoint, Integer> entries;
  private final List<CrownJewel> targets;
  private final int gainCount;
  private final int firstTarget;
  private final int outsiderEntry;
  private final Hubs hubs;

  private PathGraph(
      AndOrGraph graph,
      Map<List<Integer>, Group> groups,
      Map<EntryPoint, Integer> entries,
      List<CrownJewel> targets,
      int gainCount,
      int firstTarget,
      int outsiderEntry,
      Hubs hubs) {
    this.graph = graph;
    this.groups = List.copyOf(groups.values());
    this.groupsByKey = groups;
    this.entries = entries;
    this.targets = targets;
    this.gainCount = gainCount;
    this.firstTarget = firstTarget;
    this.outsiderEntry = outsiderEntry;
    this.hubs = hubs;
  }

  /// O(steps log steps).
  static PathGraph of(AttackGraph attack, List<CrownJewel> targets, Support support) {
    return new Building(attack, targets, support).build();
  }

  AndOrGraph graph() {
    return graph;
  }

  List<CrownJewel> targets() {
    return targets;
  }

  int targetNode(int target) {
    return firstTarget + target;
  }

  /// The node of what the entry gives.
  int entryNode(EntryPoint entry) {
    return gainCount + Objects.requireNonNull(entries.get(entry));
  }

  /// The nodes of what is assumed, ascending.
  IntStream assumptionNodes() {
    return IntStream.range(gainCount + entries.size() + 1, firstTarget);
  }

  /// Whether the AND node is one that [#groups] shows.
  boolean isStep(int and) {
    return and < groups.size() || hubs.leadsOn(and);
  }

  /// Whether the OR node only joins the halves of steps.
  boolean isHub(int orNode) {
    return hubs.isHub(orNode);
  }

  boolean hasHubs() {
    return !hubs.isEmpty();
  }

  /// Whether fewer of the OR nodes lead to the target as well, whatever the hubs.
  ///
  /// @param nodes those of a proof without hubs
  boolean isUndercut(int[] nodes, int target) {
    return Undercut.of(graph, hubs::isHub, nodes, target);
  }

  /// The groups that AND nodes stand for, in the same order: what connects entries and targets is
  /// no step, and two halves are one.
  ///
  /// @param andNodes each after those that supply what it needs
  List<Group> groups(int[] andNodes) {
    List<Group> found = new ArrayList<>();
    Map<Integer, ScopeSteps.Half> suppliers = new HashMap<>();
    for (int and : andNodes) {
      if (and < groups.size()) {
        found.add(withHalves(groups.get(and)));
        continue;
      }
      ScopeSteps.Half lead = hubs.takes(graph, and, suppliers);
      if (lead != null) {
        found.add(joined(Objects.requireNonNull(suppliers.get(hubs.joining(and))), lead));
      }
    }
    return found;
  }

  /// The steps from what one half needs to what the other gives, those of one piece included.
  private Group joined(ScopeSteps.Half way, ScopeSteps.Half lead) {
    TreeSet<Integer> held = new TreeSet<>(way.held());
    held.addAll(lead.held());
    List<Integer> key = new ArrayList<>(held);
    key.add(lead.gain().number());
    Group other = groupsByKey.get(key);
    return group(
        other == null ? List.of() : other.steps(), hubs.steps().between(held, lead.gain()));
  }

  /// The group with the steps of two halves that need and give the same.
  private Group withHalves(Group group) {
    List<Integer> key = key(group.best().step());
    Set<Integer> held = new TreeSet<>(key.subList(0, key.size() - 1));
    List<Support.Chosen> halves = hubs.steps().between(held, group.gain());
    return halves.isEmpty() ? group : group(group.steps(), halves);
  }

  private static Group group(List<Support.Chosen> some, List<Support.Chosen> others) {
    List<Support.Chosen> steps = new ArrayList<>(some);
    steps.addAll(others);
    steps.sort(PathGraph::byBelief);
    return new Group(steps);
  }

  /// Only the facts of what this attacker holds are there, and that everybody is on the internet.
  Disabled world(List<EntryPoint> held) {
    BitSet others = new BitSet();
    others.set(gainCount, gainCount + entries.size());
    for (EntryPoint entry : held) {
      int number = Objects.requireNonNull(entries.get(entry));
      others.clear(gainCount + number);
      if (number == outsiderEntry) {
        others.set(gainCount + entries.size());
      }
    }
    return Disabled.leaves(others);
  }

  private static final class Building {
    private final AttackGraph attack;
    private final List<CrownJewel> targets;
    private final Support support;
    private final AndOrGraph.Builder builder = AndOrGraph.builder();
    private final Map<Assumption, Integer> assumptions = new TreeMap<>();
    private final ScopeSteps.Builder halves;
    private final Map<String, List<Gain>> gainsByEntity = new HashMap<>();

    Building(AttackGraph attack, List<CrownJewel> targets, Support support) {
      this.attack = attack;
      this.targets = targets;
      this.support = support;
      this.halves = new ScopeSteps.Builder(support);
      for (Gain gain : attack.gains()) {
        if (!gain.witness()) {
          gainsByEntity.computeIfAbsent(gain.args().getFirst(), e -> new ArrayList<>()).add(gain);
        }
      }
    }

    PathGraph build() {
      attack.gains().forEach(gain -> builder.addOr());
      Map<EntryPoint, Integer> entries = new LinkedHashMap<>();
      attack.entries().keySet().forEach(entry -> entries.put(entry, entries.size()));
      int firstEntry = attack.gains().size();
      entries.keySet().forEach(entry -> builder.addGiven(0));
      int outsider = builder.addGiven(0);
      Map<List<Integer>, Group> groups = groups();
      groups.values().forEach(group -> addAssumptions(group.best().assumptions()));
      ScopeSteps scopeSteps = halves.build();
      scopeSteps.assumptions().forEach(this::addAssumptions);
      groups.values().forEach(this::addGroup);
      int outsiderEntry = -1;
      for (Map.Entry<EntryPoint, Gain> given : attack.entries().entrySet()) {
        int number = Objects.requireNonNull(entries.get(given.getKey()));
        builder.addAnd(given.getValue().number(), 0, firstEntry + number);
        outsiderEntry = given.getValue().equals(attack.outsider()) ? number : outsiderEntry;
      }
      builder.addAnd(attack.outsider().number(), 0, outsider);
      int firstTarget = outsider + 1 + assumptions.size();
      targets.forEach(target -> builder.addOr());
      addTargets(firstTarget);
      Hubs hubs = new Hubs(scopeSteps, builder, assumptions);
      return new PathGraph(
          builder.build(), groups, entries, targets, firstEntry, firstTarget, outsiderEntry, hubs);
    }

    private Map<List<Integer>, Group> groups() {
      Map<List<Integer>, List<Support.Chosen>> byPremises = new LinkedHashMap<>();
      BitSet leading = leading();
      for (Step step : attack.steps()) {
        Support.Chosen chosen = leading.get(step.gain().number()) ? support.choose(step) : null;
        if (chosen != null && !halves.take(step, chosen)) {
          byPremises.computeIfAbsent(key(step), key -> new ArrayList<>()).add(chosen);
        }
      }
      Map<List<Integer>, Group> groups = new LinkedHashMap<>();
      byPremises.forEach(
          (key, steps) -> {
            steps.sort(PathGraph::byBelief);
            groups.put(key, new Group(steps));
          });
      return groups;
    }

    /// The gains that may lead to a target. The steps to others are left out: what they rest on is
    /// never asked for.
    private BitSet leading() {
      BitSet leading = new BitSet();
      Deque<Gain> open = new ArrayDeque<>();
      targets.forEach(target -> open.addAll(falls(target)));
      while (!open.isEmpty()) {
        Gain gain = open.remove();
        if (!leading.get(gain.number())) {
          leading.set(gain.number());
          attack.stepsTo(gain).forEach(step -> addGained(step, open));
        }
      }
      return leading;
    }

    /// The gains with which the target falls.
    private List<Gain> falls(CrownJewel target) {
      return gainsByEntity.getOrDefault(target.entity(), List.of()).stream()
          .filter(gain -> Impacts.falls(target, gain))
          .toList();
    }

    private static void addGained(Step step, Deque<Gain> gains) {
      for (Premise premise : step.premises()) {
        if (premise instanceof Premise.Gained gained) {
          gains.add(gained.gain());
        }
      }
    }

    private void addAssumptions(Set<Assumption> added) {
      for (Assumption assumption : added) {
        assumptions.computeIfAbsent(assumption, each -> builder.addGiven(support.cost(assumption)));
      }
    }

    private void addGroup(Group group) {
      List<Integer> key = key(group.best().step());
      List<Integer> premises = new ArrayList<>(key.subList(0, key.size() - 1));
      double cost = group.best().cost();
      for (Assumption assumption : group.best().assumptions()) {
        premises.add(Objects.requireNonNull(assumptions.get(assumption)));
        cost -= support.cost(assumption);
      }
      int[] nodes = premises.stream().mapToInt(Integer::intValue).toArray();
      builder.addAnd(group.gain().number(), Math.max(0, cost), nodes);
    }

    private void addTargets(int firstTarget) {
      for (int i = 0; i < targets.size(); i++) {
        for (Gain gain : falls(targets.get(i))) {
          builder.addAnd(firstTarget + i, 0, gain.number());
        }
      }
    }
  }

  private static List<Integer> key(Step step) {
    TreeSet<Integer> premises = new TreeSet<>();
    for (Premise premise : step.premises()) {
      if (premise instanceof Premise.Gained gained) {
        premises.add(gained.gain().number());
      }
    }
    List<Integer> key = new ArrayList<>(premises);
    key.add(step.gain().number());
    return Collections.unmodifiableList(key);
  }

  static int byBelief(Support.Chosen one, Support.Chosen other) {
    int byCost = Double.compare(one.cost(), other.cost());
    if (byCost != 0) {
      return byCost;
    }
    int byTechnique = one.step().kind().technique().compareTo(other.step().kind().technique());
    return byTechnique != 0 ? byTechnique : one.step().number() - other.step().number();
  }
}
