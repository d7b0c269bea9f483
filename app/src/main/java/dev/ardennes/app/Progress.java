package dev.ardennes.app;

import java.io.PrintStream;

/// Says on a terminal what is being done; says nothing anywhere else.
final class Progress {
  private static final String CLEAR = "\r\u001b[K";
  private final boolean shown;
  private final PrintStream out;

  private Progress(boolean shown, PrintStream out) {
    this.shown = shown;
    this.out = out;
  }

  static Progress of(boolean quiet) {
    boolean terminal = Terminal.isThere();
    return new Progress(!quiet && terminal && System.getenv("CI") == null, System.err);
  }

  /// The step that begins now takes the place of the one before.
  void says(String what) {
    if (shown) {
      out.print(CLEAR + what + " ...");
      out.flush();
    }
  }

  void done() {
    if (shown) {
      out.print(CLEAR);
      out.flush();
    }
  }
}
