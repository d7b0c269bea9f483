package dev.ardennes.rules.datalog;

import dev.ardennes.model.Position;
import java.util.HashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/// Checks that every rule has finitely many instances whatever the facts are.
///
/// A variable is bound by a positive atom, by `=` with a constant or a bound variable, or by a
/// block of `some` that binds it inside. Variables of the head, of negated atoms and of comparisons
/// must be bound; a block must bind all of its own.
public final class SafetyCheck {

  private final Problems problems = new Problems();

  private SafetyCheck() {}

  /// Checks each rule on its own; cost is linear in the text but for chains of `=`.
  public static List<RuleProblem> check(List<Rule> rules) {
    SafetyCheck check = new SafetyCheck();
    for (Rule rule : rules) {
      check.rule(rule);
    }
    return check.problems.sorted();
  }

  private void rule(Rule rule) {
    Set<String> bound = boundBy(rule.body());
    for (Term term : rule.head().terms()) {
      head(rule, term, bound);
    }
    body(rule.body(), bound);
    witnesses(rule);
  }

  private void head(Rule rule, Term term, Set<String> bound) {
    if (term instanceof Term.Wildcard) {
      problems.add(
          term.position(),
          "`_` in the head of a rule",
          "name a variable that a premise binds, or write a constant");
    } else if (term instanceof Term.Variable variable && !bound.contains(variable.name())) {
      problems.add(
          variable.position(),
          "no premise binds `" + variable.name() + "`, which the head uses",
          rule.isFact()
              ? "a fact takes constants only"
              : "use it in a premise that is neither negated nor a comparison");
    }
  }

  private void body(List<Literal> body, Set<String> bound) {
    for (Literal literal : body) {
      switch (literal) {
        case Literal.Positive positive -> {}
        case Literal.Negative negative ->
            unbound(RuleVariables.of(negative), bound, "a negated atom");
        case Literal.Comparison comparison -> {
          unbound(RuleVariables.of(comparison), bound, "a comparison");
          wildcard(comparison.left());
          wildcard(comparison.right());
        }
        case Literal.Existential existential ->
            body(existential.body(), boundBy(existential.body()));
      }
    }
  }

  private void unbound(SequencedMap<String, Position> used, Set<String> bound, String where) {
    used.forEach(
        (name, position) -> {
          if (!bound.contains(name)) {
            problems.add(
                position,
                "no premise binds `" + name + "`, which " + where + " uses",
                "use it in a positive premise of the same rule or of the same `some`");
          }
        });
  }

  private void wildcard(Term term) {
    if (term instanceof Term.Wildcard) {
      problems.add(term.position(), "`_` in a comparison", "compare with a variable or a constant");
    }
  }

  private void witnesses(Rule rule) {
    SequencedMap<String, Position> outside = RuleVariables.of(rule.head());
    witnesses(rule.body(), outside.keySet());
  }

  private void witnesses(List<Literal> body, Set<String> outside) {
    for (int i = 0; i < body.size(); i++) {
      if (body.get(i) instanceof Literal.Existential existential) {
        Set<String> around = new HashSet<>(outside);
        around.addAll(RuleVariables.of(body.subList(0, i)).keySet());
        around.addAll(RuleVariables.of(body.subList(i + 1, body.size())).keySet());
        witnesses(existential, around);
      }
    }
  }

  private void witnesses(Literal.Existential existential, Set<String> around) {
    Set<String> inside = RuleVariables.of(existential.body()).keySet();
    for (Term.Variable witness : existential.witnesses()) {
      if (!inside.contains(witness.name())) {
        problems.add(
            witness.position(),
            "`" + witness.name() + "` does not occur in the block of its `some`",
            "use it there, or remove it from the list");
      } else if (around.contains(witness.name())) {
        problems.add(
            witness.position(),
            "`" + witness.name() + "` also occurs outside its `some`",
            "rename one of the two; a witness is known only inside its block");
      }
    }
    witnesses(existential.body(), around);
  }

  /// The variables that the premises bind, by themselves.
  static Set<String> boundBy(List<Literal> body) {
    Set<String> bound = new HashSet<>();
    for (Literal literal : body) {
      if (literal instanceof Literal.Positive positive) {
        bound.addAll(RuleVariables.of(positive.atom()).keySet());
      } else if (literal instanceof Literal.Existential existential) {
        bound.addAll(boundBy(existential.body()));
      }
    }
    boolean grew = true;
    while (grew) {
      grew = false;
      for (Literal literal : body) {
        if (literal instanceof Literal.Comparison(Term left, var operator, Term right, var at)
            && operator == Literal.Operator.EQUAL) {
          grew |= isBound(left, bound) && right instanceof Term.Variable r && bound.add(r.name());
          grew |= isBound(right, bound) && left instanceof Term.Variable l && bound.add(l.name());
        }
      }
    }
    return bound;
  }

  private static boolean isBound(Term term, Set<String> bound) {
    return switch (term) {
      case Term.Variable variable -> bound.contains(variable.name());
      case Term.Constant constant -> true;
      case Term.Numeral number -> true;
      case Term.Wildcard wildcard -> false;
    };
  }
}
