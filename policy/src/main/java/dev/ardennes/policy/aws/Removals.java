package dev.ardennes.policy.aws;

import dev.ardennes.policy.Alternative;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/// Finds the smallest set of facts that ends all alternatives, breadth first: each set of removals
/// is extended by each fact of one alternative that is left (a hitting-set tree, Reiter 1987).
final class Removals {
  private static final int MAX_EVALUATIONS = 2_000;

  private Removals() {}

  static Optional<Removal> minimal(Function<SortedSet<String>, List<Alternative>> alternatives) {
    if (alternatives.apply(new TreeSet<>()).isEmpty()) {
      return Optional.empty();
    }
    ArrayDeque<SortedSet<String>> open = new ArrayDeque<>();
    Set<SortedSet<String>> seen = new HashSet<>();
    open.add(new TreeSet<>());
    for (int count = 0; count < MAX_EVALUATIONS && !open.isEmpty(); count++) {
      SortedSet<String> removed = open.removeFirst();
      List<Alternative> left = alternatives.apply(removed);
      if (left.isEmpty()) {
        return Optional.of(new Removal(List.copyOf(removed), true));
      }
      for (String fact : left.getFirst().factIds()) {
        SortedSet<String> more = new TreeSet<>(removed);
        more.add(fact);
        if (seen.add(more)) {
          open.addLast(more);
        }
      }
    }
    return open.isEmpty() ? Optional.empty() : greedy(alternatives);
  }

  /// Takes out one fact of each alternative until none is left, then puts back what is not needed.
  private static Optional<Removal> greedy(
      Function<SortedSet<String>, List<Alternative>> alternatives) {
    SortedSet<String> removed = new TreeSet<>();
    for (int count = 0; count < MAX_EVALUATIONS; count++) {
      List<Alternative> left = alternatives.apply(removed);
      if (left.isEmpty()) {
        return Optional.of(new Removal(List.copyOf(needed(removed, alternatives)), false));
      }
      if (left.getFirst().factIds().isEmpty()) {
        return Optional.empty();
      }
      removed.add(left.getFirst().factIds().getLast());
    }
    return Optional.empty();
  }

  private static SortedSet<String> needed(
      SortedSet<String> removed, Function<SortedSet<String>, List<Alternative>> alternatives) {
    SortedSet<String> needed = new TreeSet<>(removed);
    for (String fact : removed) {
      SortedSet<String> fewer = new TreeSet<>(needed);
      fewer.remove(fact);
      if (alternatives.apply(fewer).isEmpty()) {
        needed = fewer;
      }
    }
    return needed;
  }
}
