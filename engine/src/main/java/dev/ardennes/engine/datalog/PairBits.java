package dev.ardennes.engine.datalog;

/// A set of pairs as one bit each, for relations that fill much of the square of their values.
///
/// It knows no rows, so it serves only where nobody asks which row holds a pair.
final class PairBits {

  private final int side;
  private final long[] words;

  /// Room for pairs of values below `side`.
  PairBits(int side) {
    this.side = side;
    words = new long[Math.toIntExact(words(side))];
  }

  private static long words(int side) {
    return ((long) side * side + 63) >>> 6;
  }

  static long bytes(int side) {
    return words(side) * Long.BYTES;
  }

  boolean fits(int first, int second) {
    return first < side && second < side;
  }

  boolean contains(int first, int second) {
    long bit = (long) first * side + second;
    return fits(first, second) && (words[(int) (bit >>> 6)] & (1L << bit)) != 0;
  }

  /// Adds a pair that fits; answers whether it was absent.
  boolean add(int first, int second) {
    long bit = (long) first * side + second;
    int word = (int) (bit >>> 6);
    long before = words[word];
    long after = before | (1L << bit);
    words[word] = after;
    return before != after;
  }
}
