package dev.ardennes.engine.datalog;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The nodes that let a partial match pass or not, without binding anything.
final class CheckNodes {

  private CheckNodes() {}

  /// Two registers must differ.
  static final class Different extends Node {

    private final int[] registers;
    private final int left;
    private final int right;
    private final Node next;

    Different(Frame frame, int left, int right, Node next) {
      registers = frame.registers;
      this.left = left;
      this.right = right;
      this.next = next;
    }

    @Override
    boolean run() {
      return registers[left] != registers[right] && next.run();
    }

    @Override
    void refresh() {}
  }

  /// The fact that the rule derives must be one that is wanted.
  static final class Wanted extends Node {

    private final int[] registers;
    private final int[] headRegisters;
    private final Integer[] tuple;
    private final List<Integer> fact;
    private final Set<List<Integer>> wanted;
    private final Node next;

    Wanted(Frame frame, int[] headRegisters, Set<List<Integer>> wanted, Node next) {
      registers = frame.registers;
      this.headRegisters = headRegisters;
      this.wanted = wanted;
      this.next = next;
      tuple = new Integer[headRegisters.length];
      fact = Arrays.asList(tuple);
    }

    @Override
    boolean run() {
      for (int i = 0; i < tuple.length; i++) {
        tuple[i] = registers[headRegisters[i]];
      }
      return wanted.contains(fact) && next.run();
    }

    @Override
    void refresh() {}
  }

  /// No row may match; the relation is complete.
  static final class Absent extends Node {

    private final Relation relation;
    private final int[] registers;
    private final int[] columnRegisters;
    private final @Nullable GroupedIndex index;
    private final int[] keyRegisters;
    private final int @Nullable [] tuple;
    private final Node next;

    /// With an index, rows of its key are tried; with neither index nor whole tuple, all rows.
    Absent(
        Relation relation,
        Frame frame,
        int[] columnRegisters,
        @Nullable GroupedIndex index,
        int[] keyRegisters,
        boolean whole,
        Node next) {
      this.relation = relation;
      registers = frame.registers;
      this.columnRegisters = columnRegisters;
      this.index = index;
      this.keyRegisters = keyRegisters;
      tuple = whole ? new int[columnRegisters.length] : null;
      this.next = next;
    }

    @Override
    boolean run() {
      return !present() && next.run();
    }

    private boolean present() {
      int[] whole = tuple;
      if (whole != null) {
        for (int i = 0; i < whole.length; i++) {
          whole[i] = registers[columnRegisters[i]];
        }
        return relation.contains(whole);
      }
      return index != null ? present(index) : relation.size() > 0;
    }

    private boolean present(GroupedIndex rowsOfKey) {
      int group = rowsOfKey.group(registers, keyRegisters);
      if (group < 0) {
        return false;
      }
      int[] rows = rowsOfKey.rows();
      for (int at = rowsOfKey.start(group); at < rowsOfKey.end(group); at++) {
        if (matches(rows == null ? at : rows[at])) {
          return true;
        }
      }
      return false;
    }

    private boolean matches(int row) {
      int[][] columns = relation.columns();
      for (int i = 0; i < columnRegisters.length; i++) {
        int register = columnRegisters[i];
        if (register != CompiledRule.ANY && columns[i][row] != registers[register]) {
          return false;
        }
      }
      return true;
    }

    @Override
    void refresh() {
      GroupedIndex rowsOfKey = index;
      if (rowsOfKey != null) {
        rowsOfKey.refresh();
      }
    }
  }
}
