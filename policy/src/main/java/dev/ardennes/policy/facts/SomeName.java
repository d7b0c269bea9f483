package dev.ardennes.policy.facts;

import dev.ardennes.model.Assumption;
import dev.ardennes.policy.Alternative;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.Verdict;
import dev.ardennes.policy.aws.NamedAlternative;
import dev.ardennes.policy.aws.NamedDecision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Decisions about sets of names, where one name of the set is enough.
final class SomeName {
  private SomeName() {}

  static Decision of(NamedDecision decision) {
    List<Alternative> alternatives = new ArrayList<>();
    decision.alternatives().forEach(named -> alternatives.addAll(of(named).alternatives()));
    return new Decision(decision.verdict(), alternatives, decision.complete(), decision.controls());
  }

  static Decision of(NamedAlternative named) {
    Alternative alternative = named.alternative();
    Optional<Assumption> depends = named.names().assumption();
    if (depends.isPresent()) {
      List<Alternative.Assumed> assumed = new ArrayList<>(alternative.assumed());
      assumed.add(new Alternative.Assumed(depends.get(), alternative.factIds(), false));
      alternative = new Alternative(alternative.factIds(), assumed, alternative.choices());
    }
    Verdict verdict = alternative.unconditional() ? Verdict.YES : Verdict.CONDITIONAL;
    return new Decision(verdict, List.of(alternative), true, List.of());
  }
}
