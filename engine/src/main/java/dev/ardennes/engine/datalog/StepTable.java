package dev.ardennes.engine.datalog;

import java.util.Arrays;

/// The steps of one rule: the row of the head, the rows of the premises, and the sets of names that
/// a join has cut down. Every other variable can be read off a premise.
final class StepTable {

  private static final int MAX_STEPS = Integer.MAX_VALUE - 64;

  private final int premises;
  private final int[] keptRegisters;
  private int[][] columns;
  private int capacity = 16;
  private int size;

  /// @param keptRegisters registers whose value is stored with each step
  StepTable(int premises, int[] keptRegisters) {
    this.premises = premises;
    this.keptRegisters = keptRegisters;
    columns = new int[1 + premises + keptRegisters.length][capacity];
  }

  void add(int head, int[] rows, int[] registers) {
    if (size == capacity) {
      grow();
    }
    columns[0][size] = head;
    for (int i = 0; i < premises; i++) {
      columns[1 + i][size] = rows[i];
    }
    for (int i = 0; i < keptRegisters.length; i++) {
      columns[1 + premises + i][size] = registers[keptRegisters[i]];
    }
    size++;
  }

  private void grow() {
    if (capacity >= MAX_STEPS) {
      throw new LimitReached("steps of one rule", MAX_STEPS);
    }
    capacity = (int) Math.min(capacity * 2L, MAX_STEPS);
    for (int i = 0; i < columns.length; i++) {
      columns[i] = Arrays.copyOf(columns[i], capacity);
    }
  }

  int size() {
    return size;
  }

  int premises() {
    return premises;
  }

  int head(int step) {
    return columns[0][step];
  }

  int premiseRow(int step, int premise) {
    return columns[1 + premise][step];
  }

  /// The stored value of a register, which must be one of those kept.
  int kept(int step, int register) {
    for (int i = 0; i < keptRegisters.length; i++) {
      if (keptRegisters[i] == register) {
        return columns[1 + premises + i][step];
      }
    }
    throw new IllegalArgumentException("register " + register + " is not kept");
  }

  boolean keeps(int register) {
    for (int kept : keptRegisters) {
      if (kept == register) {
        return true;
      }
    }
    return false;
  }
}
