package dev.ardennes.policy;

import dev.ardennes.model.Assumption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Several decisions that must all be yes.
public final class Conjunction {
  private static final int MOST_ALTERNATIVES = 24;

  /// Holds without any reason.
  public static final Decision TRUE =
      new Decision(
          Verdict.YES, List.of(new Alternative(List.of(), List.of(), List.of())), true, List.of());

  private Conjunction() {}

  /// A no that no policy makes: the question does not fit the estate.
  public static Decision no(String says) {
    Control control = new Control(Control.Kind.MISSING_ALLOW, says, List.of());
    return new Decision(Verdict.NO, List.of(), true, List.of(control));
  }

  /// A yes that rests on these facts alone.
  public static Decision because(List<String> factIds) {
    List<String> sorted = factIds.stream().sorted().distinct().toList();
    return new Decision(
        Verdict.YES, List.of(new Alternative(sorted, List.of(), List.of())), true, List.of());
  }

  /// A yes that rests on these facts and on an assumption.
  public static Decision assuming(Assumption assumption, List<String> factIds) {
    List<String> sorted = factIds.stream().sorted().distinct().toList();
    var assumed = new Alternative.Assumed(assumption, sorted, false);
    return new Decision(
        Verdict.CONDITIONAL,
        List.of(new Alternative(sorted, List.of(assumed), List.of())),
        true,
        List.of());
  }

  /// Each alternative joins one of either side; those with fewer assumptions come first.
  public static Decision and(Decision one, Decision other) {
    if (one.verdict() == Verdict.NO) {
      return one;
    }
    if (other.verdict() == Verdict.NO) {
      return other;
    }
    List<Alternative> joined = new ArrayList<>();
    for (Alternative left : one.alternatives()) {
      for (Alternative right : other.alternatives()) {
        joined.add(join(left, right));
      }
    }
    joined.sort(Comparator.comparingInt((Alternative a) -> a.assumed().size()));
    boolean complete = one.complete() && other.complete() && joined.size() <= MOST_ALTERNATIVES;
    List<Alternative> kept = joined.stream().limit(MOST_ALTERNATIVES).toList();
    boolean yes = kept.stream().anyMatch(Alternative::unconditional);
    return new Decision(yes ? Verdict.YES : Verdict.CONDITIONAL, kept, complete, List.of());
  }

  private static Alternative join(Alternative left, Alternative right) {
    TreeSet<String> factIds = new TreeSet<>(left.factIds());
    factIds.addAll(right.factIds());
    Map<Assumption, Alternative.Assumed> assumed = new TreeMap<>();
    left.assumed().forEach(a -> assumed.put(a.assumption(), a));
    right.assumed().forEach(a -> assumed.putIfAbsent(a.assumption(), a));
    List<Alternative.Choice> choices = new ArrayList<>(left.choices());
    choices.addAll(right.choices());
    return new Alternative(
        List.copyOf(factIds), List.copyOf(assumed.values()), choices.stream().distinct().toList());
  }
}
