package dev.ardennes.engine.attack;

import dev.ardennes.engine.datalog.CompiledProgram;
import dev.ardennes.engine.datalog.ComputedRelation;
import dev.ardennes.engine.datalog.SymbolTable;
import dev.ardennes.model.Catalogue;
import dev.ardennes.model.Fact;
import dev.ardennes.rules.TechniqueSet;
import dev.ardennes.rules.compile.CompiledRules;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The rules of all techniques, to be made ready to run over estates: those that can fire there,
/// joined, split for scopes and compiled.
///
/// What was compiled last is kept: a change of an estate seldom lets other rules fire, and many are
/// tried in one scan. May be shared by threads.
public final class AttackRules {
  private final TechniqueSet techniques;
  private final CompiledRules rules;
  private final AtomicReference<@Nullable Prepared> last = new AtomicReference<>();

  /// Unfolds the rules: the expensive part that is the same for all estates.
  public AttackRules(TechniqueSet techniques) {
    this.techniques = techniques;
    this.rules = CompiledRules.of(techniques, Catalogue.standard());
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
    Prepared known = last.get();
    Ready again = known == null ? null : again(known, held, decisions);
    return again == null ? anew(held, decisions) : again;
  }

  private Ready anew(List<Fact> held, Function<SymbolTable, DecisionSource> decisions) {
    SymbolTable symbols = new SymbolTable();
    DecisionSource source = decisions.apply(symbols);
    Map<String, ComputedRelation> computed = source.relations();
    CompiledRules possible = PossibleRules.of(rules, held, source::answers);
    ScopedRules scoped = new ScopedRules(techniques, source);
    CompiledRules split = scoped.of(JoinedBlocks.of(possible));
    CompiledProgram program = AttackProgram.compile(split, computed, symbols, scoped::ofBlock);
    last.set(new Prepared(possible, Set.copyOf(computed.keySet()), split, program, symbols.copy()));
    return new Ready(split, program, symbols, source);
  }

  private @Nullable Ready again(
      Prepared known, List<Fact> held, Function<SymbolTable, DecisionSource> decisions) {
    SymbolTable symbols = known.symbols.copy();
    DecisionSource source = decisions.apply(symbols);
    Map<String, ComputedRelation> computed = source.relations();
    CompiledRules possible = PossibleRules.of(rules, held, source::answers);
    return known.fits(possible, computed.keySet())
        ? new Ready(known.rules, known.program.answeredBy(computed), symbols, source)
        : null;
  }

  /// @param possible the rules before they were joined
  /// @param computed the relations that decisions answer
  /// @param symbols those from before the first fact
  private record Prepared(
      CompiledRules possible,
      Set<String> computed,
      CompiledRules rules,
      CompiledProgram program,
      SymbolTable symbols) {

    /// Whether compiling those rules would give the same again. What is compared are the same
    /// objects, or the first that is another ends it.
    boolean fits(CompiledRules others, Set<String> answered) {
      return computed.equals(answered) && possible.equals(others);
    }
  }
}
