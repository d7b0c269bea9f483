package dev.ardennes.policy.aws;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Facts and literals that together give something: one conjunction of a [Formula].
///
/// @param facts ids, sorted, each once
/// @param literals sorted, each once, none with its opposite
record Term(List<String> facts, List<Literal> literals) implements Comparable<Term> {
  static final Term EMPTY = new Term(List.of(), List.of());

  private static final Comparator<Term> ORDER =
      Comparator.<Term>comparingInt(term -> term.literals.size())
          .thenComparingInt(term -> term.facts.size())
          .thenComparing(Term::literals, Term::compareLists)
          .thenComparing(Term::facts, Term::compareLists);

  static Term fact(String factId) {
    return factId.isEmpty() ? EMPTY : new Term(List.of(factId), List.of());
  }

  static Term literal(Literal literal) {
    return new Term(List.of(), List.of(literal));
  }

  /// Both together; null where they contradict each other.
  @Nullable Term and(Term other) {
    List<Literal> all = merge(literals, other.literals);
    for (int i = 1; i < all.size(); i++) {
      if (all.get(i).contradicts(all.get(i - 1))) {
        return null;
      }
    }
    return new Term(merge(facts, other.facts), all);
  }

  boolean isEmpty() {
    return facts.isEmpty() && literals.isEmpty();
  }

  /// Whether everything this term needs is needed by the other too.
  boolean subsumes(Term other) {
    return facts.size() <= other.facts.size()
        && literals.size() <= other.literals.size()
        && within(literals, other.literals)
        && within(facts, other.facts);
  }

  @Override
  public int compareTo(Term other) {
    return ORDER.compare(this, other);
  }

  static <T extends Comparable<T>> boolean within(List<T> small, List<T> large) {
    int at = 0;
    for (T item : small) {
      while (at < large.size() && large.get(at).compareTo(item) < 0) {
        at++;
      }
      if (at == large.size() || large.get(at).compareTo(item) != 0) {
        return false;
      }
      at++;
    }
    return true;
  }

  private static <T extends Comparable<T>> List<T> merge(List<T> a, List<T> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.isEmpty() ? b : a;
    }
    List<T> merged = new ArrayList<>(a.size() + b.size());
    int i = 0;
    int j = 0;
    while (i < a.size() || j < b.size()) {
      int order = i == a.size() ? 1 : j == b.size() ? -1 : a.get(i).compareTo(b.get(j));
      merged.add(order <= 0 ? a.get(i) : b.get(j));
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
    return List.copyOf(merged);
  }

  private static <T extends Comparable<T>> int compareLists(List<T> a, List<T> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int order = a.get(i).compareTo(b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }
}
