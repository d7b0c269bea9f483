package dev.ardennes.policy.kubernetes.network;

import dev.ardennes.model.Assumption;
import dev.ardennes.policy.Alternative;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/// One way in which ports are allowed: facts that together give it, under a condition.
record Term(NavigableSet<String> facts, Condition condition, PortSet ports)
    implements Comparable<Term> {
  private static final Comparator<Term> ORDER =
      Comparator.<Term>comparingInt(term -> term.condition.open())
          .thenComparingInt(term -> term.facts.size())
          .thenComparing(term -> String.join("\n", term.facts))
          .thenComparing(Term::sentences)
          .thenComparing(term -> term.ports.toString());

  Term {
    facts = Collections.unmodifiableNavigableSet(new TreeSet<>(facts));
  }

  static Term of(List<String> facts, Condition condition, PortSet ports) {
    return new Term(new TreeSet<>(facts), condition, ports);
  }

  boolean isPossible() {
    return condition.possible() && !ports.isEmpty();
  }

  Term and(Term other) {
    NavigableSet<String> all = new TreeSet<>(facts);
    all.addAll(other.facts);
    return new Term(all, condition.and(other.condition), ports.intersect(other.ports));
  }

  /// The ports that two terms allow together whatever the variable is.
  Term consensus(Term other, Variable variable) {
    NavigableSet<String> all = new TreeSet<>(facts);
    all.addAll(other.facts);
    Condition joined = condition.consensus(other.condition, variable);
    return new Term(all, joined, ports.intersect(other.ports));
  }

  /// Whether it needs no more than the other and allows no less.
  boolean subsumes(Term other) {
    return facts.size() <= other.facts.size()
        && other.facts.containsAll(facts)
        && ports.containsAll(other.ports)
        && condition.weakerOrSame(other.condition);
  }

  /// Whether it allows no less and assumes less, on whatever facts.
  boolean dominates(Term other) {
    return ports.containsAll(other.ports)
        && condition.weakerOrSame(other.condition)
        && !other.condition.weakerOrSame(condition);
  }

  Alternative alternative(List<Alternative.Choice> choices) {
    List<Alternative.Assumed> assumed = new ArrayList<>();
    for (Map.Entry<Variable, Condition.Part> entry : condition.parts().entrySet()) {
      Variable variable = entry.getKey();
      String says = entry.getValue().constraint().says(variable);
      assumed.add(
          new Alternative.Assumed(
              Assumption.of(variable.kind(), says),
              List.copyOf(entry.getValue().about()),
              variable.unseenLayer()));
    }
    assumed.sort(Comparator.comparing(Alternative.Assumed::assumption));
    return new Alternative(List.copyOf(facts), assumed, choices);
  }

  private String sentences() {
    List<String> all = new ArrayList<>();
    condition.parts().forEach((variable, part) -> all.add(part.constraint().says(variable)));
    return String.join("\n", all);
  }

  @Override
  public int compareTo(Term other) {
    return ORDER.compare(this, other);
  }
}
