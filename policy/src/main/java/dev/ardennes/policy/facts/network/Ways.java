package dev.ardennes.policy.facts.network;

import dev.ardennes.policy.Alternative;
import dev.ardennes.policy.Control;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Puts decisions together of which one suffices.
final class Ways {
  private static final int MOST_ALTERNATIVES = 24;
  private static final Comparator<Alternative> ORDER =
      Comparator.comparing((Alternative one) -> !one.unconditional())
          .thenComparingInt(one -> one.assumed().size())
          .thenComparingInt(one -> one.factIds().size())
          .thenComparing(one -> String.join(" ", one.factIds()))
          .thenComparing(one -> one.assumptions().toString());

  private Ways() {}

  static Decision no(Control.Kind kind, String says, List<String> factIds) {
    Control control = new Control(kind, says, factIds.stream().sorted().distinct().toList());
    return new Decision(Verdict.NO, List.of(), true, List.of(control));
  }

  /// One of the decisions must be yes; where there is none, the answer is the last argument.
  static Decision either(List<Decision> decisions, Decision otherwise) {
    Map<List<Object>, Alternative> all = new LinkedHashMap<>();
    Set<Control> controls = new TreeSet<>();
    boolean complete = true;
    for (Decision decision : decisions) {
      for (Alternative one : decision.alternatives()) {
        all.putIfAbsent(List.of(one.factIds(), one.assumptions()), one);
      }
      controls.addAll(decision.controls());
      complete &= decision.complete();
    }
    List<Alternative> kept = all.values().stream().sorted(ORDER).limit(MOST_ALTERNATIVES).toList();
    if (kept.isEmpty()) {
      return controls.isEmpty()
          ? otherwise
          : new Decision(Verdict.NO, List.of(), complete, new ArrayList<>(controls));
    }
    boolean yes = kept.stream().anyMatch(Alternative::unconditional);
    return new Decision(
        yes ? Verdict.YES : Verdict.CONDITIONAL,
        kept,
        complete && kept.size() == all.size(),
        List.of());
  }
}
