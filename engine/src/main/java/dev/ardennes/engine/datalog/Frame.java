package dev.ardennes.engine.datalog;

import org.jspecify.annotations.Nullable;

/// The working state of one rule: its registers and the rows matched so far.
final class Frame {

  final int[] registers;
  final int[] rows;
  private final @Nullable NameSets nameSets;

  Frame(CompiledRule rule, @Nullable NameSets nameSets) {
    registers = rule.constants().clone();
    rows = new int[rule.atoms().size()];
    this.nameSets = nameSets;
  }

  int intersect(int first, int second) {
    NameSets sets = nameSets;
    if (sets == null) {
      throw new IllegalStateException("sets of names are joined without a function for it");
    }
    return first == second ? first : sets.intersect(first, second);
  }
}
