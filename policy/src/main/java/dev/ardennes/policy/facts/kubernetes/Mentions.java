package dev.ardennes.policy.facts.kubernetes;

import dev.ardennes.model.Fact;
import dev.ardennes.policy.Alternative;
import java.util.Collection;

/// What the policies and rules of an alternative speak of: only that needs to be listed beside
/// them.
final class Mentions {
  private final ClusterFacts facts;
  private final StringBuilder text = new StringBuilder();

  /// @param alternative as an engine gives it, with the facts of policies and rules
  Mentions(ClusterFacts facts, Alternative alternative) {
    this.facts = facts;
    for (String id : alternative.factIds()) {
      Fact fact = facts.all().fact(id);
      if (fact != null) {
        text.append(fact.args().getLast()).append('\n');
      }
    }
  }

  /// Whether the JSON has this text, as a key or value of its own.
  boolean speaksOf(String word) {
    return text.indexOf("\"" + word + "\"") >= 0;
  }

  /// Adds the labels of an entity that the policies ask about.
  void addLabels(String entity, Collection<String> ids) {
    for (Fact label : facts.all().relation("label", entity)) {
      if (speaksOf(label.args().get(1))) {
        ids.add(label.id());
      }
    }
  }

  /// Adds in which namespaces the policies lie.
  static void addPlaces(ClusterFacts facts, Alternative alternative, Collection<String> ids) {
    for (String id : alternative.factIds()) {
      Fact fact = facts.all().fact(id);
      if (fact != null) {
        facts.addAbout("in_namespace", fact.args().getFirst(), ids);
      }
    }
  }
}
