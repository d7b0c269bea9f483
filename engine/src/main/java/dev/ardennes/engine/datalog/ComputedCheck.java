package dev.ardennes.engine.datalog;

import dev.ardennes.model.Position;
import dev.ardennes.rules.datalog.Atom;
import dev.ardennes.rules.datalog.ColumnType;
import dev.ardennes.rules.datalog.Declaration;
import dev.ardennes.rules.datalog.Directive;
import dev.ardennes.rules.datalog.Literal;
import dev.ardennes.rules.datalog.Program;
import dev.ardennes.rules.datalog.Rule;
import dev.ardennes.rules.datalog.RuleProblem;
import dev.ardennes.rules.datalog.RuleVariables;
import dev.ardennes.rules.datalog.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Checks that computed relations are only asked, and only in ways they can answer.
final class ComputedCheck {

  private final Map<String, ComputedRelation> computed;
  private final Map<String, Declaration> declarations = new HashMap<>();
  private final List<RuleProblem> problems = new ArrayList<>();

  private ComputedCheck(Program program, Map<String, ComputedRelation> computed) {
    this.computed = computed;
    for (Declaration declaration : program.declarations()) {
      declarations.put(declaration.relation(), declaration);
    }
  }

  /// The problems of a program with its computed relations.
  ///
  /// @throws IllegalArgumentException if a computed relation's own modes make no sense
  static List<RuleProblem> check(Program program, Map<String, ComputedRelation> computed) {
    ComputedCheck check = new ComputedCheck(program, computed);
    for (Declaration declaration : program.declarations()) {
      check.modes(declaration);
    }
    for (Directive directive : program.directives()) {
      check.directive(directive);
    }
    for (Rule rule : program.rules()) {
      check.rule(rule);
    }
    return check.problems;
  }

  private void modes(Declaration declaration) {
    ComputedRelation relation = computed.get(declaration.relation());
    if (relation == null) {
      return;
    }
    for (String mode : relation.modes()) {
      boolean sound = mode.matches("[bf]*") && mode.length() == declaration.arity();
      for (int i = 0; sound && i < mode.length(); i++) {
        sound = mode.charAt(i) == 'f' || declaration.columns().get(i).type() != ColumnType.NAMES;
      }
      if (!sound) {
        throw new IllegalArgumentException(
            "mode `" + mode + "` does not fit `" + declaration.relation() + "`");
      }
    }
  }

  private void directive(Directive directive) {
    if (directive.kind() == Directive.Kind.INPUT && computed.containsKey(directive.relation())) {
      problems.add(
          new RuleProblem(
              directive.position(),
              "`" + directive.relation() + "` is computed and cannot be read",
              "remove the directive"));
    }
  }

  private void rule(Rule rule) {
    if (computed.containsKey(rule.head().relation())) {
      problems.add(
          new RuleProblem(
              rule.position(),
              "`" + rule.head().relation() + "` is computed and cannot be derived",
              "derive a relation of your own and use both in premises"));
    }
    body(rule.body());
  }

  private void body(List<Literal> body) {
    List<Atom> asked = new ArrayList<>();
    Set<String> bound = new HashSet<>();
    for (Literal literal : body) {
      switch (literal) {
        case Literal.Positive positive when computed.containsKey(positive.atom().relation()) ->
            asked.add(positive.atom());
        case Literal.Positive positive -> bound.addAll(RuleVariables.of(positive.atom()).keySet());
        case Literal.Negative negative -> negated(negative.atom(), negative.position());
        case Literal.Comparison comparison -> {}
        case Literal.Existential existential -> {
          body(existential.body());
          bound.addAll(RuleVariables.of(existential.body()).keySet());
        }
      }
    }
    order(body, asked, bound);
  }

  private void negated(Atom atom, Position position) {
    if (computed.containsKey(atom.relation())) {
      problems.add(
          new RuleProblem(
              position,
              "`" + atom.relation() + "` is computed and cannot be negated",
              "negate only relations whose facts were collected"));
    }
  }

  /// Binding only grows, so taking whatever can be asked next finds an order if there is one.
  private void order(List<Literal> body, List<Atom> asked, Set<String> bound) {
    boolean progress = true;
    while (progress) {
      equalities(body, bound);
      progress = false;
      for (Atom atom : List.copyOf(asked)) {
        if (answerable(atom, bound)) {
          asked.remove(atom);
          bound.addAll(RuleVariables.of(atom).keySet());
          progress = true;
        }
      }
    }
    for (Atom atom : asked) {
      problems.add(
          new RuleProblem(
              atom.position(),
              "`" + atom.relation() + "` cannot be asked with the values that other premises give",
              "bind its arguments by other premises so that one of these fits (b is bound, f is"
                  + " free): "
                  + String.join(", ", modesOf(atom))));
    }
  }

  private List<String> modesOf(Atom atom) {
    ComputedRelation relation = computed.get(atom.relation());
    return relation == null ? List.of() : relation.modes();
  }

  private static void equalities(List<Literal> body, Set<String> bound) {
    boolean grew = true;
    while (grew) {
      grew = false;
      for (Literal literal : body) {
        if (literal instanceof Literal.Comparison(Term left, var operator, Term right, var at)
            && operator == Literal.Operator.EQUAL) {
          grew |= given(left, bound) && right instanceof Term.Variable r && bound.add(r.name());
          grew |= given(right, bound) && left instanceof Term.Variable l && bound.add(l.name());
        }
      }
    }
  }

  private boolean answerable(Atom atom, Set<String> bound) {
    for (String mode : modesOf(atom)) {
      boolean fits = mode.length() == atom.arity();
      for (int i = 0; fits && i < mode.length(); i++) {
        fits = mode.charAt(i) == 'f' || given(atom.terms().get(i), bound);
      }
      if (fits) {
        return true;
      }
    }
    return false;
  }

  private static boolean given(Term term, Set<String> bound) {
    return switch (term) {
      case Term.Variable variable -> bound.contains(variable.name());
      case Term.Constant constant -> true;
      case Term.Numeral numeral -> true;
      case Term.Wildcard wildcard -> false;
    };
  }
}
