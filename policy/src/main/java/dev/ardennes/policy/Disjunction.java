package dev.ardennes.policy;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Puts decisions together of which one suffices.
public final class Disjunction {
  private static final int MOST_ALTERNATIVES = 24;
  private static final Comparator<Alternative> ORDER =
      Comparator.comparing((Alternative one) -> !one.unconditional())
          .thenComparingInt(one -> one.assumed().size())
          .thenComparingInt(one -> one.factIds().size())
          .thenComparing(one -> String.join(" ", one.factIds()))
          .thenComparing(one -> one.assumptions().toString());

  private Disjunction() {}

  /// One of several decisions must be yes. An alternative stays although another needs less: which
  /// of them is told from less depends on facts that only forbid, and those are not listed. Of many
  /// those that need least are kept, and the decision says that it is not complete.
  public static Decision of(List<Decision> decisions) {
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
      return new Decision(Verdict.NO, List.of(), complete, List.copyOf(controls));
    }
    boolean yes = kept.stream().anyMatch(Alternative::unconditional);
    return new Decision(
        yes ? Verdict.YES : Verdict.CONDITIONAL,
        kept,
        complete && kept.size() == all.size(),
        List.of());
  }
}
