package dev.ardennes.rules.datalog;

/// How an identifier in an argument is read, and which extras are understood.
public enum Dialect {
  /// Whole programs in Souffle's notation: every identifier in an argument is a variable, negation
  /// is `!`, comments are `//` and `/* */`.
  SOUFFLE,
  /// Bare rules of a technique file: capitalised identifiers are variables, other identifiers are
  /// constants, negation is `not`, `%` starts a comment as well.
  TECHNIQUE
}
