package dev.ardennes.live.aws;

/// The collection cannot begin or go on at all; the message says what to do about it.
public final class CollectException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final boolean misused;

  private CollectException(String message, boolean misused) {
    super(message, null, false, false);
    this.misused = misused;
  }

  /// What was asked for cannot be done as asked.
  static CollectException usage(String message) {
    return new CollectException(message, true);
  }

  /// Nothing can be read.
  static CollectException nothing(String message) {
    return new CollectException(message, false);
  }

  /// Whether the user has to ask for something else.
  public boolean misused() {
    return misused;
  }
}
