package dev.ardennes.rules.compile;

import dev.ardennes.model.Catalogue;
import dev.ardennes.model.Position;
import dev.ardennes.rules.Hop;
import dev.ardennes.rules.datalog.Atom;
import dev.ardennes.rules.datalog.Literal;
import dev.ardennes.rules.datalog.Rule;
import dev.ardennes.rules.datalog.Term;
import java.util.ArrayList;
import java.util.List;

/// Who controls an account takes no further step inside it: steps of a principal get the premise
/// `not_absorbed(from, to)`, except the step that gains the account.
public final class Absorption {
  private static final String PREMISE = "not_absorbed";
  private static final String ACCOUNT_GAIN = "controls_account";

  private Absorption() {}

  /// The rule with the premise if it needs it, else the rule itself.
  public static Rule limit(Rule rule, Hop hop, Catalogue catalogue) {
    VariableTypes types = VariableTypes.of(rule, catalogue);
    boolean applies =
        !rule.head().relation().equals(ACCOUNT_GAIN)
            && catalogue.isA(types.narrowest(hop.from()), "principal")
            && catalogue.isEntity(types.narrowest(hop.to()))
            && rule.body().stream().noneMatch(Absorption::isPremise);
    if (!applies) {
      return rule;
    }
    List<Literal> body = new ArrayList<>(rule.body());
    List<Term> ends =
        List.of(
            new Term.Variable(hop.from(), Position.NONE),
            new Term.Variable(hop.to(), Position.NONE));
    body.add(new Literal.Positive(new Atom(PREMISE, ends, Position.NONE)));
    return new Rule(rule.head(), body, rule.position());
  }

  private static boolean isPremise(Literal literal) {
    return literal instanceof Literal.Positive(Atom atom) && atom.relation().equals(PREMISE);
  }
}
