package dev.ardennes.engine.datalog;

import java.util.Arrays;

/// Finds the rows of a relation by the values of some of its columns.
abstract sealed class RowIndex permits GroupedIndex, ChainedIndex {

  /// Keys may be used as array positions while that array has at most this many entries a row.
  private static final int MAX_SPREAD = 4;

  private static final int SMALL = 1 << 10;

  final Relation relation;
  final int[] keyColumns;

  RowIndex(Relation relation, int[] keyColumns) {
    this.relation = relation;
    this.keyColumns = keyColumns;
  }

  int[] keyColumns() {
    return keyColumns;
  }

  /// Whether the rows of a key lie together, which holds for relations that are complete.
  abstract boolean grouped();

  /// Takes in the rows that rules may see now.
  abstract void refresh();

  boolean addressable(int maxKey, int rows) {
    return keyColumns.length == 1 && maxKey <= (long) MAX_SPREAD * rows + SMALL;
  }

  static int max(int[] column, int from, int to) {
    int max = 0;
    for (int row = from; row < to; row++) {
      max = Math.max(max, column[row]);
    }
    return max;
  }

  int[][] keys() {
    int[][] columns = relation.columns();
    int[][] keys = new int[keyColumns.length][];
    Arrays.setAll(keys, i -> columns[keyColumns[i]]);
    return keys;
  }

  static int hash(int[][] keys, int row) {
    int hash = Hashing.start();
    for (int[] key : keys) {
      hash = Hashing.with(hash, key[row]);
    }
    return hash;
  }

  static int hash(int[] registers, int[] keyRegisters) {
    int hash = Hashing.start();
    for (int register : keyRegisters) {
      hash = Hashing.with(hash, registers[register]);
    }
    return hash;
  }

  static boolean equal(int[][] keys, int row, int[] registers, int[] keyRegisters) {
    for (int i = 0; i < keyRegisters.length; i++) {
      if (keys[i][row] != registers[keyRegisters[i]]) {
        return false;
      }
    }
    return true;
  }

  static boolean equal(int[][] keys, int row, int other) {
    for (int[] key : keys) {
      if (key[row] != key[other]) {
        return false;
      }
    }
    return true;
  }
}
