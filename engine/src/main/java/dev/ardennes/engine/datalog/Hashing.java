package dev.ardennes.engine.datalog;

/// Hashes of int tuples, 32 bits wide.
final class Hashing {

  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  private Hashing() {}

  static int start() {
    return 0x2545F491;
  }

  static int with(int hash, int value) {
    long product = ((hash ^ (long) value) & 0xffffffffL) * FACTOR;
    return (int) (product >>> 32) ^ (int) product;
  }
}
