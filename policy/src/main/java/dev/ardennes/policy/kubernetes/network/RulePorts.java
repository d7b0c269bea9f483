package dev.ardennes.policy.kubernetes.network;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;

/// The ports that one rule allows, for each target.
final class RulePorts {
  private final List<Group> groups = new ArrayList<>();

  private record Group(BitSet targets, PortSet certain, PortSet possible) {}

  private RulePorts() {}

  /// One target, for all classes at the other end.
  static RulePorts at(
      Party target, RuleSpec rule, Protocol protocol, PortSet requested, BitSet others) {
    RulePorts ports = new RulePorts();
    ports.add(others, PortMatch.of(rule, target, protocol, requested));
    return ports;
  }

  /// Each class as a target; classes with the same named ports are looked at once.
  static RulePorts atEach(
      RuleSpec rule, Protocol protocol, PortSet requested, Map<Party, BitSet> byNamedPorts) {
    RulePorts ports = new RulePorts();
    byNamedPorts.forEach(
        (example, targets) -> ports.add(targets, PortMatch.of(rule, example, protocol, requested)));
    return ports;
  }

  private void add(BitSet targets, List<PortMatch.Allowed> allowed) {
    PortSet certain = PortSet.NONE;
    PortSet possible = PortSet.NONE;
    for (PortMatch.Allowed each : allowed) {
      certain = each.condition().isCertain() ? certain.union(each.ports()) : certain;
      possible = possible.union(each.ports());
    }
    if (!possible.isEmpty()) {
      groups.add(new Group(targets, certain, possible));
    }
  }

  /// Adds all ports at which an answer can change.
  void addBounds(NavigableSet<Integer> bounds) {
    for (Group group : groups) {
      bounds.addAll(group.certain().bounds());
      bounds.addAll(group.possible().bounds());
    }
  }

  /// The classes for which the port is allowed.
  Spread at(int port) {
    Spread spread = Spread.none();
    for (Group group : groups) {
      if (group.certain().contains(port)) {
        spread.certain().or(group.targets());
      }
      if (group.possible().contains(port)) {
        spread.possible().or(group.targets());
      }
    }
    return spread;
  }
}
