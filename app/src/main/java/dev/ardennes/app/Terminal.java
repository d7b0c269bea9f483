package dev.ardennes.app;

import java.io.Console;

/// Whether a person looks at the output.
final class Terminal {
  private Terminal() {}

  /// JDK 25 gives no console again where standard output is no terminal.
  @SuppressWarnings("SystemConsoleNull")
  static boolean isThere() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }
}
