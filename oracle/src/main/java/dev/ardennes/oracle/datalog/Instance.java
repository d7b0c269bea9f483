package dev.ardennes.oracle.datalog;

import java.util.List;
import java.util.Map;

/// A rule, or a block of `some` of it, with all its variables replaced.
///
/// A block counts as a rule of its own: its head is the fact `some` over the variables it shares
/// with the rest of the rule, in the order they occur in it, and the rule has that fact as a
/// premise.
///
/// @param rule the index of the rule in the program
/// @param block 0 for the rule itself, else the how-manieth `some` of it in the order of the text
/// @param premises the facts matched by positive premises and blocks, in the order of the text
/// @param bindings the values of the named variables, sets of names as all premises leave them
public record Instance(
    int rule, int block, Fact head, List<Fact> premises, Map<String, Value> bindings) {

  public Instance {
    premises = List.copyOf(premises);
    bindings = Map.copyOf(bindings);
  }
}
