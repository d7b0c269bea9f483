package dev.ardennes.policy.kubernetes.network;

import java.util.ArrayList;
import java.util.List;

/// Sets of intervals as sorted lists of bounds: the first interval begins at the first bound and
/// ends before the second, and so on.
final class Intervals {
  private Intervals() {}

  /// What is made of two sets.
  enum Operation {
    AND,
    OR,
    MINUS;

    boolean holds(boolean left, boolean right) {
      return switch (this) {
        case AND -> left && right;
        case OR -> left || right;
        case MINUS -> left && !right;
      };
    }
  }

  /// Cost: linear in both lists.
  static <T extends Comparable<T>> List<T> combine(
      List<T> left, List<T> right, Operation operation) {
    List<T> result = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < left.size() || j < right.size()) {
      int order = order(left, i, right, j);
      T bound = order <= 0 ? left.get(i) : right.get(j);
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
      // Inside a set after an odd number of its bounds.
      boolean inside = operation.holds(i % 2 == 1, j % 2 == 1);
      if (inside != (result.size() % 2 == 1)) {
        result.add(bound);
      }
    }
    return List.copyOf(result);
  }

  private static <T extends Comparable<T>> int order(List<T> left, int i, List<T> right, int j) {
    if (i == left.size()) {
      return 1;
    }
    return j == right.size() ? -1 : left.get(i).compareTo(right.get(j));
  }
}
