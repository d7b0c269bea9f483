package dev.ardennes.engine.datalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Orders premises greedily: whichever is expected to leave the fewest matches comes next. Where
/// relations are large, what each choice leads to counts as well.
///
/// Sizes and distinct values are known for relations that are complete, and for all in a plan for
/// what is there; for those that still are small and grow, a size is assumed.
final class Planner {

  /// A growing relation is taken to be at least this large, as long as it is small.
  private static final double ASSUMED_ROWS = 100_000;

  /// From so many rows on a relation is large.
  private static final int LARGE = 1_000;

  /// From so many matches on, a plan for few new facts is compared with others.
  private static final double MANY = 20_000;

  /// A plan leaves its next choice for later only where that tries so many times fewer matches.
  private static final double CLEARLY_BETTER = 4;

  /// Groups of at most this many rows are filtered rather than indexed by more columns.
  private static final double SMALL_GROUP = 8;

  private final List<RelationInfo> infos;
  private final List<Relation> relations;
  private final Set<Integer> growing;
  private double assumedRows = ASSUMED_ROWS;
  private int delta = Plan.NO_DELTA;

  Planner(List<RelationInfo> infos, List<Relation> relations, Set<Integer> growing) {
    this.infos = infos;
    this.relations = relations;
    this.growing = growing;
  }

  /// A plan for the new facts of one premise, or for all facts where there is no delta: it starts
  /// with the given premise, see [#start].
  Plan plan(CompiledRule rule, int delta, int start) {
    prepare(delta);
    boolean[] bound = bound(rule);
    List<Plan.Step> steps = new ArrayList<>();
    List<Integer> premises = new ArrayList<>();
    List<Integer> negatives = new ArrayList<>();
    List<Integer> pairs = new ArrayList<>();
    fill(premises, rule.atoms().size());
    fill(negatives, rule.negatives().size());
    fill(pairs, rule.different().size());
    addChecks(rule, bound, negatives, pairs, steps);
    boolean large = isLarge(rule);
    Integer next = start < 0 ? null : (Integer) start;
    while (next != null) {
      premises.remove(/* element */ next);
      take(rule, next, access(rule, rule.atoms().get(next), bound), bound, steps);
      addChecks(rule, bound, negatives, pairs, steps);
      next = next(rule, premises, bound, large);
    }
    return new Plan(delta, List.copyOf(steps));
  }

  /// The premise to start with: the one that has new facts, unless there are many and another
  /// clearly tries fewer matches; any where there is no delta. -1 for a rule without premises.
  int start(CompiledRule rule, int delta) {
    prepare(delta);
    List<Integer> premises = new ArrayList<>();
    fill(premises, rule.atoms().size());
    boolean[] bound = bound(rule);
    if (delta != Plan.NO_DELTA
        && newRows(rule, delta) < LARGE
        && matchesFrom(rule, premises, delta, bound) < MANY) {
      return delta;
    }
    if (premises.isEmpty() || delta == Plan.NO_DELTA) {
      return premises.isEmpty() ? -1 : cheapestOnwards(rule, premises, bound);
    }
    return unlessClearlyBetter(rule, premises, delta, bound);
  }

  private void prepare(int delta) {
    this.delta = delta;
    assumedRows = delta == Plan.NO_DELTA ? 0 : ASSUMED_ROWS;
  }

  private static boolean[] bound(CompiledRule rule) {
    boolean[] bound = new boolean[rule.constants().length];
    for (int register = 0; register < bound.length; register++) {
      bound[register] = rule.isConstant(register);
    }
    return bound;
  }

  private @Nullable Integer next(
      CompiledRule rule, List<Integer> premises, boolean[] bound, boolean large) {
    if (premises.isEmpty()) {
      return null;
    }
    Integer cheapest = cheapest(rule, premises, bound);
    return large ? unlessClearlyBetter(rule, premises, cheapest, bound) : cheapest;
  }

  /// The given choice, unless another one clearly tries fewer matches in all.
  private Integer unlessClearlyBetter(
      CompiledRule rule, List<Integer> premises, Integer choice, boolean[] bound) {
    Integer best = cheapestOnwards(rule, premises, bound);
    boolean better =
        matchesFrom(rule, premises, best, bound) * CLEARLY_BETTER
            < matchesFrom(rule, premises, choice, bound);
    return better ? best : choice;
  }

