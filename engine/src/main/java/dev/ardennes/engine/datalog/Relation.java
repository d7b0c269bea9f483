package dev.ardennes.engine.datalog;

import dev.ardennes.rules.datalog.ColumnType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The facts of one relation: rows of ints, numbered from 0 in the order of arrival.
///
/// A value is the id of a symbol, or of a set of names in a column of type [ColumnType#NAMES]. Rows
/// never change and never go away.
public final class Relation {

  private static final int MAX_ROWS = Integer.MAX_VALUE - 64;

  private final int id;
  private final String name;
  private final List<ColumnType> types;
  private final boolean rowsWanted;
  private final List<RowIndex> indexes = new ArrayList<>();
  private final int[] distinct;
  private final int[] distinctAt;
  private int[][] columns;
  private int capacity = 16;
  private int size;
  private @Nullable RowSet rows;

  /// How many rows are in that set; the rest is taken in when it is asked.
  private int inRows;

  private @Nullable PairBits pairs;

  /// Rows below are known to every rule that has been run.
  private int old;

  /// Rows below were there when the last run ended.
  private int settled;

  /// Rows below may be seen by the rules that run now.
  private int current;

  Relation(int id, String name, List<ColumnType> types, boolean rowsWanted) {
    this.id = id;
    this.name = name;
    this.types = List.copyOf(types);
    this.rowsWanted = rowsWanted;
    columns = new int[types.size()][capacity];
    distinct = new int[types.size()];
    distinctAt = new int[types.size()];
    Arrays.fill(distinctAt, -1);
  }

  /// The relation's number within its program.
  public int id() {
    return id;
  }

  /// The relation's name; that of an auxiliary relation is no identifier.
  public String name() {
    return name;
  }

  /// The number of columns.
  public int arity() {
    return types.size();
  }

  /// What a column holds.
  public ColumnType type(int column) {
    return types.get(column);
  }

  /// The number of facts.
  public int size() {
    return size;
  }

  /// A value of a fact.
  public int value(int row, int column) {
    if (row < 0 || row >= size) {
      throw new IndexOutOfBoundsException("no row " + row + " among " + size + " of " + name);
    }
    return columns[column][row];
  }

  /// The row of a fact, or -1; the first call after facts arrived may build an index.
  public int find(int... tuple) {
    return tuple.length == arity() ? rowSet().find(tuple, RowSet.hash(tuple), columns) : -1;
  }

  /// Whether the fact is there.
  boolean contains(int[] tuple) {
    PairBits bits = pairs;
    return bits != null ? bits.contains(tuple[0], tuple[1]) : find(tuple) >= 0;
  }

  /// Adds a fact unless it is there; answers whether it was added.
  boolean add(int[] tuple) {
    if (pairs == null && !rowsWanted && arity() == 2) {
      RowSet set = rowSet();
      if (set.isFull()) {
        toPairs(set);
      }
    }
    PairBits bits = pairs;
    if (bits != null && bits.fits(tuple[0], tuple[1])) {
      if (!bits.add(tuple[0], tuple[1])) {
        return false;
      }
      append(tuple);
      return true;
    }
    int before = size;
    return insert(tuple) == before;
  }

  /// The row of a fact, which is added unless it is there.
  int insert(int[] tuple) {
    pairs = null;
    int row = rowSet().findOrAdd(tuple, RowSet.hash(tuple), columns, size);
    if (row == size) {
      append(tuple);
      inRows = size;
    }
    return row;
  }

  /// Trades the set of rows for bits where those take less room than its next growth.
  private void toPairs(RowSet set) {
    int side = 1 + Math.max(max(columns[0]), max(columns[1]));
    if (PairBits.bytes(side) > set.bytesOfNextGrowth()) {
      return;
    }
    PairBits bits = new PairBits(side);
    for (int row = 0; row < size; row++) {
      bits.add(columns[0][row], columns[1][row]);
    }
    pairs = bits;
    rows = null;
    inRows = 0;
  }

  private int max(int[] column) {
    int max = 0;
    for (int row = 0; row < size; row++) {
      max = Math.max(max, column[row]);
    }
    return max;
  }

  /// Adds a fact that is known to be absent, without touching the set of rows.
  void append(int[] tuple) {
    if (size == capacity) {
      grow();
    }
    for (int i = 0; i < tuple.length; i++) {
      columns[i][size] = tuple[i];
    }
    size++;
  }

  private void grow() {
    if (capacity >= MAX_ROWS) {
      throw new LimitReached("facts of one relation", MAX_ROWS);
    }
    reserve(2L * capacity);
  }

  /// Makes room for so many rows at once.
  void reserve(long expected) {
    if (expected <= capacity) {
      return;
    }
    capacity = (int) Math.min(expected, MAX_ROWS);
    for (int i = 0; i < columns.length; i++) {
      columns[i] = Arrays.copyOf(columns[i], capacity);
    }
  }

  /// Takes back rows that turned out to be repeated; only before any index was asked for.
  void removeRepeated() {
    int all = size;
    size = 0;
    inRows = 0;
    rows = new RowSet(all);
    int[] tuple = new int[arity()];
    for (int row = 0; row < all; row++) {
      for (int i = 0; i < tuple.length; i++) {
        tuple[i] = columns[i][row];
      }
      insert(tuple);
    }
  }

  private RowSet rowSet() {
    RowSet set = rows;
    if (set == null) {
      set = new RowSet(size);
      rows = set;
    }
    for (; inRows < size; inRows++) {
      set.add(inRows, hash(inRows));
    }
    return set;
  }

  private int hash(int row) {
    int hash = Hashing.start();
    for (int[] column : columns) {
      hash = Hashing.with(hash, column[row]);
    }
    return hash;
  }

  /// The columns as they are now; rows below [#size] stay valid when the relation grows.
  int[][] columns() {
    return columns;
  }

  int old() {
    return old;
  }

  int current() {
    return current;
  }

  /// Lets rules see all rows, those since the last run as new.
  void begin() {
    old = settled;
    current = size;
  }

  /// Ends a run: nothing is new any more.
  void settle() {
    settled = size;
    begin();
  }

  /// Declares all visible rows known, and lets rules see the rest.
  void advance() {
    old = current;
    current = size;
  }

  boolean hasDelta() {
    return old < current;
  }

  /// The number of distinct values in a column; counted again when the relation has grown.
  int distinct(int column) {
    if (distinctAt[column] != size) {
      distinctAt[column] = size;
      distinct[column] = countDistinct(columns[column]);
    }
    return distinct[column];
  }

  private int countDistinct(int[] column) {
    long[] seen = new long[(max(column) >>> 6) + 1];
    int count = 0;
    for (int row = 0; row < size; row++) {
      int value = column[row];
      long bit = 1L << value;
      if ((seen[value >>> 6] & bit) == 0) {
        seen[value >>> 6] |= bit;
        count++;
      }
    }
    return count;
  }

  /// The index over some columns, made when first asked for.
  ///
  /// @param complete whether the relation is done growing for now
  RowIndex index(int[] keyColumns, boolean complete) {
    for (RowIndex index : indexes) {
      if (Arrays.equals(index.keyColumns(), keyColumns) && index.grouped() == complete) {
        return index;
      }
    }
    RowIndex index =
        complete ? new GroupedIndex(this, keyColumns) : new ChainedIndex(this, keyColumns);
    indexes.add(index);
    return index;
  }
}
