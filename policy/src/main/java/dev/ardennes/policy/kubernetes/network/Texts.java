package dev.ardennes.policy.kubernetes.network;

import dev.ardennes.model.Unknown;

/// Compares texts of which parts may be unknown. An unknown part is not empty.
final class Texts {
  private Texts() {}

  /// Whether the two may be the same text. Exact where at most one of them has unknown parts;
  /// otherwise only their known beginnings and ends are compared.
  static boolean mayBeEqual(String one, String other) {
    if (one.equals(other)) {
      return true;
    }
    boolean oneUnknown = Unknown.in(one);
    boolean otherUnknown = Unknown.in(other);
    if (oneUnknown && otherUnknown) {
      return endsFit(one, other);
    }
    return oneUnknown ? fits(one, other) : otherUnknown && fits(other, one);
  }

  private static boolean endsFit(String one, String other) {
    String head = one.substring(0, one.indexOf(Unknown.OPEN));
    String otherHead = other.substring(0, other.indexOf(Unknown.OPEN));
    String tail = one.substring(one.lastIndexOf(Unknown.CLOSE) + 1);
    String otherTail = other.substring(other.lastIndexOf(Unknown.CLOSE) + 1);
    return (head.startsWith(otherHead) || otherHead.startsWith(head))
        && (tail.endsWith(otherTail) || otherTail.endsWith(tail));
  }

  /// Whether the known text can be what the pattern stands for. Takes each known part at the first
  /// place where it fits and the last one at the end, which finds a way if there is one.
  private static boolean fits(String pattern, String text) {
    int open = pattern.indexOf(Unknown.OPEN);
    if (!text.startsWith(pattern.substring(0, open))) {
      return false;
    }
    int at = open;
    int close = pattern.indexOf(Unknown.CLOSE, open);
    while (close >= 0) {
      int next = pattern.indexOf(Unknown.OPEN, close);
      String known = pattern.substring(close + 1, next < 0 ? pattern.length() : next);
      if (next < 0) {
        return text.endsWith(known) && text.length() - known.length() > at;
      }
      int found = text.indexOf(known, at + 1);
      if (found < 0) {
        return false;
      }
      at = found + known.length();
      close = pattern.indexOf(Unknown.CLOSE, next);
    }
    return true;
  }
}
