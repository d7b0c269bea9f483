package dev.ardennes.policy.kubernetes.network;

import java.util.OptionalInt;

/// Reads port numbers.
final class PortNumbers {
  private static final int DIGITS = 5;

  private PortNumbers() {}

  /// A decimal number from 1 to 65535; empty for anything else.
  static OptionalInt parse(String text) {
    boolean digits =
        !text.isEmpty()
            && text.length() <= DIGITS
            && text.chars().allMatch(character -> character >= '0' && character <= '9');
    if (!digits || PortSet.of(Integer.parseInt(text)).isEmpty()) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(Integer.parseInt(text));
  }
}
