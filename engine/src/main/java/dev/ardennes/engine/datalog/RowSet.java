package dev.ardennes.engine.datalog;

/// Finds rows by their whole tuple: open addressing, one long a slot (hash above, row below), so
/// that growing and most misses never touch the columns.
final class RowSet {

  private static final int MAX_SLOTS = 1 << 30;
  private static final double MAX_LOAD = 0.7;

  private long[] slots;
  private int used;
  private int growAt;

  RowSet(int expected) {
    int capacity = 16;
    while (capacity < MAX_SLOTS && capacity * 0.6 < expected) {
      capacity *= 2;
    }
    slots = new long[capacity];
    growAt = (int) (capacity * MAX_LOAD);
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

  /// The row that holds a tuple; if there is none, notes that the given row will.
  int findOrAdd(int[] tuple, int hash, int[][] columns, int row) {
    if (isFull()) {
      grow();
    }
    int mask = slots.length - 1;
    for (int slot = hash & mask; ; slot = (slot + 1) & mask) {
      long entry = slots[slot];
      if (entry == 0) {
        slots[slot] = entry(row, hash);
        used++;
        return row;
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

  private static long entry(int row, int hash) {
    return ((long) hash << 32) | (row + 1);
  }

  /// Adds a row whose tuple is known to be absent.
  void add(int row, int hash) {
    if (isFull()) {
      grow();
    }
    place(slots, entry(row, hash));
    used++;
  }

  /// Whether the next addition makes the set grow.
  boolean isFull() {
    return used >= growAt;
  }

  /// The bytes that the next growth asks for.
  long bytesOfNextGrowth() {
    return 2L * Long.BYTES * slots.length;
  }

  private void grow() {
    if (slots.length >= MAX_SLOTS) {
      throw new LimitReached("facts of one relation", (long) (MAX_SLOTS * MAX_LOAD));
    }
    long[] larger = new long[slots.length * 2];
    for (long entry : slots) {
      if (entry != 0) {
        place(larger, entry);
      }
    }
    slots = larger;
    growAt = (int) (larger.length * MAX_LOAD);
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
