package dev.ardennes.policy.istio;

import java.util.ArrayList;
import java.util.List;

/// One rule: it matches if some source, some operation and all conditions match.
///
/// @param from the sources, each a list of clauses that must all hold; without any, every source
/// @param to the operations, in the same way
/// @param unreadable why it is not known what it matches; empty where it is known
record Rule(
    String factId,
    List<List<Clause>> from,
    List<List<Clause>> to,
    List<Clause> when,
    String unreadable) {
  Rule {
    from = List.copyOf(from);
    to = List.copyOf(to);
    when = List.copyOf(when);
  }

  static Rule unreadable(String factId, String why) {
    return new Rule(factId, List.of(), List.of(), List.of(), why);
  }

  List<Clause> clauses() {
    List<Clause> all = new ArrayList<>(when);
    from.forEach(all::addAll);
    to.forEach(all::addAll);
    return all;
  }
}
