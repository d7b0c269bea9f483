package dev.ardennes.engine.datalog;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A rule over registers: one for each variable, each wildcard and each constant.
///
/// @param info what the rule is called outside
/// @param head the relation and registers of the head
/// @param atoms the positive premises in the order of the text
/// @param negatives the negated premises; a wildcard is [#ANY]
/// @param different pairs of registers that must differ
/// @param constants for each register its constant value, or [#VARIABLE]
/// @param names whether a register holds a set of names
/// @param registers the register of each named variable
/// @param impossible whether constants alone forbid the rule to fire
@SuppressWarnings("ArrayRecordComponent") // passed around whole, never compared
record CompiledRule(
    RuleInfo info,
    Operand head,
    List<Operand> atoms,
    List<Operand> negatives,
    List<int[]> different,
    int[] constants,
    boolean[] names,
    Map<String, Integer> registers,
    boolean impossible) {

  static final int ANY = -1;
  static final int VARIABLE = -1;

  boolean isConstant(int register) {
    return constants[register] != VARIABLE;
  }

  /// A relation and a register for each of its columns.
  @SuppressWarnings("ArrayRecordComponent") // passed around whole, never compared
  record Operand(int relation, int[] registers) {}

  /// The relation that a computed premise asks; null for stored ones.
  static @Nullable ComputedRelation computed(List<RelationInfo> relations, Operand atom) {
    return relations.get(atom.relation()).computed();
  }
}
