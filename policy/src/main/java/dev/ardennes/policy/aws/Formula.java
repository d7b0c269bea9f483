package dev.ardennes.policy.aws;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/// When something holds: a disjunction of [Term]s, none of which another subsumes, in a fixed
/// order.
///
/// At most [#LIMIT] terms are kept, those with the fewest literals first; `complete` says whether
/// any was dropped.
record Formula(List<Term> terms, boolean complete) {
  static final int LIMIT = 64;
  static final Formula TRUE = new Formula(List.of(Term.EMPTY), true);
  static final Formula FALSE = new Formula(List.of(), true);

  static Formula of(boolean holds) {
    return holds ? TRUE : FALSE;
  }

  static Formula of(Literal literal) {
    return new Formula(List.of(Term.literal(literal)), true);
  }

  /// What holds because of a fact.
  static Formula fact(String factId) {
    return factId.isEmpty() ? TRUE : new Formula(List.of(Term.fact(factId)), true);
  }

  /// What holds because of all these facts.
  static Formula facts(List<String> factIds) {
    Formula result = TRUE;
    for (String factId : factIds) {
      result = result.and(fact(factId));
    }
    return result;
  }

  boolean isFalse() {
    return terms.isEmpty() && complete;
  }

  /// Whether it holds without any literal, facts apart.
  boolean isCertain() {
    return !terms.isEmpty() && terms.getFirst().literals().isEmpty();
  }

  private boolean isTrue() {
    return !terms.isEmpty() && terms.getFirst().isEmpty();
  }

  Formula or(Formula other) {
    if (isTrue() || other.isFalse()) {
      return this;
    }
    if (isFalse() || other.isTrue()) {
      return other;
    }
    List<Term> all = new ArrayList<>(terms);
    all.addAll(other.terms);
    return minimal(all, complete && other.complete);
  }

  Formula and(Formula other) {
    if (isFalse() || other.isTrue()) {
      return this;
    }
    if (isTrue() || other.isFalse()) {
      return other;
    }
    List<Term> all = new ArrayList<>();
    for (Term left : terms) {
      for (Term right : other.terms) {
        Term both = left.and(right);
        if (both != null) {
          all.add(both);
        }
      }
    }
    return minimal(all, complete && other.complete);
  }

  /// When it does not hold. Facts are given and so drop out; a term without literals makes the
  /// result false.
  Formula not() {
    Formula result = TRUE;
    for (Term term : terms) {
      Formula failing = FALSE;
      for (Literal literal : term.literals()) {
        failing = failing.or(of(literal.negate()));
      }
      result = result.and(failing);
      if (result.isFalse()) {
        return result;
      }
    }
    return complete ? result : new Formula(result.terms, false);
  }

  /// The same, or its opposite.
  Formula maybeNot(boolean positive) {
    return positive ? this : not();
  }

  /// The same without the facts.
  Formula withoutFacts() {
    return minimal(
        terms.stream().map(term -> new Term(List.of(), term.literals())).toList(), complete);
  }

  static Formula any(Iterable<Formula> formulas) {
    List<Term> all = new ArrayList<>();
    boolean complete = true;
    for (Formula formula : formulas) {
      all.addAll(formula.terms);
      complete &= formula.complete;
    }
    return minimal(all, complete);
  }

  private static Formula minimal(Collection<Term> terms, boolean complete) {
    List<Term> kept = new ArrayList<>();
    for (Term term : new TreeSet<>(terms)) {
      if (kept.stream().noneMatch(smaller -> smaller.subsumes(term))) {
        if (kept.size() == LIMIT) {
          return new Formula(List.copyOf(kept), false);
        }
        kept.add(term);
      }
    }
    return kept.isEmpty() && complete ? FALSE : new Formula(List.copyOf(kept), complete);
  }
}
