package dev.ardennes.engine.datalog;

import java.util.Arrays;

/// Chains the rows of each key, newest first: an index that grows with its relation for the price
/// of one int a row.
final class ChainedIndex extends RowIndex {

  /// For each row, 1 + the row that came before it with the same key.
  private int[] next = new int[16];

  /// 1 + the newest row of a key: at the key itself, or at a slot of a hash table.
  private int[] heads = new int[16];

  private boolean direct;
  private int used;
  private int rows;
  private int reconsiderAt = 1;
  private int[][] keys = {};

  ChainedIndex(Relation relation, int[] keyColumns) {
    super(relation, keyColumns);
  }

  @Override
  boolean grouped() {
    return false;
  }

  @Override
  void refresh() {
    int end = relation.current();
    keys = keys();
    if (rows == end) {
      return;
    }
    if (next.length < end) {
      next = Arrays.copyOf(next, (int) Math.min(Integer.MAX_VALUE - 64, 2L * end));
    }
    if (direct) {
      ensureAddressable(max(keys[0], rows, end));
    } else if (end >= reconsiderAt) {
      reconsiderAt = 2 * end;
      reconsider(end);
    }
    for (; rows < end; rows++) {
      link(rows);
    }
  }

  private void reconsider(int end) {
    int maxKey = keyColumns.length == 1 ? max(keys[0], 0, end) : 0;
    if (addressable(maxKey, end)) {
      direct = true;
      rows = 0;
      heads = new int[maxKey + 1];
    }
  }

  private void ensureAddressable(int maxKey) {
    if (maxKey >= heads.length) {
      heads = Arrays.copyOf(heads, Math.max(maxKey + 1, heads.length + heads.length / 2));
    }
  }

  private void link(int row) {
    int slot = direct ? keys[0][row] : slot(row);
    next[row] = heads[slot];
    heads[slot] = row + 1;
  }

  private int slot(int row) {
    int mask = heads.length - 1;
    int slot = hash(keys, row) & mask;
    while (heads[slot] != 0) {
      if (equal(keys, heads[slot] - 1, row)) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    if (++used * 2L <= heads.length) {
      return slot;
    }
    grow();
    return slotOfAbsent(row);
  }

  private void grow() {
    int[] before = heads;
    heads = new int[before.length * 2];
    for (int head : before) {
      if (head != 0) {
        heads[slotOfAbsent(head - 1)] = head;
      }
    }
  }

  private int slotOfAbsent(int row) {
    int mask = heads.length - 1;
    int slot = hash(keys, row) & mask;
    while (heads[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /// 1 + the newest row with the key in the given registers, or 0.
  int head(int[] registers, int[] keyRegisters) {
    if (direct) {
      int key = registers[keyRegisters[0]];
      return key < heads.length ? heads[key] : 0;
    }
    int mask = heads.length - 1;
    int slot = hash(registers, keyRegisters) & mask;
    while (heads[slot] != 0 && !equal(keys, heads[slot] - 1, registers, keyRegisters)) {
      slot = (slot + 1) & mask;
    }
    return heads[slot];
  }

  /// For each row, 1 + the next older row with the same key, or 0.
  int[] next() {
    return next;
  }
}
