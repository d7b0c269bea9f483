package dev.ardennes.conformance.techniques;

import dev.ardennes.model.Catalogue;
import dev.ardennes.model.Relation;
import dev.ardennes.oracle.datalog.Fact;
import dev.ardennes.oracle.datalog.NaiveEvaluator;
import dev.ardennes.oracle.datalog.Value;
import dev.ardennes.rules.GroundFact;
import dev.ardennes.rules.check.Declarations;
import dev.ardennes.rules.check.Evaluator;
import dev.ardennes.rules.datalog.Program;
import dev.ardennes.rules.datalog.Rule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Runs the cases of technique files in the oracle.
final class OracleEvaluator implements Evaluator {
  private final Catalogue catalogue = Catalogue.standard();

  @Override
  public Set<GroundFact> derive(List<Rule> rules, Set<GroundFact> facts) {
    List<String> names = new ArrayList<>();
    Set<Fact> given = new LinkedHashSet<>();
    for (GroundFact fact : facts) {
      given.add(fact(fact, names));
    }
    Program program = new Program(Declarations.of(catalogue), List.of(), rules);
    Set<GroundFact> found = new LinkedHashSet<>();
    for (Fact fact : NaiveEvaluator.evaluate(program, given).facts()) {
      if (fact.values().stream().allMatch(Value.Symbol.class::isInstance)) {
        found.add(new GroundFact(fact.relation(), texts(fact)));
      }
    }
    return found;
  }

  private static List<String> texts(Fact fact) {
    return fact.values().stream().map(value -> ((Value.Symbol) value).text()).toList();
  }

  private Fact fact(GroundFact fact, List<String> names) {
    Relation relation = Objects.requireNonNull(catalogue.relation(fact.relation()));
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < fact.args().size(); i++) {
      String arg = fact.args().get(i);
      values.add(
          relation.columns().get(i).type().equals(Catalogue.NAMES)
              ? new Value.Names(mask(Evaluator.names(arg), names))
              : new Value.Symbol(arg));
    }
    return new Fact(fact.relation(), values);
  }

  private static long mask(Set<String> set, List<String> names) {
    long mask = 0;
    for (String name : set) {
      if (!names.contains(name)) {
        names.add(name);
      }
      mask |= 1L << names.indexOf(name);
    }
    return mask;
  }
}
