package dev.ardennes.conformance.quality.planted.upper;

import java.io.IOException;

/// Breaks every rule about input, state and output at once.
final class Offends {
  static long count;

  private Offends() {}

  static void main(String[] command) throws IOException {
    count = System.nanoTime();
    System.out.println(new ProcessBuilder(command).start().pid());
  }
}
