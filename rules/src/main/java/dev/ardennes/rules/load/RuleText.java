package dev.ardennes.rules.load;

import dev.ardennes.model.Position;
import dev.ardennes.model.yaml.YamlNode;
import dev.ardennes.rules.datalog.Atom;
import dev.ardennes.rules.datalog.DatalogParser;
import dev.ardennes.rules.datalog.Dialect;
import dev.ardennes.rules.datalog.Literal;
import dev.ardennes.rules.datalog.ParseResult;
import dev.ardennes.rules.datalog.Rule;
import dev.ardennes.rules.datalog.RuleProblem;
import dev.ardennes.rules.datalog.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Rule text inside a YAML scalar: parsed, with all positions turned into places in the file.
final class RuleText {
  private RuleText() {}

  /// The statements that can be read; the others become problems.
  static List<Rule> rules(YamlNode.Scalar scalar, Findings findings) {
    ParseResult result = DatalogParser.parse(scalar.text(), Dialect.TECHNIQUE);
    report(result.problems(), scalar, findings);
    refuseDeclarations(result, scalar, findings);
    Moved moved = new Moved(scalar::place);
    return result.program().rules().stream().map(moved::rule).toList();
  }

  /// One atom, the full stop left out or not; null, with problems, if it is none.
  static @Nullable Atom atom(YamlNode.Scalar scalar, Findings findings) {
    String text = scalar.text().stripTrailing();
    String statement = text.endsWith(".") ? text : text + ".";
    ParseResult result = DatalogParser.parse(statement, Dialect.TECHNIQUE);
    report(result.problems(), scalar, findings);
    refuseDeclarations(result, scalar, findings);
    List<Rule> rules = result.program().rules();
    if (rules.size() == 1 && rules.getFirst().isFact()) {
      return new Moved(scalar::place).atom(rules.getFirst().head());
    }
    if (result.problems().isEmpty()) {
      findings.error(
          scalar.position(),
          "`" + text + "` is not one fact",
          "write one, such as `controls(dev)`");
    }
    return null;
  }

  private static void report(
      List<RuleProblem> problems, YamlNode.Scalar scalar, Findings findings) {
    for (RuleProblem problem : problems) {
      findings.error(scalar.place(problem.position()), problem.says(), problem.help());
    }
  }

  private static void refuseDeclarations(
      ParseResult result, YamlNode.Scalar scalar, Findings findings) {
    List<Position> places = new ArrayList<>();
    result.program().declarations().forEach(d -> places.add(d.position()));
    result.program().directives().forEach(d -> places.add(d.position()));
    for (Position place : places) {
      findings.error(
          scalar.place(place),
          "a declaration in a technique",
          "remove it; the relation catalogue declares all relations");
    }
  }

  /// Copies syntax with other positions. `some` is nested a few levels deep at most.
  private record Moved(UnaryOperator<Position> place) {
    Rule rule(Rule rule) {
      return new Rule(atom(rule.head()), body(rule.body()), place.apply(rule.position()));
    }

    List<Literal> body(List<Literal> body) {
      return body.stream().map(this::literal).toList();
    }

    Literal literal(Literal literal) {
      Position at = place.apply(literal.position());
      return switch (literal) {
        case Literal.Positive positive -> new Literal.Positive(atom(positive.atom()));
        case Literal.Negative negative -> new Literal.Negative(atom(negative.atom()), at);
        case Literal.Comparison comparison ->
            new Literal.Comparison(
                term(comparison.left()), comparison.operator(), term(comparison.right()), at);
        case Literal.Existential existential ->
            new Literal.Existential(
                existential.witnesses().stream().map(this::variable).toList(),
                body(existential.body()),
                at);
      };
    }

    Atom atom(Atom atom) {
      List<Term> terms = atom.terms().stream().map(this::term).toList();
      return new Atom(atom.relation(), terms, place.apply(atom.position()));
    }

    Term term(Term term) {
      Position at = place.apply(term.position());
      return switch (term) {
        case Term.Variable variable -> new Term.Variable(variable.name(), at);
        case Term.Constant constant -> new Term.Constant(constant.text(), at);
        case Term.Numeral number -> new Term.Numeral(number.value(), at);
        case Term.Wildcard wildcard -> new Term.Wildcard(at);
      };
    }

    Term.Variable variable(Term.Variable variable) {
      return new Term.Variable(variable.name(), place.apply(variable.position()));
    }
  }
}
