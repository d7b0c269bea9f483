package dev.ardennes.policy.kubernetes.network;

import dev.ardennes.policy.kubernetes.network.Intervals.Operation;
import java.util.ArrayList;
import java.util.List;

/// A set of port numbers from 1 to 65535, kept as intervals.
///
/// ```java
/// PortSet.range(8000, 8080).union(PortSet.of(443)).toString(); // "443, 8000-8080"
/// ```
///
/// @param bounds sorted: the first number of an interval, then the first number behind it, and so
///   on; equal sets have equal bounds
public record PortSet(List<Integer> bounds) {
  private static final int LAST = 65_535;
  public static final PortSet NONE = new PortSet(List.of());
  public static final PortSet ALL = range(1, LAST);

  public PortSet {
    bounds = List.copyOf(bounds);
  }

  /// One port; empty if there is no port of that number.
  public static PortSet of(int port) {
    return range(port, port);
  }

  /// All ports from `first` to `last`, those that cannot exist left out.
  public static PortSet range(int first, int last) {
    int from = Math.max(1, first);
    int to = Math.min(LAST, last);
    return from > to ? new PortSet(List.of()) : new PortSet(List.of(from, to + 1));
  }

  public PortSet union(PortSet other) {
    return combine(other, Operation.OR);
  }

  public PortSet intersect(PortSet other) {
    return combine(other, Operation.AND);
  }

  public PortSet minus(PortSet other) {
    return combine(other, Operation.MINUS);
  }

  public boolean isEmpty() {
    return bounds.isEmpty();
  }

  public boolean contains(int port) {
    int at = 0;
    while (at < bounds.size() && bounds.get(at) <= port) {
      at++;
    }
    return at % 2 == 1;
  }

  /// Whether every port of the other set is in this one.
  public boolean containsAll(PortSet other) {
    return equals(other) || other.minus(this).isEmpty();
  }

  /// Whether it is one single port.
  public boolean isOne() {
    return bounds.size() == 2 && bounds.get(1) == bounds.get(0) + 1;
  }

  /// `80`, `80, 8000-8080`, `any` or `none`.
  @Override
  public String toString() {
    if (isEmpty()) {
      return "none";
    }
    if (equals(ALL)) {
      return "any";
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < bounds.size(); i += 2) {
      int first = bounds.get(i);
      int last = bounds.get(i + 1) - 1;
      texts.add(first == last ? String.valueOf(first) : first + "-" + last);
    }
    return String.join(", ", texts);
  }

  private PortSet combine(PortSet other, Operation operation) {
    return new PortSet(Intervals.combine(bounds, other.bounds, operation));
  }
}
