package dev.ardennes.engine.attack;

import dev.ardennes.engine.datalog.CompiledProgram;
import dev.ardennes.engine.datalog.ComputedRelation;
import dev.ardennes.engine.datalog.SymbolTable;
import dev.ardennes.model.Catalogue;
import dev.ardennes.model.Fact;
import dev.ardennes.rules.TechniqueSet;
import dev.ardennes.rules.compile.CompiledRules;
import dev.ardennes.rules.datalog.Atom;
import dev.ardennes.rules.datalog.Literal;
import dev.ardennes.rules.datalog.Rule;
import dev.ardennes.rules.datalog.Term;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// The rules of all techniques, to be made ready to run over estates: those that can fire there,
/// joined, split for scopes and compiled.
///
/// What was compiled is kept for a while: a change of an estate seldom lets other rules fire, and
/// many are tried in one scan. May be shared by threads.
public final class AttackRules {
  /// How many programs are kept: entries of different kinds let different rules fire.
  private static final int MOST_KEPT = 4;

  private final TechniqueSet techniques;
  private final CompiledRules rules;

  /// The constants of all rules, so that they are the same numbers in every program.
  private final SymbolTable constants = new SymbolTable();

  private final Deque<Prepared> kept = new ArrayDeque<>();

  /// Unfolds the rules: the expensive part that is the same for all estates.
  public AttackRules(TechniqueSet techniques) {
    this.techniques = techniques;
    this.rules = CompiledRules.of(techniques, Catalogue.standard());
    rules.plain().forEach(rule -> intern(rule.head(), rule.body()));
  }

  private void intern(Atom head, List<Literal> body) {
    intern(head);
    for (Literal literal : body) {
      switch (literal) {
        case Literal.Positive positive -> intern(positive.atom());
        case Literal.Negative negative -> intern(negative.atom());
        case Literal.Existential block -> intern(head, block.body());
        case Literal.Comparison comparison -> {
          intern(comparison.left());
          intern(comparison.right());
        }
      }
    }
  }

  private void intern(Atom atom) {
    atom.terms().forEach(this::intern);
  }

  private void intern(Term term) {
    switch (term) {
      case Term.Constant constant -> constants.intern(constant.text());
      case Term.Numeral numeral -> constants.intern(Long.toString(numeral.value()));
      case Term.Variable variable -> {}
      case Term.Wildcard wildcard -> {}
    }
  }

  public TechniqueSet techniques() {
    return techniques;
  }

  /// Every rule, whether or not it can fire.
  public CompiledRules rules() {
    return rules;
  }

  /// A program over one estate.
  ///
  /// @param symbols those of the program, and in time of the run
  /// @param rules what the program was compiled of
  record Ready(
      CompiledRules rules, CompiledProgram program, SymbolTable symbols, DecisionSource source) {}

  /// The program over the facts that there are before any rule has fired.
  Ready over(List<Fact> held, Function<SymbolTable, DecisionSource> decisions) {
    SymbolTable symbols = constants.copy();
    DecisionSource source = decisions.apply(symbols);
    Map<String, ComputedRelation> computed = source.relations();
    Prepared prepared = prepared(PossibleRules.of(rules, held, source::answers), source, computed);
    return new Ready(prepared.rules, prepared.program.answeredBy(computed), symbols, source);
  }

  /// One thread compiles and others wait, since they mostly want the same.
  private synchronized Prepared prepared(
      CompiledRules possible, DecisionSource source, Map<String, ComputedRelation> computed) {
    Map<String, Scoping> scoping = Scoping.of(source, computed.keySet());
    for (Prepared before : kept) {
      if (before.scoping.equals(scoping) && before.possible.equals(possible)) {
        return before;
      }
    }
    ScopedRules scoped = new ScopedRules(techniques, source);
    CompiledRules split = scoped.of(JoinedBlocks.of(possible));
    Prepared prepared =
        new Prepared(possible, scoping, split, compile(split, computed, scoped::ofBlock));
    kept.addFirst(prepared);
    if (kept.size() > MOST_KEPT) {
      kept.removeLast();
    }
    return prepared;
  }

  private CompiledProgram compile(
      CompiledRules split,
      Map<String, ComputedRelation> computed,
      Function<Rule, List<Rule>> blocks) {
    SymbolTable symbols = constants.copy();
    CompiledProgram program = AttackProgram.compile(split, computed, symbols, blocks);
    if (symbols.size() > constants.size()) {
      throw new IllegalStateException(
          "no technique has the constant `" + symbols.text(constants.size()) + "`");
    }
    return program.answeredBy(Map.of());
  }

  /// What splitting rules asks about a relation that decisions answer.
  private record Scoping(int column, boolean sameInScope) {
    static Map<String, Scoping> of(DecisionSource source, Set<String> relations) {
      Map<String, Scoping> all = new HashMap<>();
      for (String name : relations) {
        all.put(name, new Scoping(source.scopedColumn(name), source.isSameInScope(name)));
      }
      return all;
    }
  }

  /// @param possible the rules before they were joined
  /// @param scoping of the relations that decisions answer
  /// @param program with nobody to answer them yet
  private record Prepared(
      CompiledRules possible,
      Map<String, Scoping> scoping,
      CompiledRules rules,
      CompiledProgram program) {}
}
