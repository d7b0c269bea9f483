package dev.ardennes.oracle.datalog;

import java.util.Set;

/// The least fixpoint and how it comes about.
///
/// @param facts all facts, given and derived, without those that stand for blocks
/// @param instances every rule instance whose premises hold in the fixpoint
public record NaiveResult(Set<Fact> facts, Set<Instance> instances) {

  public NaiveResult {
    facts = Set.copyOf(facts);
    instances = Set.copyOf(instances);
  }
}
