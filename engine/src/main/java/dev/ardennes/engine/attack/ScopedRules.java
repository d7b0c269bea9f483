package dev.ardennes.engine.attack;

import dev.ardennes.model.Position;
import dev.ardennes.rules.Technique;
import dev.ardennes.rules.TechniqueSet;
import dev.ardennes.rules.compile.CompiledRule;
import dev.ardennes.rules.compile.CompiledRules;
import dev.ardennes.rules.datalog.Atom;
import dev.ardennes.rules.datalog.Literal;
import dev.ardennes.rules.datalog.Rule;
import dev.ardennes.rules.datalog.RuleVariables;
import dev.ardennes.rules.datalog.Term;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Splits rules that hold of pairs, so that what nothing tells apart for a principal is reached by
/// one step and not by one for each thing.
///
/// A rule by which principal `P` comes to have `R`, and which ties the two by a decision that can
/// be answered with scopes, becomes two: one for each `R` that belongs to no scope, and
///
/// ```text
/// gain(R) :- some P: (..., may_pass:scope(P, N, "s"), scope:first(N, S), not_absorbed(P, S)),
///            scope:member(N, R), ...
/// ```
///
/// whose block says that somebody can take the step towards the scope `N`. The two together hold of
/// exactly the pairs of which the rule held, as decisions about one member are decisions about all.
final class ScopedRules {
  /// Variables that no rule can be written with.
  private static final Term.Variable NAME = new Term.Variable("scope:N", Position.NONE);

  private static final Term.Variable STANDS_FOR_ALL =
      new Term.Variable("scope:S", Position.NONE);

  private final TechniqueSet techniques;
  private final DecisionSource source;

  private ScopedRules(TechniqueSet techniques, DecisionSource source) {
    this.techniques = techniques;
    this.source = source;
  }

  /// Whether a term of a block stands for a scope, or for the member that stands for it.
  static boolean isOfScope(Term term) {
    return term instanceof Term.Variable variable
        && (variable.name().equals(NAME.name()) || variable.name().equals(STANDS_FOR_ALL.name()));
  }

  /// Whether this is the second of the two: the one whose block reaches a scope.
  static boolean isScoped(Rule rule) {
    return rule.body().stream()
        .anyMatch(
            literal ->
                literal instanceof Literal.Positive(Atom atom) && atom.relation().equals(ScopeNames.MEMBER));
  }

  /// The rules with those split that can be; the others as they are, all in the same order.
  static CompiledRules of(CompiledRules rules, TechniqueSet techniques, DecisionSource source) {
    ScopedRules scoped = new ScopedRules(techniques, source);
    List<CompiledRule> all = new ArrayList<>();
    rules.rules().forEach(rule -> all.addAll(scoped.split(rule)));
    return new CompiledRules(all);
  }

  private List<CompiledRule> split(CompiledRule rule) {
    Split split = split(rule.rule());
    if (split == null || !isWordedAlike(rule, split)) {
      return List.of(rule);
    }
    return List.of(with(rule, split.single()), with(rule, split.scoped()));
  }

  private static CompiledRule with(CompiledRule rule, Rule other) {
    return new CompiledRule(rule.technique(), rule.source(), rule.changes(), other);
  }

  /// Whether the step leads to the thing, and the technique assumes the same of every principal.
  private boolean isWordedAlike(CompiledRule rule, Split split) {
    Technique technique = techniques.technique(rule.technique());
    return technique != null
        && split.outside.contains(technique.hop().to())
        && !split.outside.contains(technique.hop().from())
        && technique.assumes().stream()
            .allMatch(template -> split.outside.containsAll(template.says().variables()));
  }

  private @Nullable Split split(Rule rule) {
    for (Literal literal : rule.body()) {
      if (literal instanceof Literal.Positive(Atom atom)) {
        int column = source.scopedColumn(atom.relation());
        if (column >= 0 && atom.terms().get(column) instanceof Term.Variable thing) {
          Split split = new Split(rule, literal, atom, column, thing.name());
          return split.isSound() ? split : null;
        }
      }
    }
    return null;
  }

