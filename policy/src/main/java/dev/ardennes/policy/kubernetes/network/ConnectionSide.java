package dev.ardennes.policy.kubernetes.network;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.NavigableSet;

/// What one side's policies allow between one fixed party and each class.
///
/// @param free classes that no policy of this side restricts
/// @param rules what the rules allow beside
/// @param unseen classes that policies which were not collected may allow
record ConnectionSide(Spread free, List<Grant> rules, BitSet unseen) {
  ConnectionSide {
    rules = List.copyOf(rules);
  }

  /// Classes that a rule allows at some ports.
  record Grant(Spread classes, RulePorts ports) {}

  /// A side of which nothing is to be said against any class.
  static ConnectionSide open(BitSet all) {
    return new ConnectionSide(Spread.same(all), new ArrayList<>(), new BitSet());
  }

  void addBounds(NavigableSet<Integer> bounds) {
    rules.forEach(rule -> rule.ports().addBounds(bounds));
  }

  /// The classes that are allowed at a port.
  Spread at(int port) {
    Spread spread = Spread.none();
    spread.addAll(free);
    for (Grant rule : rules) {
      spread.addAll(rule.classes().and(rule.ports().at(port)));
    }
    return spread;
  }
}
