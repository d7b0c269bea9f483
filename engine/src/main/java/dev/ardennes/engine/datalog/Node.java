package dev.ardennes.engine.datalog;

/// One level of a rule's nested loops.
///
/// Nodes of a rule form a chain and share its registers. They are reused from round to round.
abstract class Node {

  /// Does its part for the current registers and runs the rest of the chain for each match.
  ///
  /// @return whether the end of the chain was reached
  abstract boolean run();

  /// Takes in what the relations hold now.
  abstract void refresh();
}
