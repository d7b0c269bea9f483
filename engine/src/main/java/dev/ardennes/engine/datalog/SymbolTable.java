package dev.ardennes.engine.datalog;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Gives each distinct text a small int, dense from 0 in the order of arrival.
///
/// The texts lie one behind the other in a single UTF-8 array, so a symbol costs its bytes plus
/// about 16 bytes. Not thread-safe.
public final class SymbolTable {

  /// What [#find] answers for a text that has no id.
  public static final int NONE = -1;

  private static final int MAX_BYTES = Integer.MAX_VALUE - 64;

  private byte[] bytes = new byte[1 << 12];
  private int[] starts = new int[1 << 8];
  private int[] hashes = new int[1 << 8];
  private int[] slots = new int[1 << 9];
  private int size;

  /// The number of symbols; ids are below it.
  public int size() {
    return size;
  }

  /// The id of a text, a new one if need be.
  ///
  /// @throws IllegalStateException if all texts together exceed 2 GB
  public int intern(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    return intern(encoded, 0, encoded.length, hash(encoded, 0, encoded.length));
  }

  /// The id of a text, or [#NONE].
  public int find(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    int hash = hash(encoded, 0, encoded.length);
    int id = slots[slot(encoded, 0, encoded.length, hash)] - 1;
    return id;
  }

  /// The text of an id; bytes that are not UTF-8 show as replacement characters.
  public String text(int id) {
    if (id < 0 || id >= size) {
      throw new IndexOutOfBoundsException("no symbol " + id + " among " + size);
    }
    return new String(bytes, starts[id], starts[id + 1] - starts[id], StandardCharsets.UTF_8);
  }

  /// The hash that [#intern(byte\[\], int, int, int)] wants; readers compute it as they scan.
  static int hash(byte[] text, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + text[i];
    }
    return hash;
  }

  int intern(byte[] text, int from, int to, int hash) {
    int slot = slot(text, from, to, hash);
    return slots[slot] != 0 ? slots[slot] - 1 : add(slot, text, from, to, hash);
  }

  /// Whether a symbol is exactly these bytes.
  boolean is(int id, byte[] text, int from, int to, int hash) {
    if (hashes[id] != hash) {
      return false;
    }
    int start = starts[id];
    if (starts[id + 1] - start != to - from) {
      return false;
    }
    for (int i = from, k = start; i < to; i++, k++) {
      if (text[i] != bytes[k]) {
        return false;
      }
    }
    return true;
  }

  /// Orders a symbol against bytes as unsigned bytes, a prefix first.
  int compare(int id, byte[] text, int from, int to) {
    return Arrays.compareUnsigned(bytes, starts[id], starts[id + 1], text, from, to);
  }

  private int slot(byte[] text, int from, int to, int hash) {
    int mask = slots.length - 1;
    int slot = mix(hash) & mask;
    while (slots[slot] != 0 && !is(slots[slot] - 1, text, from, to, hash)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private static int mix(int hash) {
    int mixed = hash * 0x9E3779B9;
    return mixed ^ (mixed >>> 15);
  }

  private int add(int slot, byte[] text, int from, int to, int hash) {
    int start = starts[size];
    int length = to - from;
    if (length > MAX_BYTES - start) {
      throw new IllegalStateException("the texts of all symbols exceed 2 GB");
    }
    if (start + length > bytes.length) {
      long doubled = Math.max(2L * bytes.length, start + length);
      bytes = Arrays.copyOf(bytes, (int) Math.min(doubled, MAX_BYTES));
    }
    System.arraycopy(text, from, bytes, start, length);
    if (size + 2 > starts.length) {
      starts = Arrays.copyOf(starts, starts.length * 2);
      hashes = Arrays.copyOf(hashes, hashes.length * 2);
    }
    hashes[size] = hash;
    slots[slot] = ++size;
    starts[size] = start + length;
    if (size * 2 > slots.length) {
      grow();
    }
    return size - 1;
  }

  private void grow() {
    int[] larger = new int[slots.length * 2];
    int mask = larger.length - 1;
    for (int id = 0; id < size; id++) {
      int slot = mix(hashes[id]) & mask;
      while (larger[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      larger[slot] = id + 1;
    }
    slots = larger;
  }
}
