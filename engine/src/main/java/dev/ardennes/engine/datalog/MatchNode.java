package dev.ardennes.engine.datalog;

import dev.ardennes.engine.datalog.MatchPattern.NameMode;

/// Matches rows against a premise; subclasses say which rows.
abstract class MatchNode extends Node {

  static final int NO_HIT = 0;
  static final int HIT = 1;
  static final int STOP = 2;

  final Relation relation;
  private final Node next;
  private final Frame frame;
  final int premise;
  private final int[] registers;
  private final int[] checkColumns;
  private final int[] checkRegisters;
  private final int[] sameColumns;
  private final int[] bindColumns;
  private final int[] bindRegisters;
  private final int[] nameColumns;
  private final int[] nameRegisters;
  private final NameMode[] nameModes;
  private final int[] savedNames;
  private final boolean once;
  private final boolean existential;
  private final int[][] checks;
  private final int[][] binds;
  private final int[][] names;
  private final int[][] sames;

  MatchNode(Relation relation, int premise, MatchPattern pattern, Frame frame, Node next) {
    this.relation = relation;
    this.premise = premise;
    this.frame = frame;
    this.next = next;
    registers = frame.registers;
    checkColumns = pattern.checkColumns();
    checkRegisters = pattern.checkRegisters();
    sameColumns = pattern.sameColumns();
    bindColumns = pattern.bindColumns();
    bindRegisters = pattern.bindRegisters();
    nameColumns = pattern.nameColumns();
    nameRegisters = pattern.nameRegisters();
    nameModes = pattern.nameModes();
    once = pattern.once();
    existential = pattern.existential();
    savedNames = new int[nameColumns.length];
    checks = new int[checkColumns.length][];
    binds = new int[bindColumns.length][];
    names = new int[nameColumns.length][];
    sames = new int[sameColumns.length][];
  }

  @Override
  void refresh() {
    int[][] columns = relation.columns();
    choose(columns, checkColumns, checks);
    choose(columns, bindColumns, binds);
    choose(columns, nameColumns, names);
    choose(columns, sameColumns, sames);
  }

  private static void choose(int[][] columns, int[] which, int[][] into) {
    for (int i = 0; i < which.length; i++) {
      into[i] = columns[which[i]];
    }
  }

  final void saveNames() {
    for (int i = 0; i < savedNames.length; i++) {
      savedNames[i] = registers[nameRegisters[i]];
    }
  }

  final void restoreNames() {
    for (int i = 0; i < savedNames.length; i++) {
      if (nameModes[i] == NameMode.NARROW) {
        registers[nameRegisters[i]] = savedNames[i];
      }
    }
  }

  /// Tries one row; answers [#NO_HIT], [#HIT], or [#STOP] with or without [#HIT].
  final int visit(int row) {
    for (int i = 0; i < checks.length; i++) {
      if (checks[i][row] != registers[checkRegisters[i]]) {
        return NO_HIT;
      }
    }
    for (int i = 0; i < sames.length; i += 2) {
      if (sames[i][row] != sames[i + 1][row]) {
        return NO_HIT;
      }
    }
    for (int i = 0; i < binds.length; i++) {
      registers[bindRegisters[i]] = binds[i][row];
    }
    if (names.length > 0 && !meetNames(row)) {
      return NO_HIT;
    }
    frame.rows[premise] = row;
    if (next.run()) {
      return existential || once ? HIT | STOP : HIT;
    }
    return once ? STOP : NO_HIT;
  }

  private boolean meetNames(int row) {
    for (int i = 0; i < names.length; i++) {
      int register = nameRegisters[i];
      int set = names[i][row];
      int met =
          switch (nameModes[i]) {
            case ASSIGN -> set;
            case NARROW -> frame.intersect(savedNames[i], set);
            case NARROW_AGAIN -> frame.intersect(registers[register], set);
          };
      if (met == NameSets.EMPTY) {
        return false;
      }
      registers[register] = met;
    }
    return true;
  }
}
