package dev.ardennes.engine.datalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Orders premises greedily: whichever is expected to leave the fewest matches comes next.
///
/// Sizes and distinct values are known for relations that are complete, and for all in a plan for
/// what is there; for those still growing a size is assumed.
final class Planner {

  /// A growing relation is taken to be at least this large.
  private static final double ASSUMED_ROWS = 100_000;

  /// Answers expected for each free column of a computed premise.
  private static final double ASSUMED_ANSWERS = 8;

  /// Groups of at most this many rows are filtered rather than indexed by more columns.
  private static final double SMALL_GROUP = 8;

  private final List<RelationInfo> infos;
  private final List<Relation> relations;
  private final Set<Integer> growing;
  private double assumedRows = ASSUMED_ROWS;

  Planner(List<RelationInfo> infos, List<Relation> relations, Set<Integer> growing) {
    this.infos = infos;
    this.relations = relations;
    this.growing = growing;
  }

  /// A plan that starts with the new facts of one premise, or with any where there is no delta.
  Plan plan(CompiledRule rule, int delta) {
    assumedRows = delta == Plan.NO_DELTA ? 0 : ASSUMED_ROWS;
    boolean[] bound = new boolean[rule.constants().length];
    for (int register = 0; register < bound.length; register++) {
      bound[register] = rule.isConstant(register);
    }
    List<Plan.Step> steps = new ArrayList<>();
    List<Integer> premises = new ArrayList<>();
    List<Integer> negatives = new ArrayList<>();
    List<Integer> pairs = new ArrayList<>();
    fill(premises, rule.atoms().size());
    fill(negatives, rule.negatives().size());
    fill(pairs, rule.different().size());
    addChecks(rule, bound, negatives, pairs, steps);
    if (delta != Plan.NO_DELTA) {
      premises.remove(/* element */ (Integer) delta);
      take(rule, delta, new Plan.Access.Scan(), bound, steps);
      addChecks(rule, bound, negatives, pairs, steps);
    }
    boolean starts = delta == Plan.NO_DELTA;
    while (!premises.isEmpty()) {
      Integer next =
          starts ? cheapestStart(rule, premises, bound) : cheapest(rule, premises, bound);
      starts = false;
      premises.remove(/* element */ next);
      take(rule, next, access(rule, rule.atoms().get(next), bound), bound, steps);
      addChecks(rule, bound, negatives, pairs, steps);
    }
    return new Plan(delta, List.copyOf(steps));
  }

  private static void fill(List<Integer> list, int count) {
    for (int i = 0; i < count; i++) {
      list.add(i);
    }
  }

  private static void take(
      CompiledRule rule, int premise, Plan.Access access, boolean[] bound, List<Plan.Step> steps) {
    steps.add(new Plan.Match(premise, access));
    for (int register : rule.atoms().get(premise).registers()) {
      bound[register] = true;
    }
  }

  /// Adds every check whose registers are bound, at the first place where they are.
  private void addChecks(
      CompiledRule rule,
      boolean[] bound,
      List<Integer> negatives,
      List<Integer> pairs,
      List<Plan.Step> steps) {
    pairs.removeIf(
        pair -> {
          int[] registers = rule.different().get(pair);
          boolean ready = bound[registers[0]] && bound[registers[1]];
          if (ready) {
            steps.add(new Plan.Different(pair));
          }
          return ready;
        });
    negatives.removeIf(
        negative -> {
          CompiledRule.Operand atom = rule.negatives().get(negative);
          boolean ready = true;
          for (int register : atom.registers()) {
            ready &= register == CompiledRule.ANY || bound[register];
          }
          if (ready) {
            steps.add(new Plan.Absent(negative, access(rule, atom, bound)));
          }
          return ready;
        });
  }

  private Integer cheapest(CompiledRule rule, List<Integer> premises, boolean[] bound) {
    Integer best = premises.getFirst();
    double least = Double.POSITIVE_INFINITY;
    for (Integer premise : premises) {
      double matches = expected(rule, rule.atoms().get(premise), bound);
      if (matches < least) {
        least = matches;
        best = premise;
      }
    }
    return best;
  }

