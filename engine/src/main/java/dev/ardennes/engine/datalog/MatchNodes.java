package dev.ardennes.engine.datalog;

/// The ways to find the rows of a premise.
final class MatchNodes {

  private MatchNodes() {}

  /// A premise of which only the rows up to a bound count; the bound is set for each round.
  abstract static class Stored extends MatchNode {

    int from;
    int to;

    Stored(Relation relation, int premise, MatchPattern pattern, Frame frame, Node next) {
      super(relation, premise, pattern, frame, next);
    }

    final void limit(int from, int to) {
      this.from = from;
      this.to = to;
    }
  }

  /// All rows between the bounds.
  static final class Scan extends Stored {

    Scan(Relation relation, int premise, MatchPattern pattern, Frame frame, Node next) {
      super(relation, premise, pattern, frame, next);
    }

    @Override
    boolean run() {
      saveNames();
      boolean hit = false;
      for (int row = from; row < to; row++) {
        int outcome = visit(row);
        if (outcome != NO_HIT) {
          hit |= (outcome & HIT) != 0;
          if ((outcome & STOP) != 0) {
            break;
          }
        }
      }
      restoreNames();
      return hit;
    }
  }

  /// The rows of a key in a complete relation.
  static final class Grouped extends Stored {

    private final GroupedIndex index;
    private final int[] keyRegisters;
    private final int[] registers;

    Grouped(
        Relation relation,
        int premise,
        MatchPattern pattern,
        Frame frame,
        Node next,
        GroupedIndex index,
        int[] keyRegisters) {
      super(relation, premise, pattern, frame, next);
      this.index = index;
      this.keyRegisters = keyRegisters;
      registers = frame.registers;
    }

    @Override
    void refresh() {
      super.refresh();
      index.refresh();
    }

    @Override
    boolean run() {
      int group = index.group(registers, keyRegisters);
      if (group < 0) {
        return false;
      }
      saveNames();
      int[] rows = index.rows();
      int end = index.end(group);
      boolean hit = false;
      for (int at = index.start(group); at < end; at++) {
        int row = rows == null ? at : rows[at];
        if (row < from) {
          continue;
        }
        if (row >= to) {
          break;
        }
        int outcome = visit(row);
        if (outcome != NO_HIT) {
          hit |= (outcome & HIT) != 0;
          if ((outcome & STOP) != 0) {
            break;
          }
        }
      }
      restoreNames();
      return hit;
    }
  }

  /// The rows of a key in a growing relation.
  static final class Chained extends Stored {

    private final ChainedIndex index;
    private final int[] keyRegisters;
    private final int[] registers;

    Chained(
        Relation relation,
        int premise,
        MatchPattern pattern,
        Frame frame,
        Node next,
        ChainedIndex index,
        int[] keyRegisters) {
      super(relation, premise, pattern, frame, next);
      this.index = index;
      this.keyRegisters = keyRegisters;
      registers = frame.registers;
    }

    @Override
    void refresh() {
      super.refresh();
      index.refresh();
    }

    @Override
    boolean run() {
      saveNames();
      int[] older = index.next();
      boolean hit = false;
      for (int at = index.head(registers, keyRegisters); at != 0; at = older[at - 1]) {
        if (at > to) {
          continue;
        }
        if (at <= from) {
          break;
        }
        int outcome = visit(at - 1);
        if (outcome != NO_HIT) {
          hit |= (outcome & HIT) != 0;
          if ((outcome & STOP) != 0) {
            break;
          }
        }
      }
      restoreNames();
      return hit;
    }
  }

  /// The one row that equals the registers.
  static final class Lookup extends Stored {

    private final int[] tupleRegisters;
    private final int[] registers;
    private final int[] tuple;
    private final boolean rowNeeded;

    Lookup(
        Relation relation,
        int premise,
        MatchPattern pattern,
        Frame frame,
        Node next,
        int[] tupleRegisters,
        boolean rowNeeded) {
      super(relation, premise, pattern, frame, next);
      this.tupleRegisters = tupleRegisters;
      this.rowNeeded = rowNeeded;
      registers = frame.registers;
      tuple = new int[tupleRegisters.length];
    }

    @Override
    boolean run() {
      for (int i = 0; i < tuple.length; i++) {
        tuple[i] = registers[tupleRegisters[i]];
      }
      if (!rowNeeded) {
        return relation.contains(tuple) && (visit(0) & HIT) != 0;
      }
      int row = relation.find(tuple);
      return row >= from && row < to && (visit(row) & HIT) != 0;
    }
  }

  /// The answers to a question.
  static final class Ask extends MatchNode {

    private final ComputedTable table;
    private final int[] askRegisters;
    private final int[] registers;
    private final int[] pattern;

    /// `askRegisters` holds a register for each bound column and [ComputedRelation#FREE] or
    /// [ComputedRelation#GUARDED] else.
    Ask(
        ComputedTable table,
        int premise,
        MatchPattern match,
        Frame frame,
        Node next,
        int[] askRegisters) {
      super(table.facts(), premise, match, frame, next);
      this.table = table;
      this.askRegisters = askRegisters;
      registers = frame.registers;
      pattern = new int[askRegisters.length];
    }

    @Override
    boolean run() {
      for (int i = 0; i < pattern.length; i++) {
        int register = askRegisters[i];
        pattern[i] = register < 0 ? register : registers[register];
      }
      if (!table.mayAnswer(pattern)) {
        return false;
      }
      int number = table.ask(pattern);
      int[] answers = table.answers();
      int end = table.end(number);
      refresh();
      saveNames();
      boolean hit = false;
      for (int at = table.start(number); at < end; at++) {
        int outcome = visit(answers[at]);
        if (outcome != NO_HIT) {
          hit |= (outcome & HIT) != 0;
          if ((outcome & STOP) != 0) {
            break;
          }
        }
      }
      restoreNames();
      return hit;
    }
  }
}
