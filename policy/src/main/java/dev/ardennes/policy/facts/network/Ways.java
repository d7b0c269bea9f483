package dev.ardennes.policy.facts.network;

import dev.ardennes.policy.Control;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.Disjunction;
import dev.ardennes.policy.Verdict;
import java.util.List;

/// Puts decisions together of which one suffices.
final class Ways {
  private Ways() {}

  static Decision no(Control.Kind kind, String says, List<String> factIds) {
    Control control = new Control(kind, says, factIds.stream().sorted().distinct().toList());
    return new Decision(Verdict.NO, List.of(), true, List.of(control));
  }

  /// One of the decisions must be yes; where there is none that says why not, the answer is the
  /// last argument.
  static Decision either(List<Decision> decisions, Decision otherwise) {
    Decision any = Disjunction.of(decisions);
    return any.verdict() == Verdict.NO && any.controls().isEmpty() ? otherwise : any;
  }
}
