package dev.ardennes.graph;

import java.util.BitSet;
import java.util.function.Predicate;

/// A subset that still serves and of which nothing can be left out.
final class MinimalSubset {
  private final int[] order;
  private final Predicate<BitSet> serves;
  private final BitSet kept = new BitSet();

  private MinimalSubset(int[] order, Predicate<BitSet> serves) {
    this.order = order;
    this.serves = serves;
    for (int element : order) {
      kept.set(element);
    }
  }

  /// Leaves elements out in the order given. Asks about runs of elements at once, so that the
  /// number of questions grows with the size of the result and only with the logarithm of `order`.
  ///
  /// @param serves true of all of `order`, and of every superset of a set of which it is true
  static BitSet of(int[] order, Predicate<BitSet> serves) {
    return new MinimalSubset(order, serves).reduced();
  }

  private BitSet reduced() {
    int from = 0;
    while (from < order.length) {
      int to = from + longestRunToLeaveOut(from);
      setAll(from, to, false);
      from = to + 1;
    }
    return kept;
  }

  private int longestRunToLeaveOut(int from) {
    int fits = 0;
    int fails = 1;
    while (from + fails <= order.length && servesWithout(from, from + fails)) {
      fits = fails;
      fails = Math.min(2 * fails, Math.max(order.length - from, fails + 1));
    }
    while (fits + 1 < fails && from + fits < order.length) {
      int middle = (fits + fails) >>> 1;
      if (servesWithout(from, from + middle)) {
        fits = middle;
      } else {
        fails = middle;
      }
    }
    return fits;
  }

  private boolean servesWithout(int from, int to) {
    setAll(from, to, false);
    boolean result = serves.test(kept);
    setAll(from, to, true);
    return result;
  }

  private void setAll(int from, int to, boolean value) {
    for (int i = from; i < to; i++) {
      kept.set(order[i], value);
    }
  }
}
