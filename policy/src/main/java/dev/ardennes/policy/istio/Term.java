package dev.ardennes.policy.istio;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Literals that must all hold, each once.
record Term(List<Literal> literals) {
  static final Term TRUE = new Term(List.of());
  private static final int MOST_TERMS = 2_000;

  Term {
    literals = List.copyOf(literals);
  }

  static Term of(Literal literal) {
    return new Term(List.of(literal));
  }

  boolean isTrue() {
    return literals.isEmpty();
  }

  /// Both together; empty where they contradict each other.
  Optional<Term> and(Term other) {
    if (isTrue() || other.isTrue()) {
      return Optional.of(isTrue() ? other : this);
    }
    Set<Literal> all = new LinkedHashSet<>(literals);
    for (Literal literal : other.literals) {
      if (all.contains(literal.negate())) {
        return Optional.empty();
      }
      all.add(literal);
    }
    return Optional.of(new Term(new ArrayList<>(all)));
  }

  /// Alternatives of which one suffices; those beside a true one are dropped.
  static List<Term> any(List<Term> terms) {
    return terms.contains(TRUE) ? List.of(TRUE) : terms.stream().distinct().toList();
  }

  /// Every pair of both; null where there are too many.
  static @Nullable List<Term> both(List<Term> one, List<Term> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return List.of();
    }
    if ((long) one.size() * other.size() > MOST_TERMS) {
      return null;
    }
    List<Term> all = new ArrayList<>();
    for (Term left : one) {
      for (Term right : other) {
        left.and(right).ifPresent(all::add);
      }
    }
    return any(all);
  }
}