  /// One rule, taken apart at one decision.
  private final class Split {
    private final Rule rule;
    private final Literal asked;
    private final Atom atom;
    private final int column;
    private final String thing;
    private final Set<String> outside = new HashSet<>();
    private final List<Literal> inBlock = new ArrayList<>();
    private final List<Literal> beside = new ArrayList<>();

    Split(Rule rule, Literal asked, Atom atom, int column, String thing) {
      this.rule = rule;
      this.asked = asked;
      this.atom = atom;
      this.column = column;
      this.thing = thing;
      spread();
      for (Literal literal : rule.body()) {
        if (!literal.equals(asked)) {
          (isOutside(literal) ? beside : inBlock).add(literal);
        }
      }
    }

    /// The variables that are bound up with the thing and not by way of the principal.
    private void spread() {
      outside.add(thing);
      boolean grew = true;
      while (grew) {
        grew = false;
        for (Literal literal : rule.body()) {
          if (isOutside(literal)) {
            grew |= outside.addAll(RuleVariables.of(literal).keySet());
          }
        }
      }
    }

    private boolean isOutside(Literal literal) {
      return !literal.equals(asked)
          && !isSameForAll(literal)
          && RuleVariables.of(literal).keySet().stream().anyMatch(outside::contains);
    }

    private boolean isSameForAll(Literal literal) {
      return literal instanceof Literal.Positive(Atom other)
          && source.isSameInScope(other.relation())
          && RuleVariables.of(other).containsKey(thing);
    }

    /// Whether nothing but the decision, and what is the same for all members, ties the two sides.
    boolean isSound() {
      Set<String> within = new HashSet<>(RuleVariables.of(asked).keySet());
      within.addAll(RuleVariables.of(inBlock).keySet());
      within.remove(thing);
      return within.stream().noneMatch(outside::contains)
          && outside.containsAll(RuleVariables.of(rule.head()).keySet());
    }

    Rule single() {
      List<Literal> body = new ArrayList<>();
      for (Literal literal : rule.body()) {
        body.add(
            literal.equals(asked)
                ? new Literal.Positive(
                    new Atom(ScopeNames.single(atom.relation()), atom.terms(), atom.position()))
                : literal);
      }
      return new Rule(rule.head(), body, rule.position());
    }

    Rule scoped() {
      List<Literal> block = new ArrayList<>();
      List<Term> terms = new ArrayList<>(atom.terms());
      terms.set(column, NAME);
      for (Literal literal : rule.body()) {
        if (literal.equals(asked)) {
          block.add(positive(ScopeNames.scope(atom.relation()), terms));
          block.add(positive(ScopeNames.FIRST, List.of(NAME, STANDS_FOR_ALL)));
        } else if (inBlock.contains(literal)) {
          block.add(isSameForAll(literal) ? aboutFirst(literal) : literal);
        }
      }
      List<Literal> body = new ArrayList<>();
      body.add(new Literal.Existential(List.of(), block, rule.position()));
      body.add(
          positive(ScopeNames.MEMBER, List.of(NAME, new Term.Variable(thing, Position.NONE))));
      body.addAll(beside);
      return new Rule(rule.head(), body, rule.position());
    }

    private Literal positive(String relation, List<Term> terms) {
      return new Literal.Positive(new Atom(relation, terms, atom.position()));
    }

    private Literal aboutFirst(Literal literal) {
      Atom about = ((Literal.Positive) literal).atom();
      List<Term> terms =
          about.terms().stream()
              .map(
                  term ->
                      term instanceof Term.Variable variable && variable.name().equals(thing)
                          ? STANDS_FOR_ALL
                          : term)
              .toList();
      return positive(about.relation(), terms);
    }
  }
}
