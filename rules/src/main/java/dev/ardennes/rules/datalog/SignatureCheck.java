package dev.ardennes.rules.datalog;

import dev.ardennes.model.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Checks that relations are declared once and used as declared: number of arguments, types of
/// constants, and one type for each variable.
public final class SignatureCheck {

  private final Map<String, Declaration> declared = new LinkedHashMap<>();
  private final Map<String, Atom> firstUse = new HashMap<>();
  private final boolean declarationsNeeded;
  private final Problems problems = new Problems();

  private SignatureCheck(boolean declarationsNeeded) {
    this.declarationsNeeded = declarationsNeeded;
  }

  /// Checks a program whose relations must all be declared.
  public static List<RuleProblem> check(Program program) {
    return check(program, true);
  }

  /// Checks bare rules: relations without a declaration only have to keep one arity.
  public static List<RuleProblem> checkUndeclared(List<Rule> rules) {
    return check(new Program(List.of(), List.of(), rules), false);
  }

  private static List<RuleProblem> check(Program program, boolean declarationsNeeded) {
    SignatureCheck check = new SignatureCheck(declarationsNeeded);
    program.declarations().forEach(check::declaration);
    program.directives().forEach(check::directive);
    program.rules().forEach(check::rule);
    return check.problems.sorted();
  }

  private void declaration(Declaration declaration) {
    Declaration earlier = declared.putIfAbsent(declaration.relation(), declaration);
    if (earlier != null) {
      problems.add(
          declaration.position(),
          "`" + declaration.relation() + "` is declared twice, first at " + earlier.position(),
          "remove one of the two declarations");
    }
  }

  private void directive(Directive directive) {
    if (!declared.containsKey(directive.relation())) {
      undeclared(directive.relation(), directive.position());
    }
  }

  private void undeclared(String relation, Position position) {
    problems.add(
        position, "relation `" + relation + "` is not declared", "declare it, or mend its name");
  }

  private void rule(Rule rule) {
    Map<String, Use> types = new HashMap<>();
    atom(rule.head(), types);
    body(rule.body(), types);
  }

  private void body(List<Literal> body, Map<String, Use> types) {
    List<Literal.Comparison> comparisons = new ArrayList<>();
    for (Literal literal : body) {
      switch (literal) {
        case Literal.Positive positive -> atom(positive.atom(), types);
        case Literal.Negative negative -> {
          atom(negative.atom(), types);
          refuseNames(negative.atom());
        }
        case Literal.Comparison comparison -> comparisons.add(comparison);
        case Literal.Existential existential -> body(existential.body(), types);
      }
    }
    comparisons.forEach(comparison -> comparison(comparison, types));
  }

  private void atom(Atom atom, Map<String, Use> types) {
    Declaration declaration = declared.get(atom.relation());
    if (declaration == null) {
      undeclaredAtom(atom);
      return;
    }
    if (declaration.arity() != atom.arity()) {
      arity(atom, declaration.arity(), "declared with");
      return;
    }
    for (int i = 0; i < atom.arity(); i++) {
      term(atom.terms().get(i), declaration.columns().get(i), types);
    }
  }

  private void undeclaredAtom(Atom atom) {
    if (declarationsNeeded) {
      undeclared(atom.relation(), atom.position());
      return;
    }
    Atom first = firstUse.putIfAbsent(atom.relation(), atom);
    if (first != null && first.arity() != atom.arity()) {
      arity(atom, first.arity(), "used at " + first.position() + " with");
    }
  }

  private void arity(Atom atom, int wanted, String where) {
    problems.add(
        atom.position(),
        "`"
            + atom.relation()
            + "` has "
            + arguments(atom.arity())
            + " here and is "
            + where
            + " "
            + wanted,
        "give it " + arguments(wanted));
  }

  private static String arguments(int count) {
    return count == 1 ? "1 argument" : count + " arguments";
  }

  private void term(Term term, Declaration.Column column, Map<String, Use> types) {
    switch (term) {
      case Term.Variable variable -> variable(variable, column.type(), types);
      case Term.Constant constant -> constant(term, ColumnType.SYMBOL, column.type());
      case Term.Numeral number -> constant(term, ColumnType.NUMBER, column.type());
      case Term.Wildcard wildcard -> {}
    }
  }

  private void constant(Term term, ColumnType is, ColumnType wanted) {
    if (is == wanted) {
      return;
    }
    String help =
        switch (wanted) {
          case SYMBOL -> "quote it";
          case NUMBER -> "write a number without quotes";
          case NAMES -> "use a variable; a set of names has no notation";
        };
    problems.add(
        term.position(),
        "`" + DatalogText.of(term) + "` stands in a column of type `" + wanted.keyword() + "`",
        help);
  }

  private void variable(Term.Variable variable, ColumnType type, Map<String, Use> types) {
    Use earlier = types.putIfAbsent(variable.name(), new Use(type, variable.position()));
    if (earlier != null && earlier.type != type) {
      problems.add(
          variable.position(),
          "`"
              + variable.name()
              + "` is a "
              + type.keyword()
              + " here and a "
              + earlier.type.keyword()
              + " at "
              + earlier.position,
          "use two variables");
    }
  }

  private void refuseNames(Atom atom) {
    Declaration declaration = declared.get(atom.relation());
    if (declaration == null || declaration.arity() != atom.arity()) {
      return;
    }
    for (int i = 0; i < atom.arity(); i++) {
      Term term = atom.terms().get(i);
      if (declaration.columns().get(i).type() == ColumnType.NAMES
          && !(term instanceof Term.Wildcard)) {
        problems.add(
            term.position(),
            "a set of names in a negated atom",
            "write `_` there; whether two sets share no name cannot be asked");
      }
    }
  }

  private void comparison(Literal.Comparison comparison, Map<String, Use> types) {
    Use left = use(comparison.left(), types);
    Use right = use(comparison.right(), types);
    if (isNames(left) || isNames(right)) {
      problems.add(
          comparison.position(),
          "a set of names is compared",
          "use one variable in both premises; they are then joined by intersection");
    } else if (left != null && right != null && left.type != right.type) {
      problems.add(
          comparison.position(),
          "a " + left.type.keyword() + " is compared with a " + right.type.keyword(),
          "compare values of one type");
    }
  }

  private static boolean isNames(@Nullable Use use) {
    return use != null && use.type == ColumnType.NAMES;
  }

  /// What is known of a term's type; null for a variable that no atom uses.
  private static @Nullable Use use(Term term, Map<String, Use> types) {
    return switch (term) {
      case Term.Variable variable -> types.get(variable.name());
      case Term.Constant constant -> new Use(ColumnType.SYMBOL, constant.position());
      case Term.Numeral number -> new Use(ColumnType.NUMBER, number.position());
      case Term.Wildcard wildcard -> null;
    };
  }

  private record Use(ColumnType type, Position position) {}
}
