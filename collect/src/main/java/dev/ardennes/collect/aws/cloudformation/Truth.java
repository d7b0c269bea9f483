package dev.ardennes.collect.aws.cloudformation;

/// What is known of a condition.
enum Truth {
  YES,
  NO,
  /// Decided by something that no file says.
  OPEN;

  static Truth of(boolean known) {
    return known ? YES : NO;
  }

  Truth not() {
    return switch (this) {
      case YES -> NO;
      case NO -> YES;
      case OPEN -> OPEN;
    };
  }

  Truth and(Truth other) {
    if (this == NO || other == NO) {
      return NO;
    }
    return this == YES && other == YES ? YES : OPEN;
  }

  Truth or(Truth other) {
    return not().and(other.not()).not();
  }
}
