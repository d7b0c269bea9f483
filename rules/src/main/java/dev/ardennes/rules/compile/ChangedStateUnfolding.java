package dev.ardennes.rules.compile;

import dev.ardennes.model.Catalogue;
import dev.ardennes.model.Position;
import dev.ardennes.rules.Atoms;
import dev.ardennes.rules.datalog.Atom;
import dev.ardennes.rules.datalog.Literal;
import dev.ardennes.rules.datalog.Rule;
import dev.ardennes.rules.datalog.RuleVariables;
import dev.ardennes.rules.datalog.Term;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Makes the variants of a rule under changed state, as the relation catalogue declares them.
///
/// A rule that asks decisions about principal `P` also holds where the attacker decides what `P`'s
/// identity policies allow: with the premise `policy_writable(P)` and every decision about `P`
/// replaced by its `_if_granted` form. All decisions about one principal change together; several
/// principals change independently, so a rule with n of them has 2^n variants. Each of these is
/// tried once more with each principal without its boundary, and with each without what denies:
/// 2^n(1 + 2n) variants in all, and none in which two such limits are gone.
public final class ChangedStateUnfolding {
  /// How many principals of one rule are unfolded; a rule with more is refused when it is loaded.
  public static final int MAX_PRINCIPALS = 4;

  private final List<Catalogue.ChangedState> states;

  public ChangedStateUnfolding(Catalogue catalogue) {
    this.states = catalogue.changedStates();
  }

  /// One form of a rule.
  ///
  /// @param changes what is changed; empty for the rule as written
  public record Variant(List<Changed> changes, Rule rule) {
    public Variant {
      changes = List.copyOf(changes);
    }

    /// The variables whose state is changed, each once.
    public List<String> changed() {
      return changes.stream().map(Changed::principal).distinct().toList();
    }

    private boolean changesOneAlone() {
      return changes.stream().anyMatch(change -> change.state().alone());
    }

    private Variant and(Catalogue.ChangedState state, String principal) {
      List<Changed> all = new ArrayList<>(changes);
      all.add(new Changed(state, principal));
      return new Variant(all, new Change(state, principal).rule(rule));
    }
  }

  /// A state that is changed for the principal of a variable.
  public record Changed(Catalogue.ChangedState state, String principal) {}

  /// The rule as written, then its variants.
  ///
  /// @throws IllegalArgumentException if it has more than [#MAX_PRINCIPALS] principals
  public List<Variant> variants(Rule rule) {
    List<Variant> variants = new ArrayList<>();
    variants.add(new Variant(List.of(), rule));
    for (Catalogue.ChangedState state : states) {
      List<String> principals = principals(rule, state);
      if (principals.size() > MAX_PRINCIPALS) {
        throw new IllegalArgumentException("more than " + MAX_PRINCIPALS + " principals");
      }
      for (String principal : principals) {
        List<Variant> more = new ArrayList<>();
        for (Variant variant : variants) {
          if (!(state.alone() && variant.changesOneAlone())) {
            Variant changed = variant.and(state, principal);
            // A state that makes no difference once another is changed gives no form of its own.
            if (!changed.rule().equals(variant.rule())) {
              more.add(changed);
            }
          }
        }
        variants.addAll(more);
      }
    }
    return variants;
  }

  /// The variables about which the rule asks decisions that changed state can answer, in the order
  /// of the text; those with a changed state as a premise already are left out.
  public List<String> principals(Rule rule) {
    Set<String> found = new LinkedHashSet<>();
    states.forEach(state -> found.addAll(principals(rule, state)));
    return List.copyOf(found);
  }

  private List<String> principals(Rule rule, Catalogue.ChangedState state) {
    Set<String> found = new LinkedHashSet<>();
    Set<String> changedAlready = new LinkedHashSet<>();
    for (Atom atom : Atoms.positive(rule.body())) {
      if (state.use().containsKey(atom.relation())
          && atom.arity() >= state.column()
          && atom.terms().get(state.column() - 1) instanceof Term.Variable variable) {
        found.add(variable.name());
      }
      if (isState(atom)
          && atom.arity() == 1
          && atom.terms().getFirst() instanceof Term.Variable variable) {
        changedAlready.add(variable.name());
      }
    }
    found.removeAll(changedAlready);
    return List.copyOf(found);
  }

  private boolean isState(Atom atom) {
    return states.stream().anyMatch(state -> state.when().equals(atom.relation()));
  }

  /// Changes the state of one principal.
  private record Change(Catalogue.ChangedState state, String principal) {
    Rule rule(Rule rule) {
      boolean inHead = RuleVariables.of(rule.head()).containsKey(principal);
      return new Rule(rule.head(), body(rule.body(), inHead), rule.position());
    }

    /// Puts the premise into the innermost block that holds every use of the principal.
    List<Literal> body(List<Literal> body, boolean usedOutside) {
      List<Literal> uses = body.stream().filter(this::uses).toList();
      boolean inner =
          !usedOutside && uses.size() == 1 && uses.getFirst() instanceof Literal.Existential;
      List<Literal> changed = new ArrayList<>();
      boolean added = inner;
      for (Literal literal : body) {
        if (!added && decides(literal)) {
          changed.add(premise());
          added = true;
        }
        changed.add(literal(literal, !inner));
      }
      return changed;
    }

    private Literal literal(Literal literal, boolean premiseIsOutside) {
      return switch (literal) {
        case Literal.Positive(Atom atom) -> new Literal.Positive(atom(atom));
        case Literal.Negative negative -> negative;
        case Literal.Comparison comparison -> comparison;
        case Literal.Existential existential when !uses(existential) -> existential;
        case Literal.Existential existential ->
            new Literal.Existential(
                existential.witnesses(),
                premiseIsOutside ? replaced(existential.body()) : body(existential.body(), false),
                existential.position());
      };
    }

    private List<Literal> replaced(List<Literal> body) {
      return body.stream().map(literal -> literal(literal, true)).toList();
    }

    private Atom atom(Atom atom) {
      return isDecision(atom)
          ? new Atom(
              Objects.requireNonNull(state.use().get(atom.relation())),
              atom.terms(),
              atom.position())
          : atom;
    }

    private boolean isDecision(Atom atom) {
      return state.use().containsKey(atom.relation())
          && atom.terms().get(state.column() - 1) instanceof Term.Variable variable
          && variable.name().equals(principal);
    }

    private boolean uses(Literal literal) {
      Map<String, Position> variables = RuleVariables.of(literal);
      return variables.containsKey(principal);
    }

    private boolean decides(Literal literal) {
      return Atoms.positive(List.of(literal)).stream().anyMatch(this::isDecision);
    }

    private Literal premise() {
      Term variable = new Term.Variable(principal, Position.NONE);
      return new Literal.Positive(new Atom(state.when(), List.of(variable), Position.NONE));
    }
  }
}
