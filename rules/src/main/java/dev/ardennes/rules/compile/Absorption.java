package dev.ardennes.rules.compile;

import dev.ardennes.model.Catalogue;
import dev.ardennes.model.Position;
import dev.ardennes.rules.Hop;
import dev.ardennes.rules.datalog.Atom;
import dev.ardennes.rules.datalog.Literal;
import dev.ardennes.rules.datalog.Rule;
import dev.ardennes.rules.datalog.RuleVariables;
import dev.ardennes.rules.datalog.Term;
import java.util.ArrayList;
import java.util.List;

/// Who controls an account takes no further step inside it: steps of a principal get the premise
/// `not_absorbed(from, to)`, except the step that gains the account. Where the attacker decides the
/// principal's policies, controlling the account once they allow everything is enough to be
/// absorbed: the account is gained by a step of its own. The same holds of somebody who acts on the
/// thing gained inside a block of `some`.
public final class Absorption {
  private static final String PREMISE = "not_absorbed";

  /// The decision that says who is absorbed: `not_absorbed` changes as it does.
  private static final String CONTROL = "administrator";

  private static final String ACCOUNT_GAIN = "controls_account";
  private static final String HELD = "controls";

  private Absorption() {}

  /// The rule with the premise if it needs it, else the rule itself.
  ///
  /// @param changed what the attacker has changed in this form of the rule
  public static Rule limit(
      Rule rule, Hop hop, List<ChangedStateUnfolding.Changed> changed, Catalogue catalogue) {
    return limit(rule, hop, changed, applies(rule, hop, catalogue));
  }

  /// Whether the step is one of a principal towards an entity: the same for every form of a rule.
  static boolean applies(Rule rule, Hop hop, Catalogue catalogue) {
    VariableTypes types = VariableTypes.of(rule, catalogue);
    return !rule.head().relation().equals(ACCOUNT_GAIN)
        && catalogue.isA(types.narrowest(hop.from()), "principal")
        && catalogue.isEntity(types.narrowest(hop.to()));
  }

  static Rule limit(
      Rule rule, Hop hop, List<ChangedStateUnfolding.Changed> changed, boolean applies) {
    if (rule.body().stream().anyMatch(Absorption::isPremise)) {
      return new Rule(
          rule.head(),
          rule.body().stream().map(literal -> underChange(literal, changed)).toList(),
          rule.position());
    }
    if (!applies) {
      return rule;
    }
    List<Literal> body = new ArrayList<>();
    rule.body().forEach(literal -> body.add(limited(literal, hop.to(), changed)));
    body.add(premise(hop.from(), hop.to(), changed));
    return new Rule(rule.head(), body, rule.position());
  }

  /// A block by which somebody the attacker holds acts on the thing that is gained: whoever
  /// controls the account need not act for another.
  private static Literal limited(
      Literal literal, String to, List<ChangedStateUnfolding.Changed> changed) {
    if (!(literal instanceof Literal.Existential block)
        || !RuleVariables.of(block).containsKey(to)) {
      return literal;
    }
    List<Literal> body = new ArrayList<>(block.body());
    for (Literal inner : block.body()) {
      if (inner instanceof Literal.Positive(Atom atom)
          && atom.relation().equals(HELD)
          && atom.terms().getFirst() instanceof Term.Variable actor) {
        body.add(premise(actor.name(), to, changed));
      }
    }
    return new Literal.Existential(block.witnesses(), body, block.position());
  }

  private static Literal premise(
      String from, String to, List<ChangedStateUnfolding.Changed> changed) {
    List<Term> ends =
        List.of(new Term.Variable(from, Position.NONE), new Term.Variable(to, Position.NONE));
    return underChange(new Literal.Positive(new Atom(PREMISE, ends, Position.NONE)), changed);
  }

  private static boolean isPremise(Literal literal) {
    return literal instanceof Literal.Positive(Atom atom) && atom.relation().equals(PREMISE);
  }

  private static Literal underChange(Literal literal, List<ChangedStateUnfolding.Changed> changed) {
    if (!(literal instanceof Literal.Positive(Atom atom)
        && isPremise(literal)
        && atom.terms().getFirst() instanceof Term.Variable variable)) {
      return literal;
    }
    String control = CONTROL;
    for (ChangedStateUnfolding.Changed change : changed) {
      if (change.principal().equals(variable.name())) {
        control = change.state().use().getOrDefault(control, control);
      }
    }
    String relation = PREMISE + control.substring(CONTROL.length());
    return new Literal.Positive(new Atom(relation, atom.terms(), atom.position()));
  }
}
