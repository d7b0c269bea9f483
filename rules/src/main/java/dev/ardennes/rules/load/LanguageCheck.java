package dev.ardennes.rules.load;

import dev.ardennes.model.Catalogue;
import dev.ardennes.model.Position;
import dev.ardennes.model.Relation;
import dev.ardennes.model.Suggestion;
import dev.ardennes.rules.Atoms;
import dev.ardennes.rules.compile.ChangedStateUnfolding;
import dev.ardennes.rules.datalog.Atom;
import dev.ardennes.rules.datalog.DatalogText;
import dev.ardennes.rules.datalog.Literal;
import dev.ardennes.rules.datalog.Rule;
import dev.ardennes.rules.datalog.SafetyCheck;
import dev.ardennes.rules.datalog.Term;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Holds rules against the relation catalogue: relations, numbers of arguments, types, what may be
/// negated, and safety.
final class LanguageCheck {
  static final int MAX_RULES = 12;
  static final int MAX_PREMISES = 32;
  private static final Pattern ACTION = Pattern.compile("[a-z0-9-]+:[A-Za-z0-9]+(/[A-Za-z0-9]+)?");
  private static final Pattern SERVICE = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)+");

  private final Catalogue catalogue;
  private final Findings findings;

  LanguageCheck(Catalogue catalogue, Findings findings) {
    this.catalogue = catalogue;
    this.findings = findings;
  }

  /// Reports everything that is wrong with the rules of one file.
  ///
  /// @param shown variables that the file's other fields use, so that one occurrence is enough
  void check(List<Rule> rules, Set<String> shown) {
    if (rules.size() > MAX_RULES) {
      findings.error(
          rules.getFirst().position(),
          rules.size() + " rules, more than " + MAX_RULES,
          "split the file into several techniques");
      return;
    }
    SafetyCheck.check(rules).forEach(findings::add);
    for (Rule rule : rules) {
      rule(rule, shown);
    }
    heads(rules);
  }

  private void rule(Rule rule, Set<String> shown) {
    Relation head = relation(rule.head());
    Uses uses = new Uses();
    if (head != null) {
      head(rule, head);
      terms(rule.head(), head, uses);
    }
    if (Depth.premises(rule.body()) > MAX_PREMISES) {
      findings.error(rule.position(), "more than " + MAX_PREMISES + " premises", "split the rule");
    }
    body(rule.body(), uses);
    uses.single(shown);
    List<String> principals = new ChangedStateUnfolding(catalogue).principals(rule);
    if (principals.size() > ChangedStateUnfolding.MAX_PRINCIPALS) {
      findings.error(
          rule.position(),
          "decisions about " + principals.size() + " principals in one rule",
          "ask about " + ChangedStateUnfolding.MAX_PRINCIPALS + " at most; each doubles the rule");
    }
  }

  private void heads(List<Rule> rules) {
    String first = rules.getFirst().head().relation();
    for (Rule rule : rules) {
      if (!rule.head().relation().equals(first)) {
        findings.error(
            rule.position(),
            "this rule gains `" + rule.head().relation() + "` and the first one `" + first + "`",
            "one file holds one gain; write a file for each");
      }
    }
  }

  private void head(Rule rule, Relation head) {
    switch (head.origin()) {
      case ATTACKER -> attackerPremise(rule);
      case DERIVED -> derivedFromFacts(rule);
      case COLLECTED, COMPUTED ->
          findings.error(
              rule.position(),
              "a rule cannot state `" + head.name() + "`, which is " + head.origin().word(),
              "gain a relation of what the attacker has");
    }
  }

  private void attackerPremise(Rule rule) {
    for (Literal literal : rule.body()) {
      if (literal instanceof Literal.Positive(Atom atom)
          && isOrigin(atom, Relation.Origin.ATTACKER)) {
        return;
      }
    }
    findings.error(
        rule.position(),
        "no premise says what the attacker has",
        "begin the body with one, such as `controls(P)`");
  }

  private void derivedFromFacts(Rule rule) {
    for (Atom atom : Atoms.positive(rule.body())) {
      if (isOrigin(atom, Relation.Origin.ATTACKER)) {
        findings.error(
            atom.position(),
            "`" + atom.relation() + "` is what the attacker has and the head is not",
            "a derived relation follows from facts alone");
      }
    }
  }

  private boolean isOrigin(Atom atom, Relation.Origin origin) {
    Relation relation = catalogue.relation(atom.relation());
    return relation != null && relation.origin() == origin;
  }

  private void body(List<Literal> body, Uses uses) {
    for (Literal literal : body) {
      switch (literal) {
        case Literal.Positive(Atom atom) -> atom(atom, uses);
        case Literal.Negative(Atom atom, Position at) -> negative(atom, at, uses);
        case Literal.Comparison comparison -> {}
        case Literal.Existential existential -> body(existential.body(), uses);
      }
    }
    // a comparison is held against the types that the atoms around it give
    for (Literal literal : body) {
      if (literal instanceof Literal.Comparison comparison) {
        comparison(comparison, uses);
      }
    }
  }

  private void negative(Atom atom, Position at, Uses uses) {
    Relation relation = relation(atom);
    if (relation == null) {
      return;
    }
    if (relation.origin() != Relation.Origin.COLLECTED) {
      findings.error(
          at,
          "`" + relation.name() + "` is " + relation.origin().word() + " and cannot be negated",
          "only what a source states can be absent");
    }
    terms(atom, relation, uses);
  }

  private void comparison(Literal.Comparison comparison, Uses uses) {
    String left = uses.type(comparison.left());
    String right = uses.type(comparison.right());
    for (String type : new String[] {left, right}) {
      if (Catalogue.NAMES.equals(type)) {
        findings.error(
            comparison.position(),
            "sets of names are compared",
            "use one variable in both premises; they are joined by intersection");
        return;
      }
    }
    if (left != null && right != null && !catalogue.compatible(left, right)) {
      findings.error(
          comparison.position(),
          "`" + left + "` is compared with `" + right + "`, and nothing is both",
          "compare values of one type");
    }
    uses.count(comparison.left());
    uses.count(comparison.right());
  }

  private void atom(Atom atom, Uses uses) {
    Relation relation = relation(atom);
    if (relation != null) {
      terms(atom, relation, uses);
    }
  }

  /// The atom's relation if it exists with this number of arguments; else null, with a problem.
  @Nullable Relation relation(Atom atom) {
    Relation relation = catalogue.relation(atom.relation());
    if (relation == null) {
      List<String> names = catalogue.relations().stream().map(Relation::name).toList();
      findings.error(
          atom.position(),
          "no relation `" + atom.relation() + "`",
          Suggestion.nearest(atom.relation(), names)
              .map(name -> "did you mean `" + signature(name) + "`?")
              .orElse("the relation catalogue lists all relations"));
      return null;
    }
    if (relation.arity() != atom.arity()) {
      findings.error(
          atom.position(),
          "`"
              + relation.name()
              + "` has "
              + atom.arity()
              + " arguments here and takes "
              + relation.arity(),
          "write it as `" + signature(relation.name()) + "`");
      return null;
    }
    return relation;
  }

  private String signature(String name) {
    Relation relation = catalogue.relation(name);
    return relation == null
        ? name
        : name
            + "("
            + String.join(
                ", ", relation.columns().stream().map(c -> c.name() + ": " + c.type()).toList())
            + ")";
  }

  private void terms(Atom atom, Relation relation, Uses uses) {
    for (int i = 0; i < atom.arity(); i++) {
      Relation.Column column = relation.columns().get(i);
      switch (atom.terms().get(i)) {
        case Term.Variable variable -> uses.variable(variable, column, relation);
        case Term.Constant constant -> constant(constant, column, relation);
        case Term.Numeral number ->
            findings.error(
                number.position(),
                "`" + number.value() + "` stands in a column of type `" + column.type() + "`",
                "quote it");
        case Term.Wildcard wildcard -> {}
      }
    }
  }

  private void constant(Term.Constant constant, Relation.Column column, Relation relation) {
    if (!catalogue.isA(column.type(), "text")) {
      findings.error(
          constant.position(),
          DatalogText.of(constant).replace('"', '`')
              + " stands for one "
              + column.type()
              + " in `"
              + relation.name()
              + "`",
          "use a variable; a technique is about any estate");
    } else {
      form(constant, column.type());
    }
  }

  /// Actions and services have a form that catches most slips of the pen.
  void form(Term.Constant constant, String type) {
    String text = constant.text();
    if (type.equals("action") && !ACTION.matcher(text).matches()) {
      findings.error(
          constant.position(),
          "`" + text + "` is no action",
          "write the service and the action: `lambda:CreateFunction`");
    }
    if (type.equals("service") && !SERVICE.matcher(text).matches()) {
      findings.error(
          constant.position(),
          "`" + text + "` is no service",
          "write the service principal: `lambda.amazonaws.com`");
    }
  }

  /// The uses of a rule's variables. Each pair of a variable's types has to lie on one branch.
  private final class Uses {
    private final Map<String, List<Use>> byVariable = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();

    void variable(Term.Variable variable, Relation.Column column, Relation relation) {
      Use use = new Use(column.type(), relation.name(), variable.position());
      List<Use> earlier = byVariable.computeIfAbsent(variable.name(), name -> new ArrayList<>());
      for (Use other : earlier) {
        if (!catalogue.compatible(use.type, other.type)) {
          findings.error(
              variable.position(),
              "`"
                  + variable.name()
                  + "` is of type `"
                  + use.type
                  + "` in `"
                  + use.relation
                  + "` and of type `"
                  + other.type
                  + "` in `"
                  + other.relation
                  + "` at "
                  + other.position,
              "nothing is both; use two variables");
          break;
        }
      }
      earlier.add(use);
      count(variable);
    }

    void count(Term term) {
      if (term instanceof Term.Variable variable) {
        counts.merge(variable.name(), 1, Integer::sum);
      }
    }

    @Nullable String type(Term term) {
      return switch (term) {
        case Term.Variable variable ->
            byVariable.containsKey(variable.name())
                ? byVariable.get(variable.name()).getFirst().type
                : null;
        case Term.Constant constant -> "text";
        case Term.Numeral number -> null;
        case Term.Wildcard wildcard -> null;
      };
    }

    /// A variable that stands once joins nothing: mostly a slip of the pen.
    void single(Set<String> shown) {
      byVariable.forEach(
          (name, uses) -> {
            if (counts.getOrDefault(name, 0) == 1 && !shown.contains(name)) {
              findings.error(
                  uses.getFirst().position,
                  "`" + name + "` stands once in its rule and joins nothing",
                  "write `_`, or mend the name");
            }
          });
    }
  }

  private record Use(String type, String relation, Position position) {}

  private static final class Depth {
    static int premises(List<Literal> body) {
      int count = 0;
      for (Literal literal : body) {
        count +=
            literal instanceof Literal.Existential existential
                ? 1 + premises(existential.body())
                : 1;
      }
      return count;
    }
  }
}
