package dev.ardennes.engine.datalog;

import dev.ardennes.oracle.datalog.Fact;
import dev.ardennes.oracle.datalog.NaiveResult;
import dev.ardennes.rules.datalog.Atom;
import dev.ardennes.rules.datalog.Literal;
import dev.ardennes.rules.datalog.Program;
import dev.ardennes.rules.datalog.Rule;
import dev.ardennes.rules.datalog.Stratification;
import dev.ardennes.rules.datalog.Term;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Says what a random program makes use of, so that a run can show what it covered.
final class Features {

  static final Set<String> ALL =
      Set.of(
          "recursion",
          "mutual recursion",
          "negation",
          "repeated variable",
          "constant",
          "wildcard",
          "equality",
          "inequality",
          "computed relation",
          "joined names",
          "some",
          "nested some",
          "some over names",
          "input that is derived",
          "nullary relation",
          "stated fact",
          "something derived",
          "ten steps");

  private final Set<String> found = new TreeSet<>();
  private final RandomCase test;

  private Features(RandomCase test) {
    this.test = test;
  }

  static Set<String> of(RandomCase test, NaiveResult result) {
    Features features = new Features(test);
    Program program = test.program();
    features.recursion(program.rules());
    for (Rule rule : program.rules()) {
      features.check("stated fact", rule.isFact());
      features.atom(rule.head());
      features.body(rule.body(), 0);
      features.names(rule);
    }
    features.check(
        "input that is derived",
        test.facts().stream().anyMatch(fact -> fact.relation().startsWith("d")));
    Set<Fact> given = new HashSet<>(test.facts());
    given.addAll(test.tables());
    features.check("something derived", result.facts().size() > given.size());
    features.check("ten steps", result.instances().size() >= 10);
    return features.found;
  }

  private void check(String feature, boolean present) {
    if (present) {
      found.add(feature);
    }
  }

  private void recursion(List<Rule> rules) {
    for (List<String> component : Stratification.of(rules).components()) {
      check("mutual recursion", component.size() > 1);
      for (Rule rule : rules) {
        String head = rule.head().relation();
        check(
            "recursion",
            component.contains(head)
                && rule.body().stream()
                    .anyMatch(
                        literal ->
                            literal instanceof Literal.Positive positive
                                && component.contains(positive.atom().relation())));
      }
    }
  }

  private void body(List<Literal> body, int depth) {
    for (Literal literal : body) {
      switch (literal) {
        case Literal.Positive positive -> atom(positive.atom());
        case Literal.Negative negative -> {
          found.add("negation");
          atom(negative.atom());
        }
        case Literal.Comparison comparison ->
            found.add(comparison.operator() == Literal.Operator.EQUAL ? "equality" : "inequality");
        case Literal.Existential existential -> {
          found.add(depth == 0 ? "some" : "nested some");
          body(existential.body(), depth + 1);
        }
      }
    }
  }

  private void atom(Atom atom) {
    Set<String> seen = new HashSet<>();
    check("nullary relation", atom.arity() == 0);
    check("computed relation", test.modes().containsKey(atom.relation()));
    for (Term term : atom.terms()) {
      switch (term) {
        case Term.Variable variable -> check("repeated variable", !seen.add(variable.name()));
        case Term.Constant constant -> found.add("constant");
        case Term.Numeral numeral -> found.add("constant");
        case Term.Wildcard wildcard -> found.add("wildcard");
      }
    }
  }

  private void names(Rule rule) {
    String text = rule.body().toString();
    for (String variable : List.of("name=s0,", "name=s1,")) {
      int first = text.indexOf(variable);
      check("joined names", first >= 0 && text.indexOf(variable, first + 1) > 0);
    }
    for (Literal literal : rule.body()) {
      check(
          "some over names",
          literal instanceof Literal.Existential && literal.toString().contains("name=s"));
    }
  }
}
