package dev.ardennes.engine.nearest;

import java.util.List;

/// A relation with all its arguments, whether it holds or not.
record Ground(String relation, List<String> args) implements Comparable<Ground> {
  Ground {
    args = List.copyOf(args);
  }

  @Override
  public int compareTo(Ground other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return relation + "(" + String.join(", ", args) + ")";
  }
}
