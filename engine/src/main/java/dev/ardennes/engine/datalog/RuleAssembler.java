package dev.ardennes.engine.datalog;

import dev.ardennes.engine.datalog.MatchPattern.NameMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns a plan into a chain of nodes.
///
/// What decides the meaning of a rule has a method of its own, so that the tests can get one wrong
/// on purpose and see whether the comparison with the naive evaluator notices.
class RuleAssembler {

  /// The premises whose new facts must be tried in turn: all over relations that change.
  List<Integer> deltas(CompiledRule rule, Set<Integer> changing) {
    List<Integer> deltas = new ArrayList<>();
    for (int premise = 0; premise < rule.atoms().size(); premise++) {
      if (changing.contains(rule.atoms().get(premise).relation())) {
        deltas.add(premise);
      }
    }
    return deltas;
  }

  /// The end of the rows that a premise may use beside the delta of another: everything visible
  /// before the delta and only old facts after it, so that each instance is found once.
  int end(Relation relation, int premise, int delta, boolean settled) {
    return delta == Plan.NO_DELTA || premise < delta || settled
        ? relation.current()
        : relation.old();
  }

  /// Pairs of columns that a variable written twice in one atom forces to be equal.
  int[] sameColumns(CompiledRule rule, CompiledRule.Operand atom, BitSet bound) {
    List<Integer> pairs = new ArrayList<>();
    int[] registers = atom.registers();
    for (int i = 0; i < registers.length; i++) {
      int first = firstColumn(registers, registers[i]);
      if (first < i && !bound.get(registers[i]) && !rule.names()[registers[i]]) {
        pairs.add(first);
        pairs.add(i);
      }
    }
    return ints(pairs);
  }

  /// How a set of names in a column meets its register.
  NameMode nameMode(int[] registers, int column, BitSet bound) {
    if (firstColumn(registers, registers[column]) < column) {
      return NameMode.NARROW_AGAIN;
    }
    return bound.get(registers[column]) ? NameMode.NARROW : NameMode.ASSIGN;
  }

  /// The node of a negated premise.
  Node absent(
      Relation relation, Frame frame, CompiledRule.Operand atom, Plan.Access access, Node next) {
    int[] registers = atom.registers();
    return switch (access) {
      case Plan.Access.Lookup lookup ->
          new CheckNodes.Absent(relation, frame, registers, null, new int[0], true, next);
      case Plan.Access.Scan scan ->
          new CheckNodes.Absent(relation, frame, registers, null, new int[0], false, next);
      case Plan.Access.Index(List<Integer> columns) ->
          new CheckNodes.Absent(
              relation,
              frame,
              registers,
              (GroupedIndex) relation.index(ints(columns), true),
              choose(registers, columns),
              false,
              next);
      case Plan.Access.Ask ask -> throw new IllegalStateException("computed premises are positive");
    };
  }

