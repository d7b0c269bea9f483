package dev.ardennes.conformance.quality.planted.upper;

import java.io.IOException;
import java.net.URI;
import java.net.URLConnection;

/// Breaks every rule about input, state and output at once.
final class Offends {
  static long count;

  private Offends() {}

  static void main(String[] command) throws IOException {
    count = System.nanoTime();
    URLConnection fetched = URI.create("http://localhost").toURL().openConnection();
    fetched.connect();
    System.out.println(new ProcessBuilder(command).start().pid());
  }
}
