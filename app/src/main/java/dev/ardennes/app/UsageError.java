package dev.ardennes.app;

/// The user asked for something that cannot be done as asked; the message says what to write
/// instead.
final class UsageError extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final int exitCode;

  private UsageError(String message, int exitCode) {
    super(message);
    this.exitCode = exitCode;
  }

  /// Wrong usage.
  static UsageError usage(String message) {
    return new UsageError(message, Main.USAGE);
  }

  /// Nothing that was given can be read.
  static UsageError noInput(String message) {
    return new UsageError(message, Main.NO_INPUT);
  }

  int exitCode() {
    return exitCode;
  }
}
