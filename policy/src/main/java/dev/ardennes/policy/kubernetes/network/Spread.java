package dev.ardennes.policy.kubernetes.network;

import java.util.BitSet;

/// Classes of pods, by index, for which something holds. Not to be changed once it is shared.
///
/// @param certain for which it holds
/// @param possible for which it may hold, the certain ones among them
record Spread(BitSet certain, BitSet possible) {
  static Spread none() {
    return new Spread(new BitSet(), new BitSet());
  }

  static Spread same(BitSet bits) {
    return new Spread(bits, bits);
  }

  void add(BitSet classes, Condition condition) {
    if (condition.isCertain()) {
      certain.or(classes);
    }
    if (condition.possible()) {
      possible.or(classes);
    }
  }

  void addAll(Spread other) {
    certain.or(other.certain);
    possible.or(other.possible);
  }

  Spread and(Spread other) {
    return new Spread(and(certain, other.certain), and(possible, other.possible));
  }

  Spread or(Spread other) {
    Spread both = none();
    both.addAll(this);
    both.addAll(other);
    return both;
  }

  private static BitSet and(BitSet one, BitSet other) {
    BitSet both = (BitSet) one.clone();
    both.and(other);
    return both;
  }
}
