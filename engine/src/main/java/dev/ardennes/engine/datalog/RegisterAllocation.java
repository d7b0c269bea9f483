package dev.ardennes.engine.datalog;

import dev.ardennes.rules.datalog.Atom;
import dev.ardennes.rules.datalog.Literal;
import dev.ardennes.rules.datalog.Rule;
import dev.ardennes.rules.datalog.RuleVariables;
import dev.ardennes.rules.datalog.Term;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Gives a rule's variables, wildcards and constants their registers; `=` is settled on the way, by
/// giving both sides one register.
final class RegisterAllocation {

  private final Map<String, RelationInfo> relations;
  private final SymbolTable symbols;
  private final Map<String, Term> equals = new HashMap<>();
  private final Map<String, Integer> registers = new LinkedHashMap<>();
  private final Map<Integer, Integer> constants = new HashMap<>();
  private final List<Integer> values = new ArrayList<>();
  private boolean[] names = new boolean[8];
  private boolean impossible;

  RegisterAllocation(Map<String, RelationInfo> relations, SymbolTable symbols) {
    this.relations = relations;
    this.symbols = symbols;
  }

  CompiledRule compile(BlockLowering.Lowered part, int id) {
    Rule rule = part.rule();
    rule.body().forEach(this::unify);
    List<CompiledRule.Operand> atoms = new ArrayList<>();
    List<CompiledRule.Operand> negatives = new ArrayList<>();
    List<int[]> different = new ArrayList<>();
    for (Literal literal : rule.body()) {
      switch (literal) {
        case Literal.Positive positive -> atoms.add(operand(positive.atom(), false));
        case Literal.Negative negative -> negatives.add(operand(negative.atom(), true));
        case Literal.Comparison comparison -> compare(comparison, different);
        case Literal.Existential existential ->
            throw new IllegalStateException("blocks are lowered before");
      }
    }
    List<String> variables = List.copyOf(RuleVariables.of(rule.body()).keySet());
    for (String variable : variables) {
      registers.put(variable, register(new Term.Variable(variable, rule.position())));
    }
    CompiledRule.Operand head = operand(rule.head(), false);
    return new CompiledRule(
        new RuleInfo(id, part.sourceRule(), part.block(), variables, rule),
        head,
        List.copyOf(atoms),
        List.copyOf(negatives),
        List.copyOf(different),
        values.stream().mapToInt(Integer::intValue).toArray(),
        Arrays.copyOf(names, values.size()),
        Map.copyOf(registers),
        impossible);
  }

  private void unify(Literal literal) {
    if (literal instanceof Literal.Comparison(Term left, var operator, Term right, var position)
        && operator == Literal.Operator.EQUAL) {
      Term one = resolve(left);
      Term other = resolve(right);
      if (one instanceof Term.Variable variable) {
        if (!sameVariable(one, other)) {
          equals.put(variable.name(), other);
        }
      } else if (other instanceof Term.Variable variable) {
        equals.put(variable.name(), one);
      } else {
        impossible |= constant(one, symbols) != constant(other, symbols);
      }
    }
  }

  private static boolean sameVariable(Term one, Term other) {
    return one instanceof Term.Variable a
        && other instanceof Term.Variable b
        && a.name().equals(b.name());
  }

  private Term resolve(Term term) {
    Term at = term;
    while (at instanceof Term.Variable variable && equals.get(variable.name()) != null) {
      at = equals.getOrDefault(variable.name(), at);
    }
    return at;
  }

  private void compare(Literal.Comparison comparison, List<int[]> different) {
    if (comparison.operator() == Literal.Operator.NOT_EQUAL) {
      int left = register(comparison.left());
      int right = register(comparison.right());
      impossible |= left == right;
      different.add(new int[] {left, right});
    }
  }

  private CompiledRule.Operand operand(Atom atom, boolean negated) {
    RelationInfo relation = relations.get(atom.relation());
    if (relation == null) {
      throw new IllegalStateException("`" + atom.relation() + "` passed the checks undeclared");
    }
    int[] operand = new int[atom.arity()];
    for (int i = 0; i < operand.length; i++) {
      boolean any = negated && atom.terms().get(i) instanceof Term.Wildcard;
      operand[i] = any ? CompiledRule.ANY : register(atom.terms().get(i));
      if (!any && relation.isNames(i)) {
        names[operand[i]] = true;
      }
    }
    return new CompiledRule.Operand(relation.id(), operand);
  }

  private int register(Term term) {
    Term resolved = resolve(term);
    return switch (resolved) {
      case Term.Variable variable ->
          registers.computeIfAbsent(variable.name(), name -> newRegister(CompiledRule.VARIABLE));
      case Term.Wildcard wildcard -> newRegister(CompiledRule.VARIABLE);
      case Term.Constant constant -> constantRegister(constant(constant, symbols));
      case Term.Numeral numeral -> constantRegister(constant(numeral, symbols));
    };
  }

  private int constantRegister(int value) {
    return constants.computeIfAbsent(value, this::newRegister);
  }

  private int newRegister(int value) {
    values.add(value);
    if (names.length < values.size()) {
      names = Arrays.copyOf(names, names.length * 2);
    }
    return values.size() - 1;
  }

  /// The id of a constant; a number goes by its decimal text, which no column mixes with symbols.
  static int constant(Term term, SymbolTable symbols) {
    return switch (term) {
      case Term.Constant constant -> symbols.intern(constant.text());
      case Term.Numeral numeral -> symbols.intern(Long.toString(numeral.value()));
      case Term.Variable variable ->
          throw new IllegalStateException("`" + variable.name() + "` is no constant");
      case Term.Wildcard wildcard -> throw new IllegalStateException("`_` is no constant");
    };
  }
}
