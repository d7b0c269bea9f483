package dev.ardennes.rules.check;

import dev.ardennes.model.Catalogue;
import dev.ardennes.model.Relation;
import dev.ardennes.rules.GroundFact;
import dev.ardennes.rules.datalog.Atom;
import dev.ardennes.rules.datalog.Literal;
import dev.ardennes.rules.datalog.Rule;
import dev.ardennes.rules.datalog.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/// The plainest thing that can run rules, for tests of this module: tries every fact of a premise's
/// relation until nothing is new.
public final class PlainEvaluator implements Evaluator {
  private final Catalogue catalogue = Catalogue.standard();

  @Override
  public Set<GroundFact> derive(List<Rule> rules, Set<GroundFact> given) {
    Set<GroundFact> facts = new LinkedHashSet<>(given);
    Set<GroundFact> found = new LinkedHashSet<>();
    do {
      facts.addAll(found);
      found.clear();
      Map<String, List<GroundFact>> known = byRelation(facts);
      for (Rule rule : rules) {
        join(rule.body(), known, new HashMap<>(), bound -> found.add(head(rule.head(), bound)));
      }
      found.removeAll(facts);
    } while (!found.isEmpty());
    return facts;
  }

  private static Map<String, List<GroundFact>> byRelation(Set<GroundFact> facts) {
    Map<String, List<GroundFact>> sorted = new HashMap<>();
    for (GroundFact fact : facts) {
      sorted.computeIfAbsent(fact.relation(), relation -> new ArrayList<>()).add(fact);
    }
    return sorted;
  }

  private static GroundFact head(Atom head, Map<String, Set<String>> bound) {
    List<String> args = new ArrayList<>();
    for (Term term : head.terms()) {
      args.add(
          term instanceof Term.Variable variable
              ? Objects.requireNonNull(bound.get(variable.name())).iterator().next()
              : ((Term.Constant) term).text());
    }
    return new GroundFact(head.relation(), args);
  }

  /// Comparisons and negation come last: then their variables are bound.
  private void join(
      List<Literal> body,
      Map<String, List<GroundFact>> facts,
      Map<String, Set<String>> bound,
      Consumer<Map<String, Set<String>>> each) {
    List<Literal> ordered = new ArrayList<>();
    body.stream().filter(PlainEvaluator::binds).forEach(ordered::add);
    body.stream().filter(literal -> !binds(literal)).forEach(ordered::add);
    step(ordered, 0, facts, bound, each);
  }

  private static boolean binds(Literal literal) {
    return literal instanceof Literal.Positive || literal instanceof Literal.Existential;
  }

  private void step(
      List<Literal> body,
      int at,
      Map<String, List<GroundFact>> facts,
      Map<String, Set<String>> bound,
      Consumer<Map<String, Set<String>>> each) {
    if (at == body.size()) {
      each.accept(bound);
      return;
    }
    switch (body.get(at)) {
      case Literal.Positive(Atom atom) -> {
        for (GroundFact fact : facts.getOrDefault(atom.relation(), List.of())) {
          Map<String, Set<String>> next = new HashMap<>(bound);
          if (matches(atom, fact, next)) {
            step(body, at + 1, facts, next, each);
          }
        }
      }
      case Literal.Existential some ->
          join(some.body(), facts, bound, next -> step(body, at + 1, facts, next, each));
      case Literal.Negative(Atom atom, var position) -> {
        if (facts.getOrDefault(atom.relation(), List.of()).stream()
            .noneMatch(fact -> matches(atom, fact, new HashMap<>(bound)))) {
          step(body, at + 1, facts, bound, each);
        }
      }
      case Literal.Comparison comparison -> {
        boolean equal = value(comparison.left(), bound).equals(value(comparison.right(), bound));
        if (equal == (comparison.operator() == Literal.Operator.EQUAL)) {
          step(body, at + 1, facts, bound, each);
        }
      }
    }
  }

  private static Set<String> value(Term term, Map<String, Set<String>> bound) {
    return term instanceof Term.Variable variable
        ? Objects.requireNonNull(bound.get(variable.name()))
        : Set.of(((Term.Constant) term).text());
  }

  private boolean matches(Atom atom, GroundFact fact, Map<String, Set<String>> bound) {
    if (atom.arity() != fact.args().size()) {
      return false;
    }
    Relation relation = Objects.requireNonNull(catalogue.relation(atom.relation()));
    for (int i = 0; i < atom.arity(); i++) {
      boolean names = relation.columns().get(i).type().equals(Catalogue.NAMES);
      if (!matches(atom.terms().get(i), values(fact.args().get(i), names), bound)) {
        return false;
      }
    }
    return true;
  }

  private static Set<String> values(String arg, boolean names) {
    return names ? Evaluator.names(arg) : Set.of(arg);
  }

  private static boolean matches(Term term, Set<String> values, Map<String, Set<String>> bound) {
    return switch (term) {
      case Term.Wildcard wildcard -> true;
      case Term.Constant constant -> values.contains(constant.text());
      case Term.Numeral numeral -> values.contains(Long.toString(numeral.value()));
      case Term.Variable variable -> {
        Set<String> both = new TreeSet<>(values);
        both.retainAll(bound.getOrDefault(variable.name(), values));
        bound.put(variable.name(), both);
        yield !both.isEmpty();
      }
    };
  }
}
