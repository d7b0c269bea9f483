package dev.ardennes.policy.kubernetes.network;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// For each policy the classes that it selects, for each rule the classes that it means, and for
/// each class the policies that select it.
///
/// Immutable to its users.
final class PolicyIndex {
  private final List<Indexed> policies;
  private final Map<Direction, List<List<Indexed>>> selecting = new EnumMap<>(Direction.class);
  private final Map<Direction, Spread> isolated = new EnumMap<>(Direction.class);
  private final BitSet all;
  private final BitSet hosts;
  private final BitSet uncovered = new BitSet();
  private final Map<Party, BitSet> byNamedPorts = new LinkedHashMap<>();

  /// A policy with the classes that it selects.
  record Indexed(PolicySpec spec, Spread selected, List<IndexedRule> rules) {}

  /// A rule with the classes that its peers mean.
  record IndexedRule(RuleSpec spec, Spread peers) {}

  PolicyIndex(NetworkModel model) {
    PodSets sets = new PodSets(model);
    all = sets.all();
    hosts = (BitSet) all.clone();
    hosts.andNot(sets.selectable());
    Map<List<PodClass.NamedPort>, Party> examples = new HashMap<>();
    for (int i = 0; i < model.pods().size(); i++) {
      Party party = Party.of(i, model);
      PodClass pods = model.pods().get(i);
      uncovered.set(i, party.kind() == Party.Kind.POD && !model.covers(pods.namespace()));
      List<PodClass.NamedPort> names = party.kind() == Party.Kind.POD ? pods.ports() : List.of();
      Party example = examples.computeIfAbsent(names, key -> party);
      byNamedPorts.computeIfAbsent(example, key -> new BitSet()).set(i);
    }
    policies = model.policies().stream().map(policy -> indexed(policy, sets)).toList();
    for (Direction direction : Direction.values()) {
      List<List<Indexed>> byClass = new ArrayList<>();
      model.pods().forEach(pods -> byClass.add(new ArrayList<>()));
      Spread spread = Spread.none();
      for (Indexed policy : policies) {
        note(policy, direction, byClass, spread);
      }
      selecting.put(direction, byClass);
      isolated.put(direction, spread);
    }
  }

  private static Indexed indexed(PolicySpec policy, PodSets sets) {
    List<IndexedRule> rules =
        policy.rules().stream()
            .map(rule -> new IndexedRule(rule, sets.peers(rule, policy)))
            .toList();
    return new Indexed(policy, sets.selected(policy), rules);
  }

  private static void note(
      Indexed policy, Direction direction, List<List<Indexed>> byClass, Spread spread) {
    Condition restricts = policy.spec().restricts(direction);
    if (restricts.possible()) {
      policy.selected().possible().stream().forEach(index -> byClass.get(index).add(policy));
      spread.possible().or(policy.selected().possible());
    }
    if (restricts.isCertain()) {
      spread.certain().or(policy.selected().certain());
    }
  }

  List<Indexed> policies() {
    return policies;
  }

  /// The policies that may restrict the class in this direction.
  List<Indexed> selecting(int index, Direction direction) {
    return selecting.getOrDefault(direction, List.of()).get(index);
  }

  /// The classes that some policy restricts in this direction.
  Spread isolated(Direction direction) {
    return isolated.getOrDefault(direction, Spread.none());
  }

  BitSet all() {
    return all;
  }

  /// The classes that policies can select which were not collected.
  BitSet uncovered() {
    return uncovered;
  }

  /// An example for each set of named ports, with all classes that have it.
  Map<Party, BitSet> byNamedPorts() {
    return byNamedPorts;
  }

  /// The classes in the network of their node.
  BitSet hosts() {
    return hosts;
  }
}
