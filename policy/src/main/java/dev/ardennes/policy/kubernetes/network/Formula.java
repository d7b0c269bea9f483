package dev.ardennes.policy.kubernetes.network;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/// When ports are allowed: a disjunction of [Term]s, none of which another subsumes, in a fixed
/// order.
///
/// At most [#LIMIT] terms are kept, those with the fewest assumptions first; `complete` says
/// whether any was dropped.
record Formula(List<Term> terms, boolean complete) {
  static final int LIMIT = 64;
  static final Formula FALSE = new Formula(List.of(), true);

  static Formula allow(PortSet ports) {
    return of(List.of(Term.of(List.of(), Condition.ALWAYS, ports)));
  }

  static Formula of(Collection<Term> terms) {
    return minimal(terms, true);
  }

  boolean isFalse() {
    return terms.isEmpty() && complete;
  }

  /// Whether nothing stands against any of the ports.
  boolean isFree(PortSet ports) {
    return !terms.isEmpty()
        && terms.getFirst().facts().isEmpty()
        && terms.getFirst().condition().isCertain()
        && terms.getFirst().ports().containsAll(ports);
  }

  Formula or(Formula other) {
    List<Term> all = new ArrayList<>(terms);
    all.addAll(other.terms);
    return minimal(all, complete && other.complete);
  }

  Formula and(Formula other) {
    List<Term> all = new ArrayList<>();
    for (Term left : terms) {
      for (Term right : other.terms) {
        all.add(left.and(right));
      }
    }
    return minimal(all, complete && other.complete);
  }

  /// The same with everything that several terms allow together and none of them alone, and without
  /// terms that assume more than another does.
  ///
  /// Source: W. V. Quine, "A way to simplify truth functions" (1955).
  Formula settled() {
    Formula closed = this;
    boolean grown = true;
    while (grown && closed.complete) {
      Formula next = closed.or(new Formula(closed.joined(), true));
      grown = !next.terms.equals(closed.terms);
      closed = next;
    }
    return new Formula(closed.undominated(), closed.complete);
  }

  private List<Term> joined() {
    List<Term> found = new ArrayList<>();
    for (int i = 0; i < terms.size(); i++) {
      for (int j = i + 1; j < terms.size(); j++) {
        for (Variable variable : terms.get(i).condition().parts().keySet()) {
          Term both = terms.get(i).consensus(terms.get(j), variable);
          if (!variable.unseenLayer() && both.isPossible() && gains(both)) {
            found.add(both);
          }
        }
      }
    }
    return found;
  }

  /// Whether no term says so already, on whatever facts.
  private boolean gains(Term candidate) {
    return terms.stream()
        .noneMatch(
            term ->
                term.ports().containsAll(candidate.ports())
                    && term.condition().weakerOrSame(candidate.condition()));
  }

  private List<Term> undominated() {
    return terms.stream()
        .filter(term -> terms.stream().noneMatch(other -> other.dominates(term)))
        .toList();
  }

  private static Formula minimal(Collection<Term> terms, boolean complete) {
    List<Term> kept = new ArrayList<>();
    for (Term term : new TreeSet<>(terms)) {
      if (term.isPossible() && kept.stream().noneMatch(smaller -> smaller.subsumes(term))) {
        kept.removeIf(term::subsumes);
        if (kept.size() == LIMIT) {
          return new Formula(List.copyOf(kept), false);
        }
        kept.add(term);
      }
    }
    return new Formula(List.copyOf(kept), complete);
  }
}
