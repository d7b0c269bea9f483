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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Splits rules that hold of pairs, so that what nothing tells apart for a principal is reached by
/// one step and not by one for each thing.
///
/// A rule by which principal `P` comes to have `R`, and which ties the two by decisions that can be
/// answered with scopes, becomes several: one for the `R` that the first decision tells from
/// others, one for those that only the second does, and so on, and
///
/// ```text
/// gain(R) :- some P: (..., may_pass:scope(P, N, "s"), scope:first(N, S), not_absorbed(P, S)),
///            scope:member(N, R), ...
/// ```
///
/// whose block says that somebody can take the step towards the scope `N`. Together they hold of
/// exactly the pairs of which the rule held, each once, as decisions about one member are decisions
/// about all.
final class ScopedRules {
  /// Variables that no rule can be written with.
  private static final Term.Variable NAME = new Term.Variable("scope:N", Position.NONE);

  private static final Term.Variable STANDS_FOR_ALL = new Term.Variable("scope:S", Position.NONE);

  private final TechniqueSet techniques;
  private final DecisionSource source;

  ScopedRules(TechniqueSet techniques, DecisionSource source) {
    this.techniques = techniques;
    this.source = source;
  }

  /// Whether a term of a block stands for a scope, or for the member that stands for it.
  static boolean isOfScope(Term term) {
    return term instanceof Term.Variable variable
        && (variable.name().equals(NAME.name()) || variable.name().equals(STANDS_FOR_ALL.name()));
  }

  /// Whether this is the rule of a block that reaches a scope.
  static boolean reachesScope(Rule rule) {
    return rule.head().terms().stream().anyMatch(ScopedRules::isOfScope);
  }

  /// Whether this is the form whose block reaches a scope.
  static boolean isScoped(Rule rule) {
    return rule.body().stream()
        .anyMatch(
            literal ->
                literal instanceof Literal.Positive(Atom atom)
                    && atom.relation().equals(ScopeNames.MEMBER));
  }

  /// The rules with those split that can be; the others as they are, all in the same order.
  CompiledRules of(CompiledRules rules) {
    List<CompiledRule> all = new ArrayList<>();
    rules.rules().forEach(rule -> all.addAll(split(rule)));
    return new CompiledRules(all);
  }

  /// The same for the rule of a block of `some`, whose head is a relation of its own: somebody may
  /// do something with a thing.
  List<Rule> ofBlock(Rule block) {
    Split split = sound(block, each -> true);
    return split == null ? List.of(block) : split.forms();
  }

  private List<CompiledRule> split(CompiledRule rule) {
    boolean block = JoinedBlocks.isBlock(rule.rule());
    Split split = sound(rule.rule(), each -> block || isWordedAlike(rule, each));
    return split == null
        ? List.of(rule)
        : split.forms().stream()
            .map(form -> new CompiledRule(rule.technique(), rule.source(), rule.changes(), form))
            .toList();
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

  private @Nullable Split sound(Rule rule, Predicate<Split> wanted) {
    Set<String> things = new LinkedHashSet<>();
    for (Literal literal : rule.body()) {
      if (literal instanceof Literal.Positive(Atom atom)) {
        int column = source.scopedColumn(atom.relation());
        if (column >= 0 && atom.terms().get(column) instanceof Term.Variable thing) {
          things.add(thing.name());
        }
      }
    }
    for (String thing : things) {
      Split split = new Split(rule, thing);
      if (split.isSound() && wanted.test(split)) {
        return split;
      }
    }
    return null;
  }

  /// One rule, taken apart at the decisions about one thing.
  private final class Split {
    private final Rule rule;
    private final String thing;
    private final List<Atom> asked = new ArrayList<>();
    private final Set<String> outside = new HashSet<>();

    Split(Rule rule, String thing) {
      this.rule = rule;
      this.thing = thing;
      for (Literal literal : rule.body()) {
        if (literal instanceof Literal.Positive(Atom atom) && isAsked(atom)) {
          asked.add(atom);
        }
      }
      spread();
    }

    /// Whether it is a decision about the thing that can be answered with scopes.
    private boolean isAsked(Atom atom) {
      int column = source.scopedColumn(atom.relation());
      return column >= 0 && isThing(atom.terms().get(column)) && uses(atom) == 1;
    }

    private boolean isThing(Term term) {
      return term instanceof Term.Variable variable && variable.name().equals(thing);
    }

    private long uses(Atom atom) {
      return atom.terms().stream().filter(this::isThing).count();
    }

    /// The variables that are bound up with the thing and not by way of who gets it.
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
      return !ties(literal)
          && RuleVariables.of(literal).keySet().stream().anyMatch(outside::contains);
    }

    /// Whether the premise ties the thing to who gets it, in a way that is the same for all members
    /// of a scope.
    private boolean ties(Literal literal) {
      return literal instanceof Literal.Positive(Atom atom)
          && uses(atom) == 1
          && (isAsked(atom) || source.isSameInScope(atom.relation()));
    }

    /// Whether nothing else ties the two sides.
    boolean isSound() {
      Set<String> within = new HashSet<>();
      for (Literal literal : rule.body()) {
        if (!isOutside(literal)) {
          within.addAll(RuleVariables.of(literal).keySet());
        }
      }
      within.remove(thing);
      return within.stream().noneMatch(outside::contains)
          && outside.containsAll(RuleVariables.of(rule.head()).keySet());
    }

    List<Rule> forms() {
      List<Rule> forms = new ArrayList<>();
      for (int single = 0; single < asked.size(); single++) {
        forms.add(single(single));
      }
      forms.add(scoped());
      return forms;
    }

    /// The things that one of the decisions tells from others, and none before it does.
    Rule single(int which) {
      List<Literal> body = new ArrayList<>();
      for (Literal literal : rule.body()) {
        if (literal instanceof Literal.Positive(Atom atom) && isAsked(atom)) {
          int place = asked.indexOf(atom);
          String relation =
              place < which
                  ? ScopeNames.scoped(atom.relation())
                  : place == which ? ScopeNames.single(atom.relation()) : atom.relation();
          body.add(positive(relation, atom.terms(), atom));
        } else {
          body.add(literal);
        }
      }
      return new Rule(rule.head(), body, rule.position());
    }

    /// The things that no decision tells from the other members of their scope.
    Rule scoped() {
      List<Literal> block = new ArrayList<>();
      List<Literal> body = new ArrayList<>();
      for (Literal literal : rule.body()) {
        if (isOutside(literal)) {
          body.add(literal);
        } else if (literal instanceof Literal.Positive(Atom atom) && uses(atom) > 0) {
          boolean scope = isAsked(atom);
          String relation = scope ? ScopeNames.scope(atom.relation()) : atom.relation();
          block.add(positive(relation, with(atom, scope ? NAME : STANDS_FOR_ALL), atom));
        } else {
          block.add(literal);
        }
      }
      Atom first = asked.getFirst();
      block.add(positive(ScopeNames.FIRST, List.of(NAME, STANDS_FOR_ALL), first));
      Term member = new Term.Variable(thing, Position.NONE);
      body.addFirst(positive(ScopeNames.MEMBER, List.of(NAME, member), first));
      body.addFirst(new Literal.Existential(List.of(), block, rule.position()));
      return new Rule(rule.head(), body, rule.position());
    }

    private List<Term> with(Atom atom, Term other) {
      return atom.terms().stream().map(term -> isThing(term) ? other : term).toList();
    }

    private static Literal positive(String relation, List<Term> terms, Atom written) {
      return new Literal.Positive(new Atom(relation, terms, written.position()));
    }
  }
}