  /// The premise from which greedy choices are expected to try the fewest matches in all: a
  /// computed premise lists its answers only once others have bound what it asks about, and the
  /// smallest premise may have nothing to do with those.
  private Integer cheapestStart(CompiledRule rule, List<Integer> premises, boolean[] bound) {
    Integer best = premises.getFirst();
    double least = Double.POSITIVE_INFINITY;
    for (Integer premise : premises) {
      double matches = matchesFrom(rule, premises, premise, bound);
      if (matches < least) {
        least = matches;
        best = premise;
      }
    }
    return best;
  }

  private double matchesFrom(
      CompiledRule rule, List<Integer> premises, Integer start, boolean[] bound) {
    boolean[] known = bound.clone();
    List<Integer> left = new ArrayList<>(premises);
    double partial = 1;
    double all = 0;
    Integer next = start;
    while (!left.isEmpty()) {
      partial *= expected(rule, rule.atoms().get(next), known);
      all += partial;
      left.remove(/* element */ next);
      bind(rule.atoms().get(next), known);
      next = left.isEmpty() ? next : cheapest(rule, left, known);
    }
    return all;
  }

  private static void bind(CompiledRule.Operand atom, boolean[] bound) {
    for (int register : atom.registers()) {
      if (register != CompiledRule.ANY) {
        bound[register] = true;
      }
    }
  }

  private double expected(CompiledRule rule, CompiledRule.Operand atom, boolean[] bound) {
    RelationInfo info = infos.get(atom.relation());
    List<Integer> columns = boundColumns(rule, atom, bound);
    if (info.computed() != null) {
      String mode = mode(info, columns);
      int free = atom.registers().length - columns.size();
      return mode == null ? Double.POSITIVE_INFINITY : 1 + ASSUMED_ANSWERS * free;
    }
    Relation relation = relations.get(atom.relation());
    if (growing.contains(atom.relation())) {
      double rows = Math.max(relation.size(), assumedRows);
      double free = info.arity() - columns.size();
      return free == 0 ? 0.5 : Math.pow(rows, free / info.arity());
    }
    double rows = relation.size();
    for (int column : columns) {
      rows /= Math.max(1, relation.distinct(column));
    }
    return rows;
  }

  private Plan.Access access(CompiledRule rule, CompiledRule.Operand atom, boolean[] bound) {
    RelationInfo info = infos.get(atom.relation());
    List<Integer> columns = boundColumns(rule, atom, bound);
    if (info.computed() != null) {
      String mode = mode(info, columns);
      if (mode == null) {
        throw new IllegalStateException("`" + info.name() + "` passed the checks unanswerable");
      }
      return new Plan.Access.Ask(mode);
    }
    if (columns.size() == info.arity()) {
      return new Plan.Access.Lookup();
    }
    if (columns.isEmpty()) {
      return new Plan.Access.Scan();
    }
    return new Plan.Access.Index(
        growing.contains(atom.relation()) ? columns : selective(relations.get(info.id()), columns));
  }

  /// One column suffices for an index where few rows share its value.
  private static List<Integer> selective(Relation relation, List<Integer> columns) {
    int best = columns.getFirst();
    for (int column : columns) {
      if (relation.distinct(column) > relation.distinct(best)) {
        best = column;
      }
    }
    double group = (double) relation.size() / Math.max(1, relation.distinct(best));
    return group <= SMALL_GROUP ? List.of(best) : columns;
  }

  /// The columns whose value is known by equality; sets of names never are.
  private List<Integer> boundColumns(
      CompiledRule rule, CompiledRule.Operand atom, boolean[] bound) {
    List<Integer> columns = new ArrayList<>();
    for (int i = 0; i < atom.registers().length; i++) {
      int register = atom.registers()[i];
      if (register != CompiledRule.ANY && bound[register] && !rule.names()[register]) {
        columns.add(i);
      }
    }
    return columns;
  }

  /// The mode that makes the most of what is bound, or null.
  private static @Nullable String mode(RelationInfo info, List<Integer> columns) {
    ComputedRelation computed = info.computed();
    if (computed == null) {
      return null;
    }
    String best = null;
    int most = -1;
    for (String mode : computed.modes()) {
      int given = 0;
      boolean fits = true;
      for (int i = 0; i < mode.length(); i++) {
        boolean needed = mode.charAt(i) == 'b';
        fits &= !needed || columns.contains(i);
        given += needed ? 1 : 0;
      }
      if (fits && given > most) {
        most = given;
        best = mode;
      }
    }
    return best;
  }
}
