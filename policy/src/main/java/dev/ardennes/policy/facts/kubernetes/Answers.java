package dev.ardennes.policy.facts.kubernetes;

import dev.ardennes.policy.Alternative;
import dev.ardennes.policy.Control;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// Puts decisions together.
final class Answers {
  private static final int MOST_ALTERNATIVES = 24;

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

  /// One of several decisions must be yes. An alternative stays although another needs less: which
  /// of them is told from less depends on facts that only forbid, and those are not listed.
  static Decision either(List<Decision> decisions) {
    Set<Alternative> all = new LinkedHashSet<>();
    Set<Control> controls = new TreeSet<>();
    boolean complete = true;
    for (Decision decision : decisions) {
      decision.alternatives().forEach(one -> add(one, all));
      controls.addAll(decision.controls());
      complete &= decision.complete();
    }
    List<Alternative> sorted = new ArrayList<>(all);
    sorted.sort(ORDER);
    List<Alternative> kept = sorted.stream().limit(MOST_ALTERNATIVES).toList();
    complete &= kept.size() == sorted.size();
    if (kept.isEmpty()) {
      return new Decision(Verdict.NO, List.of(), complete, List.copyOf(controls));
    }
    boolean yes = kept.stream().anyMatch(Alternative::unconditional);
    return new Decision(yes ? Verdict.YES : Verdict.CONDITIONAL, kept, complete, List.of());
  }

  private static void add(Alternative one, Set<Alternative> all) {
    boolean same =
        all.stream()
            .anyMatch(
                other ->
                    other.factIds().equals(one.factIds())
                        && other.assumptions().equals(one.assumptions()));
    if (!same) {
      all.add(one);
    }
  }

  private static final Comparator<Alternative> ORDER =
      Comparator.comparing((Alternative one) -> !one.unconditional())
          .thenComparingInt(one -> one.assumed().size())
          .thenComparingInt(one -> one.factIds().size())
          .thenComparing(one -> String.join(" ", one.factIds()))
          .thenComparing(one -> one.assumptions().toString());
}
