package dev.ardennes.engine.datalog;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Compressed sparse rows: the rows of each key one behind the other, ascending.
///
/// Where the relation already lies that way, as a sorted file does, no row list is made.
final class GroupedIndex extends RowIndex {

  private int builtFor = -1;
  private int[] starts = {};
  private int[] ends = {};
  private int @Nullable [] rows;
  private int @Nullable [] slots;
  private int[] sample = {};
  private int[][] keys = {};

  GroupedIndex(Relation relation, int[] keyColumns) {
    super(relation, keyColumns);
  }

  @Override
  boolean grouped() {
    return true;
  }

  @Override
  void refresh() {
    if (builtFor == relation.size()) {
      return;
    }
    builtFor = relation.size();
    keys = keys();
    int maxKey = keyColumns.length == 1 ? max(keys[0], 0, builtFor) : 0;
    if (addressable(maxKey, builtFor)) {
      slots = null;
      build(keys[0], maxKey + 1);
    } else {
      int[] groups = new int[builtFor];
      build(groups, assign(groups));
    }
  }

  /// Gives each distinct key a group number in the order of arrival; answers how many there are.
  private int assign(int[] groups) {
    int capacity = 16;
    while (capacity < 1 << 30 && capacity < 2L * builtFor) {
      capacity *= 2;
    }
    int[] table = new int[capacity];
    int[] samples = new int[16];
    int count = 0;
    for (int row = 0; row < builtFor; row++) {
      int slot = hash(keys, row) & (capacity - 1);
      while (table[slot] != 0 && !equal(keys, samples[table[slot] - 1], row)) {
        slot = (slot + 1) & (capacity - 1);
      }
      if (table[slot] == 0) {
        if (count == samples.length) {
          samples = Arrays.copyOf(samples, count * 2);
        }
        samples[count] = row;
        table[slot] = ++count;
      }
      groups[row] = table[slot] - 1;
    }
    slots = table;
    sample = samples;
    return count;
  }

  private void build(int[] groups, int count) {
    starts = new int[count];
    ends = new int[count];
    rows = null;
    if (!countAndTestContiguous(groups)) {
      int start = 0;
      for (int group = 0; group < count; group++) {
        int length = ends[group];
        starts[group] = start;
        ends[group] = start;
        start += length;
      }
      int[] list = new int[builtFor];
      for (int row = 0; row < builtFor; row++) {
        list[ends[groups[row]]++] = row;
      }
      rows = list;
    }
  }

  /// Leaves the range of each group if the rows lie in groups, or else its size in `ends`.
  private boolean countAndTestContiguous(int[] groups) {
    boolean contiguous = true;
    int previous = -1;
    for (int row = 0; row < builtFor; row++) {
      int group = groups[row];
      if (group != previous) {
        contiguous &= ends[group] == 0;
        starts[group] = row;
        previous = group;
      }
      ends[group]++;
    }
    if (contiguous) {
      for (int group = 0; group < starts.length; group++) {
        ends[group] += starts[group];
      }
    }
    return contiguous;
  }

  /// The group of the key in the given registers, or -1 if no row has it.
  int group(int[] registers, int[] keyRegisters) {
    int[] table = slots;
    if (table == null) {
      int key = registers[keyRegisters[0]];
      return key < starts.length ? key : -1;
    }
    int mask = table.length - 1;
    int slot = hash(registers, keyRegisters) & mask;
    while (table[slot] != 0) {
      int group = table[slot] - 1;
      if (equal(keys, sample[group], registers, keyRegisters)) {
        return group;
      }
      slot = (slot + 1) & mask;
    }
    return -1;
  }

  int start(int group) {
    return starts[group];
  }

  int end(int group) {
    return ends[group];
  }

  /// The rows that [#start] and [#end] point into; null if they are the rows themselves.
  int @Nullable [] rows() {
    return rows;
  }
}
