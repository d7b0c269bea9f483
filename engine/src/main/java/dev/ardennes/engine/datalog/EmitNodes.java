package dev.ardennes.engine.datalog;

/// The ends of a chain: what a full match leaves behind.
final class EmitNodes {

  private EmitNodes() {}

  /// Adds the head's fact.
  static final class Fact extends Node {

    private final Relation head;
    private final int[] headRegisters;
    private final int[] registers;
    private final int[] tuple;
    private final Budget budget;

    Fact(Relation head, int[] headRegisters, Frame frame, Budget budget) {
      this.head = head;
      this.headRegisters = headRegisters;
      this.budget = budget;
      registers = frame.registers;
      tuple = new int[headRegisters.length];
    }

    @Override
    boolean run() {
      for (int i = 0; i < tuple.length; i++) {
        tuple[i] = registers[headRegisters[i]];
      }
      if (head.add(tuple)) {
        budget.fact();
      }
      return true;
    }

    @Override
    void refresh() {}
  }

  /// Adds the head's fact and keeps the step that derives it.
  static final class Step extends Node {

    private final Relation head;
    private final int[] headRegisters;
    private final Frame frame;
    private final int[] registers;
    private final int[] tuple;
    private final StepTable steps;
    private final Budget budget;

    Step(Relation head, int[] headRegisters, Frame frame, StepTable steps, Budget budget) {
      this.head = head;
      this.headRegisters = headRegisters;
      this.frame = frame;
      this.steps = steps;
      this.budget = budget;
      registers = frame.registers;
      tuple = new int[headRegisters.length];
    }

    @Override
    boolean run() {
      for (int i = 0; i < tuple.length; i++) {
        tuple[i] = registers[headRegisters[i]];
      }
      int known = head.size();
      int row = head.insert(tuple);
      if (row == known) {
        budget.fact();
      }
      budget.step();
      steps.add(row, frame.rows, registers);
      return true;
    }

    @Override
    void refresh() {}
  }
}
