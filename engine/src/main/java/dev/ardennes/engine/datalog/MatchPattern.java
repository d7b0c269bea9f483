package dev.ardennes.engine.datalog;

/// What a premise asks of a row, and what it takes from it. Columns and registers are paired.
///
/// @param checkColumns columns that must equal their registers
/// @param sameColumns pairs of columns that must be equal to each other, one after the other
/// @param bindColumns columns whose value goes into their registers
/// @param nameColumns columns of sets of names, in order
/// @param nameModes for each, how its register meets it
/// @param once whether nothing that comes later looks at what a match binds
/// @param existential whether one success is as good as many from here on
@SuppressWarnings("ArrayRecordComponent") // passed around whole, never compared
record MatchPattern(
    int[] checkColumns,
    int[] checkRegisters,
    int[] sameColumns,
    int[] bindColumns,
    int[] bindRegisters,
    int[] nameColumns,
    int[] nameRegisters,
    NameMode[] nameModes,
    boolean once,
    boolean existential) {

  /// How a register meets a column of sets.
  enum NameMode {
    /// The register takes the set.
    ASSIGN,
    /// The register held a set before the premise, and is cut down.
    NARROW,
    /// The register got its set from an earlier column of the same row, and is cut down.
    NARROW_AGAIN
  }
}
