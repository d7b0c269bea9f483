package dev.ardennes.policy.facts;

import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.policy.Alternative;
import dev.ardennes.policy.Conjunction;
import dev.ardennes.policy.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// The part of a decision that rests on facts of some kind.
final class Narrowing {
  private Narrowing() {}

  /// Only what the group's policies give: what the user may do anyway is no gain of joining.
  static Decision through(FactBase facts, String group, Decision decision) {
    return of(
        facts,
        decision,
        fact -> fact.args().getFirst().equals(group),
        "the group's policies do not give it");
  }

  /// Only what a statement gives that writes out the resource.
  static Decision naming(FactBase facts, String resource, Decision decision) {
    String written = "\"" + facts.second("arn", resource) + "\"";
    return of(
        facts,
        decision,
        fact -> fact.args().getLast().contains(written),
        "no statement that allows it writes out the resource");
  }

  private static Decision of(
      FactBase facts, Decision decision, Predicate<Fact> needed, String otherwise) {
    List<Alternative> kept = new ArrayList<>();
    for (Alternative alternative : decision.alternatives()) {
      boolean rests =
          alternative.factIds().stream()
              .map(facts::fact)
              .anyMatch(fact -> fact != null && needed.test(fact));
      if (rests) {
        kept.add(alternative);
      }
    }
    return kept.isEmpty()
        ? Conjunction.no(otherwise)
        : new Decision(decision.verdict(), kept, decision.complete(), decision.controls());
  }
}