  private boolean isLarge(CompiledRule rule) {
    return rule.atoms().stream().anyMatch(atom -> relations.get(atom.relation()).size() >= LARGE);
  }

  private int newRows(CompiledRule rule, int premise) {
    Relation relation = relations.get(rule.atoms().get(premise).relation());
    return relation.current() - relation.old();
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
      double matches = expected(rule, premise, bound);
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
  private Integer cheapestOnwards(CompiledRule rule, List<Integer> premises, boolean[] bound) {
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
      partial *= expected(rule, next, known);
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

  private double expected(CompiledRule rule, int premise, boolean[] bound) {
    double rows = expected(rule, rule.atoms().get(premise), bound);
    if (premise != delta) {
      return rows;
    }
    int all = relations.get(rule.atoms().get(premise).relation()).size();
    return rows * newRows(rule, premise) / Math.max(1, all);
  }

  private double expected(CompiledRule rule, CompiledRule.Operand atom, boolean[] bound) {
    RelationInfo info = infos.get(atom.relation());
    if (info.computed() != null) {
      return mode(info, rule, atom, bound) == null
          ? Double.POSITIVE_INFINITY
          : 1.0 + info.computed().expectedAnswers() * free(rule, atom, bound);
    }
    Relation relation = relations.get(atom.relation());
    boolean growing = this.growing.contains(atom.relation());
    double rows = relation.size();
    int open = info.arity();
    for (int column = 0; column < info.arity(); column++) {
      if (isBound(rule, atom, column, bound)) {
        open--;
        rows /= growing ? 1 : Math.max(1, relation.distinct(column));
      }
    }
    if (!growing) {
      return open == 0 ? Math.max(0.5, rows) : rows;
    }
    double size = rows < LARGE ? Math.max(rows, assumedRows) : rows;
    return open == 0 ? hits(relation) : Math.pow(size, (double) open / info.arity());
  }

  /// How often a look-up finds something: seldom where little is there.
  private double hits(Relation relation) {
    return assumedRows > 0 || relation.size() >= LARGE
        ? 0.5
        : 0.5 * Math.max(1, relation.size()) / LARGE;
  }

  /// The columns left open, but for sets of names, of which one stands for many answers.
  private static long free(CompiledRule rule, CompiledRule.Operand atom, boolean[] bound) {
    long free = 0;
    for (int column = 0; column < atom.registers().length; column++) {
      if (!isBound(rule, atom, column, bound) && !isNames(rule, atom.registers()[column])) {
        free++;
      }
    }
    return free;
  }

  private static boolean isNames(CompiledRule rule, int register) {
    return register != CompiledRule.ANY && rule.names()[register];
  }

  private Plan.Access access(CompiledRule rule, CompiledRule.Operand atom, boolean[] bound) {
    RelationInfo info = infos.get(atom.relation());
    if (info.computed() != null) {
      String mode = mode(info, rule, atom, bound);
      if (mode == null) {
        throw new IllegalStateException("`" + info.name() + "` passed the checks unanswerable");
      }
      return new Plan.Access.Ask(mode);
    }
    List<Integer> columns = boundColumns(rule, atom, bound);
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
  private static List<Integer> boundColumns(
      CompiledRule rule, CompiledRule.Operand atom, boolean[] bound) {
    List<Integer> columns = new ArrayList<>();
    for (int column = 0; column < atom.registers().length; column++) {
      if (isBound(rule, atom, column, bound)) {
        columns.add(column);
      }
    }
    return columns;
  }

  private static boolean isBound(
      CompiledRule rule, CompiledRule.Operand atom, int column, boolean[] bound) {
    int register = atom.registers()[column];
    return register != CompiledRule.ANY && bound[register] && !rule.names()[register];
  }

  /// The mode that makes the most of what is bound, or null.
  private static @Nullable String mode(
      RelationInfo info, CompiledRule rule, CompiledRule.Operand atom, boolean[] bound) {
    ComputedRelation computed = info.computed();
    if (computed == null) {
      return null;
    }
    String best = null;
    int most = -1;
    for (String mode : computed.modes()) {
      int given = 0;
      boolean fits = true;
      for (int column = 0; fits && column < mode.length(); column++) {
        if (mode.charAt(column) == 'b') {
          fits = isBound(rule, atom, column, bound);
          given++;
        }
      }
      if (fits && given > most) {
        most = given;
        best = mode;
      }
    }
    return best;
  }
}
