package dev.ardennes.policy.facts.kubernetes;

import dev.ardennes.policy.Alternative;
import dev.ardennes.policy.Decision;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// Puts decisions together.
final class Answers {
  private Answers() {}

  /// The decision, with further facts in each alternative.
  static Decision with(Decision decision, Function<Alternative, Collection<String>> facts) {
    List<Alternative> alternatives = new ArrayList<>();
    for (Alternative alternative : decision.alternatives()) {
      Set<String> all = new TreeSet<>(alternative.factIds());
      all.addAll(facts.apply(alternative));
      alternatives.add(
          new Alternative(List.copyOf(all), alternative.assumed(), alternative.choices()));
    }
    return new Decision(decision.verdict(), alternatives, decision.complete(), decision.controls());
  }
}
