package dev.ardennes.engine.attack;

/// The names that rule compilation gives to blocks of `some`.
final class BlockNames {
  static final String BLOCK = "some:";

  private BlockNames() {}

  static boolean isBlock(String relation) {
    return relation.startsWith(BLOCK);
  }
}