  /// Builds the chain from its end.
  final RuleVariant assemble(CompiledRule rule, Plan plan, Surroundings around) {
    Frame frame = new Frame(rule, around.nameSets);
    Relation head = around.relations.get(rule.head().relation());
    StepTable steps = around.steps;
    Node next =
        steps == null
            ? new EmitNodes.Fact(head, rule.head().registers(), frame, around.budget)
            : new EmitNodes.Step(head, rule.head().registers(), frame, steps, around.budget);
    List<Node> nodes = new ArrayList<>();
    nodes.add(next);
    List<MatchNodes.Stored> stored = new ArrayList<>();
    List<BitSet> boundBefore = boundBefore(rule, plan);
    BitSet live = bits(rule.head().registers());
    Set<List<Integer>> wanted = around.wanted.get(head.name());
    boolean bindsHead = false;
    for (int i = plan.steps().size() - 1; i >= 0; i--) {
      BitSet bound = boundBefore.get(i);
      if (wanted != null && !covers(bound, rule.head().registers())) {
        next = new CheckNodes.Wanted(frame, rule.head().registers(), wanted, next);
        nodes.add(next);
        wanted = null;
      }
      switch (plan.steps().get(i)) {
        case Plan.Match match -> {
          CompiledRule.Operand atom = rule.atoms().get(match.premise());
          BitSet touched = touched(rule, atom, bound);
          bindsHead |= touched.intersects(bits(rule.head().registers()));
          boolean once = steps == null && !touched.intersects(live);
          boolean existential = steps == null && !bindsHead;
          MatchPattern pattern =
              pattern(rule, atom, match.access(), bound, live, once, existential);
          next = match(rule, match, pattern, frame, next, around);
          if (next instanceof MatchNodes.Stored node) {
            stored.add(node);
          }
          live.or(bits(atom.registers()));
        }
        case Plan.Absent absent -> {
          CompiledRule.Operand atom = rule.negatives().get(absent.negative());
          Relation relation = around.relations.get(atom.relation());
          next = absent(relation, frame, atom, absent.access(), next);
          live.or(bits(atom.registers()));
        }
        case Plan.Different different -> {
          int[] pair = rule.different().get(different.pair());
          next = new CheckNodes.Different(frame, pair[0], pair[1], next);
          live.or(bits(pair));
        }
      }
      nodes.add(next);
    }
    if (wanted != null) {
      next = new CheckNodes.Wanted(frame, rule.head().registers(), wanted, next);
      nodes.add(next);
    }
    Collections.reverse(nodes);
    return new RuleVariant(rule, plan.delta(), stored, nodes);
  }

  private Node match(
      CompiledRule rule,
      Plan.Match match,
      MatchPattern pattern,
      Frame frame,
      Node next,
      Surroundings around) {
    int premise = match.premise();
    CompiledRule.Operand atom = rule.atoms().get(premise);
    Relation relation = around.relations.get(atom.relation());
    return switch (match.access()) {
      case Plan.Access.Scan scan -> new MatchNodes.Scan(relation, premise, pattern, frame, next);
      case Plan.Access.Lookup lookup ->
          new MatchNodes.Lookup(
              relation, premise, pattern, frame, next, atom.registers(), around.steps != null);
      case Plan.Access.Index(List<Integer> columns) -> {
        int[] keys = choose(atom.registers(), columns);
        boolean complete = !around.growing.contains(atom.relation());
        yield switch (relation.index(ints(columns), complete)) {
          case GroupedIndex index ->
              new MatchNodes.Grouped(relation, premise, pattern, frame, next, index, keys);
          case ChainedIndex index ->
              new MatchNodes.Chained(relation, premise, pattern, frame, next, index, keys);
        };
      }
      case Plan.Access.Ask(String mode) -> {
        int[] asked = atom.registers().clone();
        for (int i = 0; i < asked.length; i++) {
          asked[i] = mode.charAt(i) == 'b' ? asked[i] : open(rule, atom, asked[i], around);
        }
        ComputedTable table = around.tables.get(atom.relation());
        if (table == null) {
          throw new IllegalStateException("nobody answers for relation " + atom.relation());
        }
        yield new MatchNodes.Ask(table, premise, pattern, frame, next, asked);
      }
    };
  }

  /// How a column is left open: the rule may ask the guard about it as well.
  private static int open(
      CompiledRule rule, CompiledRule.Operand atom, int register, Surroundings around) {
    int first = atom.registers()[0];
    boolean guarded =
        Optional.ofNullable(around.tables.get(atom.relation()))
            .flatMap(ComputedTable::guard)
            .map(
                guard ->
                    rule.atoms().stream()
                        .filter(other -> around.isCalled(other.relation(), guard))
                        .anyMatch(
                            other -> Arrays.equals(other.registers(), new int[] {first, register})))
            .orElse(false);
    return guarded ? ComputedRelation.GUARDED : ComputedRelation.FREE;
  }

