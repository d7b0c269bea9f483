package dev.ardennes.collect.code.syntax;

import java.io.IOException;
import java.io.OutputStream;

/// Programs in the parser's place.
final class Stubs {
  private Stubs() {}

  /// Reads everything and says nothing.
  static final class Silent {
    private Silent() {}

    public static void main(String[] arguments) throws IOException {
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }

  /// Says something else.
  static final class Babbling {
    private Babbling() {}

    public static void main(String[] arguments) {
      System.out.println("this is no tree at all, whatever the reader expects");
    }
  }
}
