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
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

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
  private final Map<EntryPoint, Integer> entries;
  private final List<CrownJewel> targets;
  private final int gainCount;
  private final int firstTarget;
  private final int outsiderEntry;

  private PathGraph(
      AndOrGraph graph,
      List<Group> groups,
      Map<EntryPoint, Integer> entries,
      List<CrownJewel> targets,
      int gainCount,
      int firstTarget,
      int outsiderEntry) {
    this.graph = graph;
    this.groups = groups;
    this.entries = entries;
    this.targets = targets;
    this.gainCount = gainCount;
    this.firstTarget = firstTarget;
    this.outsiderEntry = outsiderEntry;
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

  boolean isGain(int orNode) {
    return orNode < gainCount;
  }

  /// The group an AND node stands for; null for the nodes that connect entries and targets.
  @Nullable Group group(int andNode) {
    return andNode < groups.size() ? groups.get(andNode) : null;
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

    Building(AttackGraph attack, List<CrownJewel> targets, Support support) {
      this.attack = attack;
      this.targets = targets;
      this.support = support;
    }

    PathGraph build() {
      attack.gains().forEach(gain -> builder.addOr());
      Map<EntryPoint, Integer> entries = new LinkedHashMap<>();
      attack.entries().keySet().forEach(entry -> entries.put(entry, entries.size()));
      int firstEntry = attack.gains().size();
      entries.keySet().forEach(entry -> builder.addGiven(0));
      int outsider = builder.addGiven(0);
      List<Group> groups = groups();
      groups.forEach(this::addAssumptions);
      groups.forEach(this::addGroup);
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
      return new PathGraph(
          builder.build(), groups, entries, targets, firstEntry, firstTarget, outsiderEntry);
    }

    private List<Group> groups() {
      Map<List<Integer>, List<Support.Chosen>> byPremises = new LinkedHashMap<>();
      for (Step step : attack.steps()) {
        Support.Chosen chosen = support.choose(step);
        if (chosen != null) {
          byPremises.computeIfAbsent(key(step), key -> new ArrayList<>()).add(chosen);
        }
      }
      List<Group> groups = new ArrayList<>();
      for (List<Support.Chosen> steps : byPremises.values()) {
        steps.sort(PathGraph::byBelief);
        groups.add(new Group(steps));
      }
      return groups;
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

    private void addAssumptions(Group group) {
      for (Assumption assumption : group.best().assumptions()) {
        assumptions.computeIfAbsent(
            assumption, added -> builder.addGiven(support.cost(assumption)));
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
      Map<String, List<Gain>> byEntity = new LinkedHashMap<>();
      for (Gain gain : attack.gains()) {
        if (!gain.witness()) {
          byEntity.computeIfAbsent(gain.args().getFirst(), e -> new ArrayList<>()).add(gain);
        }
      }
      for (int i = 0; i < targets.size(); i++) {
        CrownJewel target = targets.get(i);
        for (Gain gain : byEntity.getOrDefault(target.entity(), List.of())) {
          if (Impacts.falls(target, gain)) {
            builder.addAnd(firstTarget + i, 0, gain.number());
          }
        }
      }
    }
  }

  private static int byBelief(Support.Chosen one, Support.Chosen other) {
    int byCost = Double.compare(one.cost(), other.cost());
    if (byCost != 0) {
      return byCost;
    }
    int byTechnique = one.step().kind().technique().compareTo(other.step().kind().technique());
    return byTechnique != 0 ? byTechnique : one.step().number() - other.step().number();
  }
}
