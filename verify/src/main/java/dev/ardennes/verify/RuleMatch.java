package dev.ardennes.verify;

import dev.ardennes.model.Fact;
import dev.ardennes.rules.datalog.Atom;
import dev.ardennes.rules.datalog.Literal;
import dev.ardennes.rules.datalog.Rule;
import dev.ardennes.rules.datalog.Term;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether a gain follows from given facts by one rule: plain backtracking over the rule's
/// premises.
final class RuleMatch {
  private static final int MOST_TRIES = 200_000;

  /// Whether a premise `not relation(args)` may be taken to hold; `null` stands for any value.
  interface Absence {
    boolean holds(String relation, List<@Nullable String> args);
  }

  private final Collection<Fact> facts;
  private final Absence absence;
  private int tries;

  RuleMatch(Collection<Fact> facts, Absence absence) {
    this.facts = facts;
    this.absence = absence;
  }

  /// The values of the rule's variables under which it gives the gain; empty if it does not.
  Optional<Map<String, String>> match(Rule rule, Fact gain) {
    Map<String, String> bindings = new HashMap<>();
    if (!unify(rule.head(), gain, bindings)) {
      return Optional.empty();
    }
    tries = 0;
    return Optional.ofNullable(solve(rule.body(), 0, bindings));
  }

  /// One solution of the premises from `at` on; depth is bounded by the length of a rule.
  private @Nullable Map<String, String> solve(
      List<Literal> body, int at, Map<String, String> bindings) {
    if (at == body.size()) {
      return bindings;
    }
    return switch (body.get(at)) {
      case Literal.Positive positive -> {
        for (Fact fact : facts) {
          if (++tries > MOST_TRIES) {
            yield null;
          }
          Map<String, String> next = new HashMap<>(bindings);
          if (unify(positive.atom(), fact, next)) {
            Map<String, String> found = solve(body, at + 1, next);
            if (found != null) {
              yield found;
            }
          }
        }
        yield null;
      }
      case Literal.Existential block -> {
        List<Literal> rest = new ArrayList<>(block.body());
        Map<String, String> inside = solve(rest, 0, new HashMap<>(bindings));
        yield inside == null ? null : solve(body, at + 1, outer(inside, bindings, body, at));
      }
      case Literal.Comparison comparison ->
          compares(comparison, bindings) ? solve(body, at + 1, bindings) : null;
      case Literal.Negative negative ->
          absence.holds(negative.atom().relation(), values(negative.atom(), bindings))
              ? solve(body, at + 1, bindings)
              : null;
    };
  }

  /// What a block binds for premises after it: the variables they share with it.
  private static Map<String, String> outer(
      Map<String, String> inside, Map<String, String> before, List<Literal> body, int at) {
    Map<String, String> kept = new HashMap<>(before);
    for (String variable :
        dev.ardennes.rules.datalog.RuleVariables.of(body.subList(at + 1, body.size())).keySet()) {
      String value = inside.get(variable);
      if (value != null) {
        kept.putIfAbsent(variable, value);
      }
    }
    return kept;
  }

  private static boolean unify(Atom atom, Fact fact, Map<String, String> bindings) {
    if (!atom.relation().equals(fact.relation()) || atom.arity() != fact.args().size()) {
      return false;
    }
    for (int i = 0; i < atom.arity(); i++) {
      String value = fact.args().get(i);
      boolean same =
          switch (atom.terms().get(i)) {
            case Term.Wildcard wildcard -> true;
            case Term.Constant constant -> constant.text().equals(value);
            case Term.Numeral numeral -> Long.toString(numeral.value()).equals(value);
            case Term.Variable variable -> {
              String bound = bindings.putIfAbsent(variable.name(), value);
              yield bound == null || bound.equals(value);
            }
          };
      if (!same) {
        return false;
      }
    }
    return true;
  }

  private static boolean compares(Literal.Comparison comparison, Map<String, String> bindings) {
    boolean same =
        Objects.equals(value(comparison.left(), bindings), value(comparison.right(), bindings));
    return switch (comparison.operator()) {
      case EQUAL -> same;
      case NOT_EQUAL -> !same;
    };
  }

  private static List<@Nullable String> values(Atom atom, Map<String, String> bindings) {
    List<@Nullable String> values = new ArrayList<>();
    atom.terms().forEach(term -> values.add(value(term, bindings)));
    return values;
  }

  private static @Nullable String value(Term term, Map<String, String> bindings) {
    return switch (term) {
      case Term.Wildcard wildcard -> null;
      case Term.Constant constant -> constant.text();
      case Term.Numeral numeral -> Long.toString(numeral.value());
      case Term.Variable variable -> bindings.get(variable.name());
    };
  }
}
