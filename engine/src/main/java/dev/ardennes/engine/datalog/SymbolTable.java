package dev.ardennes.engine.datalog;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gives each distinct text a small int, dense from 0 in the order of arrival.
///
/// The texts lie one behind the other in a single UTF-8 array, so a symbol costs its bytes plus
/// about 24 bytes until its text is asked for. Not thread-safe.
public final class SymbolTable {

  /// What [#find] answers for a text that has no id.
  public static final int NONE = -1;

  private static final int MAX_BYTES = Integer.MAX_VALUE - 64;

  private byte[] bytes = new byte[1 << 12];
  private int[] starts = new int[1 << 8];

  /// The hash above, 1 + the id below; 0 where free.
  private long[] slots = new long[1 << 9];

  private int size;

  /// The texts that somebody has asked for: decisions ask for the same ones over and over.
  private @Nullable String[] texts = {};

  /// A table with the same symbols, which can grow by itself.
  public SymbolTable copy() {
    SymbolTable copy = new SymbolTable();
    copy.bytes = bytes.clone();
    copy.starts = starts.clone();
    copy.slots = slots.clone();
    copy.size = size;
    return copy;
  }

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
    return (int) slots[slot(encoded, 0, encoded.length, hash)] - 1;
  }

  /// The text of an id; bytes that are not UTF-8 show as replacement characters.
  public String text(int id) {
    if (id < 0 || id >= size) {
      throw new IndexOutOfBoundsException("no symbol " + id + " among " + size);
    }
    if (id >= texts.length) {
      texts = Arrays.copyOf(texts, Math.max(size, 2 * texts.length));
    }
    String known = texts[id];
    if (known == null) {
      known = new String(bytes, starts[id], starts[id + 1] - starts[id], StandardCharsets.UTF_8);
      texts[id] = known;
    }
    return known;
  }

  /// The texts of the ids in a tuple or pattern; empty where the number is none.
  public List<String> texts(int[] pattern) {
    List<String> found = new ArrayList<>(pattern.length);
    for (int value : pattern) {
      found.add(value < 0 ? "" : text(value));
    }
    return found;
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
    long entry = slots[slot];
    return entry != 0 ? (int) entry - 1 : add(slot, text, from, to, hash);
  }

  /// Whether a symbol is exactly these bytes.
  boolean is(int id, byte[] text, int from, int to) {
    byte[] known = bytes;
    int at = starts[id];
    if (starts[id + 1] - at != to - from) {
      return false;
    }
    // texts tend to share their beginning and differ at the end
    at += to - from;
    for (int i = to; i > from; ) {
      if (text[--i] != known[--at]) {
        return false;
      }
    }
    return true;
  }

  /// Whether a symbol comes before bytes, as unsigned bytes and a prefix first.
  boolean isBefore(int id, byte[] text, int from, int to) {
    int at = starts[id];
    int end = starts[id + 1];
    int i = from;
    while (i < to && at < end && text[i] == bytes[at]) {
      i++;
      at++;
    }
    return i < to && (at == end || (bytes[at] & 0xff) < (text[i] & 0xff));
  }

  private int slot(byte[] text, int from, int to, int hash) {
    long[] table = slots;
    int mask = table.length - 1;
    for (int slot = mix(hash) & mask; ; slot = (slot + 1) & mask) {
      long entry = table[slot];
      if (entry == 0 || ((int) (entry >>> 32) == hash && is((int) entry - 1, text, from, to))) {
        return slot;
      }
    }
  }

  private static int mix(int hash) {
    int mixed = hash * 0x9E3779B9;
    return mixed ^ (mixed >>> 15);
  }

  private int add(int slot, byte[] text, int from, int to, int hash) {
    int start = starts[size];
    int length = to - from;
    if (length > MAX_BYTES - start) {
      throw new LimitReached("bytes of text in all symbols", MAX_BYTES);
    }
    if (start + length > bytes.length) {
      long doubled = Math.max(2L * bytes.length, start + length);
      bytes = Arrays.copyOf(bytes, (int) Math.min(doubled, MAX_BYTES));
    }
    System.arraycopy(text, from, bytes, start, length);
    if (size + 2 > starts.length) {
      starts = Arrays.copyOf(starts, starts.length * 2);
    }
    slots[slot] = ((long) hash << 32) | ++size;
    starts[size] = start + length;
    if (size * 2 > slots.length) {
      grow();
    }
    return size - 1;
  }

  private void grow() {
    long[] larger = new long[slots.length * 2];
    int mask = larger.length - 1;
    for (long entry : slots) {
      if (entry != 0) {
        int slot = mix((int) (entry >>> 32)) & mask;
        while (larger[slot] != 0) {
          slot = (slot + 1) & mask;
        }
        larger[slot] = entry;
      }
    }
    slots = larger;
  }
}