  private MatchPattern pattern(
      CompiledRule rule,
      CompiledRule.Operand atom,
      Plan.Access access,
      BitSet bound,
      BitSet live,
      boolean once,
      boolean existential) {
    int[] registers = atom.registers();
    List<Integer> checked = new ArrayList<>();
    List<Integer> taken = new ArrayList<>();
    List<Integer> named = new ArrayList<>();
    for (int i = 0; i < registers.length; i++) {
      if (rule.names()[registers[i]]) {
        named.add(i);
      } else if (bound.get(registers[i])) {
        if (!found(access, i)) {
          checked.add(i);
        }
      } else if (firstColumn(registers, registers[i]) == i && live.get(registers[i])) {
        taken.add(i);
      }
    }
    NameMode[] modes = new NameMode[named.size()];
    Arrays.setAll(modes, i -> nameMode(registers, named.get(i), bound));
    return new MatchPattern(
        ints(checked),
        choose(registers, checked),
        sameColumns(rule, atom, bound),
        ints(taken),
        choose(registers, taken),
        ints(named),
        choose(registers, named),
        modes,
        once,
        existential);
  }

  /// Whether the way a row is found already makes sure of a column's value.
  private static boolean found(Plan.Access access, int column) {
    return switch (access) {
      case Plan.Access.Scan scan -> false;
      case Plan.Access.Lookup lookup -> true;
      case Plan.Access.Index(List<Integer> columns) -> columns.contains(column);
      case Plan.Access.Ask(String mode) -> mode.charAt(column) == 'b';
    };
  }

  /// The registers that a premise sets or cuts down.
  private static BitSet touched(CompiledRule rule, CompiledRule.Operand atom, BitSet bound) {
    BitSet touched = new BitSet();
    for (int register : atom.registers()) {
      if (!bound.get(register) || rule.names()[register]) {
        touched.set(register);
      }
    }
    return touched;
  }

  private static List<BitSet> boundBefore(CompiledRule rule, Plan plan) {
    BitSet bound = new BitSet();
    for (int register = 0; register < rule.constants().length; register++) {
      bound.set(register, rule.isConstant(register));
    }
    List<BitSet> before = new ArrayList<>();
    for (Plan.Step step : plan.steps()) {
      before.add((BitSet) bound.clone());
      if (step instanceof Plan.Match match) {
        bound.or(bits(rule.atoms().get(match.premise()).registers()));
      }
    }
    return before;
  }

  private static boolean covers(BitSet bound, int[] registers) {
    for (int register : registers) {
      if (!bound.get(register)) {
        return false;
      }
    }
    return true;
  }

  private static BitSet bits(int[] registers) {
    BitSet bits = new BitSet();
    for (int register : registers) {
      if (register != CompiledRule.ANY) {
        bits.set(register);
      }
    }
    return bits;
  }

  private static int firstColumn(int[] registers, int register) {
    int column = 0;
    while (registers[column] != register) {
      column++;
    }
    return column;
  }

  private static int[] choose(int[] from, List<Integer> positions) {
    int[] chosen = new int[positions.size()];
    Arrays.setAll(chosen, i -> from[positions.get(i)]);
    return chosen;
  }

  private static int[] ints(List<Integer> list) {
    int[] array = new int[list.size()];
    Arrays.setAll(array, list::get);
    return array;
  }

  /// What a chain is built into.
  ///
  /// @param steps where steps are kept, or null where they are not
  /// @param growing the relations that the rules of the component derive
  /// @param wanted see [EvaluationOptions#wanted]
  record Surroundings(
      List<Relation> relations,
      Map<Integer, ComputedTable> tables,
      Set<Integer> growing,
      @Nullable StepTable steps,
      @Nullable NameSets nameSets,
      Map<String, Set<List<Integer>>> wanted,
      Budget budget) {
    boolean isCalled(int relation, String name) {
      return relations.get(relation).name().equals(name);
    }
  }
}
