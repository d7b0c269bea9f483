package dev.ardennes.engine.attack;

import dev.ardennes.engine.datalog.Derivations;
import dev.ardennes.engine.datalog.Relation;
import dev.ardennes.engine.datalog.RuleInfo;
import dev.ardennes.engine.datalog.SymbolTable;
import dev.ardennes.rules.compile.CompiledRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the numbers of the engine's facts and steps as texts.
final class StepReader {
  private final CompiledRules rules;
  private final DecisionSource source;
  private final SymbolTable symbols;
  private final Derivations derivations;
  private final Map<Integer, Set<String>> namesOfRules = new HashMap<>();
  private final Map<Integer, Optional<ScopeBlock>> scopeBlocks = new HashMap<>();

  StepReader(
      CompiledRules rules, DecisionSource source, SymbolTable symbols, Derivations derivations) {
    this.rules = rules;
    this.source = source;
    this.symbols = symbols;
    this.derivations = derivations;
  }

  boolean isBlock(int fact) {
    return BlockNames.isBlock(derivations.relationOf(fact).name());
  }

  /// Whether the block is one by which a scope is reached.
  boolean reachesScope(int block) {
    int[] ways = derivations.stepsOf(block);
    return ways.length > 0 && scopeBlock(derivations.ruleOf(ways[0])) != null;
  }

  private @Nullable ScopeBlock scopeBlock(RuleInfo rule) {
    return scopeBlocks
        .computeIfAbsent(rule.id(), id -> Optional.ofNullable(ScopeBlock.of(rule.rule())))
        .orElse(null);
  }

  /// The block among the premises that reaches a scope; negative where there is none.
  int scopeOf(int step) {
    for (int fact : derivations.premises(step)) {
      if (isBlock(fact) && reachesScope(fact)) {
        return fact;
      }
    }
    return -1;
  }

  /// The arguments of a fact; `names` gives the sets that a join left, by column.
  List<String> args(int fact, Map<Integer, Integer> names) {
    Relation relation = derivations.relationOf(fact);
    int row = derivations.rowOf(fact);
    List<String> args = new ArrayList<>();
    for (int column = 0; column < relation.arity(); column++) {
      int value = relation.value(row, column);
      args.add(
          isNames(relation, column)
              ? source.witness(names.getOrDefault(column, value))
              : symbols.text(value));
    }
    return args;
  }

  private static boolean isNames(Relation relation, int column) {
    return relation.type(column) == dev.ardennes.rules.datalog.ColumnType.NAMES;
  }

  /// The texts of a tuple; an underscore where any will do.
  List<String> texts(List<Integer> tuple) {
    List<String> texts = new ArrayList<>();
    for (int value : tuple) {
      texts.add(value == Derivations.AbsentFact.ANY ? "_" : symbols.text(value));
    }
    return texts;
  }

  /// The values of a step's variables.
  final class Bindings implements Values {
    private final int step;
    private final RuleInfo rule;
    private final Map<String, Integer> narrowed;

    /// The member of a scope to speak of in the place of the one that stands for all; empty else.
    private final String member;

    Bindings(int step, RuleInfo rule) {
      this(step, rule, Map.of(), "");
    }

    private Bindings(int step, RuleInfo rule, Map<String, Integer> narrowed, String member) {
      this.step = step;
      this.rule = rule;
      this.narrowed = narrowed;
      this.member = member;
    }

    int step() {
      return step;
    }

    /// The same, about another member of the scope.
    Bindings about(String other) {
      return new Bindings(step, rule, narrowed, other);
    }

    /// Whether the premise is a decision about the member that stands for all, to be made about
    /// another.
    boolean isAboutMember(int premise) {
      return !member.isEmpty() && !columns(premise).isEmpty();
    }

    private Set<Integer> columns(int premise) {
      ScopeBlock block = scopeBlock(rule);
      return block == null ? Set.of() : block.columns(premise);
    }

    /// The arguments of the premise with that member in them.
    List<String> aboutMember(int premise, int fact) {
      List<String> args = new ArrayList<>(args(fact, names(fact)));
      columns(premise).forEach(column -> args.set(column, member));
      return args;
    }

    @Override
    public String text(String variable) {
      int value = value(variable);
      return isNames(variable) ? source.witness(value) : symbols.text(value);
    }

    @Override
    public boolean has(String variable) {
      return rule.variables().contains(variable);
    }

    /// Whether the variable stands for a name that does not exist yet.
    boolean isNames(String variable) {
      return namesOfRules
          .computeIfAbsent(
              rule.sourceRule(), source -> RuleNames.of(rules.rules().get(source).rule()))
          .contains(variable);
    }

    private int value(String variable) {
      Integer value = narrowed.get(variable);
      return value == null ? derivations.binding(step, variable) : value;
    }

    boolean impossible() {
      return narrowed.containsValue(dev.ardennes.engine.datalog.NameSets.EMPTY);
    }

    /// For each column of a premise that holds names: the set that the whole join left.
    Map<Integer, Integer> names(int fact) {
      Map<Integer, Integer> names = new HashMap<>();
      Relation relation = derivations.relationOf(fact);
      for (int column = 0; column < relation.arity(); column++) {
        if (StepReader.isNames(relation, column)) {
          Integer left = leftBy(relation.value(derivations.rowOf(fact), column));
          if (left != null) {
            names.put(column, left);
          }
        }
      }
      return names;
    }

    /// The value of the names variable that lies within `set`; null where the rule has none.
    private @Nullable Integer leftBy(int set) {
      for (String variable : rule.variables()) {
        if (isNames(variable)) {
          int value = value(variable);
          if (source.nameSets().intersect(value, set) == value) {
            return value;
          }
        }
      }
      return null;
    }

    /// The same with the names of a block narrowed to what the step that needs it left.
    Bindings narrowed(int block, Map<Integer, Integer> names) {
      if (names.isEmpty()) {
        return this;
      }
      Map<String, Integer> values = new HashMap<>();
      for (String variable : rule.variables()) {
        if (isNames(variable)) {
          int value = derivations.binding(step, variable);
          int left = value;
          for (int set : names.values()) {
            int both = source.nameSets().intersect(left, set);
            left = both;
          }
          values.put(variable, left);
        }
      }
      return new Bindings(step, rule, values, member);
    }
  }
}
