package dev.ardennes.engine.datalog;

/// Finds rows by their whole tuple: open addressing, one long a slot (hash above, row below), so
/// that growing and most misses never touch the columns.
final class RowSet {

  private static final int MAX_SLOTS = 1 << 30;

  private long[] slots;
  private int used;

  RowSet(int expected) {
    int capacity = 16;
    while (capacity < MAX_SLOTS && capacity * 0.6 < expected) {
      capacity *= 2;
    }
    slots = new long[capacity];
  }

  static int hash(int[] tuple) {
    int hash = Hashing.start();
    for (int value : tuple) {
      hash = Hashing.with(hash, value);
    }
    return hash;
  }

  /// The row that holds a tuple, or -1.
  int find(int[] tuple, int hash, int[][] columns) {
    int mask = slots.length - 1;
    for (int slot = hash & mask; ; slot = (slot + 1) & mask) {
      long entry = slots[slot];
      if (entry == 0) {
        return -1;
      }
      if ((int) (entry >>> 32) == hash && equal(tuple, columns, (int) entry - 1)) {
        return (int) entry - 1;
      }
    }
  }

  private static boolean equal(int[] tuple, int[][] columns, int row) {
    for (int i = 0; i < tuple.length; i++) {
      if (columns[i][row] != tuple[i]) {
        return false;
      }
    }
    return true;
  }

  /// Adds a row whose tuple is known to be absent.
  void add(int row, int hash) {
    if (used >= slots.length * 0.7) {
      grow();
    }
    place(slots, ((long) hash << 32) | (row + 1));
    used++;
  }

  /// The bytes that the next growth would ask for, or 0 if none is due.
  long bytesOfNextGrowth() {
    return used >= slots.length * 0.7 ? 16L * slots.length : 0;
  }

  private void grow() {
    if (slots.length >= MAX_SLOTS) {
      throw new LimitReached("facts of one relation", (long) (MAX_SLOTS * 0.7));
    }
    long[] larger = new long[slots.length * 2];
    for (long entry : slots) {
      if (entry != 0) {
        place(larger, entry);
      }
    }
    slots = larger;
  }

  private static void place(long[] slots, long entry) {
    int mask = slots.length - 1;
    int slot = (int) (entry >>> 32) & mask;
    while (slots[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = entry;
  }
}
