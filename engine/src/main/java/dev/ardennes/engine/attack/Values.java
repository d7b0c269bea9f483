package dev.ardennes.engine.attack;

/// What a step's variables stand for, in words.
interface Values {
  /// The text of a variable; a witness for a set of names.
  String text(String variable);

  /// Whether the variable stands for anything.
  boolean has(String variable);
}
