package dev.ardennes.policy.kubernetes.network;

/// Something in a specification that the API server refuses. Never leaves this package.
final class BadSpec extends Exception {
  private static final long serialVersionUID = 1;
  private final String reason;

  BadSpec(String reason) {
    super(reason);
    this.reason = reason;
  }

  /// What is wrong, as the end of a sentence.
  String reason() {
    return reason;
  }
}
