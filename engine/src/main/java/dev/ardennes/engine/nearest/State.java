package dev.ardennes.engine.nearest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How far a rule has been tried.
///
/// @param done the premises that are answered, as bits
/// @param holding those of them that hold and are no gain of the attacker's
/// @param deferred premises about the attacker that are taken not to hold, and wait for values
record State(
    Map<String, String> values,
    long done,
    long holding,
    long deferred,
    List<Ground> stated,
    List<Ground> held,
    List<Ground> wanted,
    List<Missed> missing) {
  /// A premise that does not hold, by its place in the rule.
  ///
  /// @param near whether something in the estate comes near it
  record Missed(int premise, Ground ground, boolean near) {}

  static State start(Map<String, String> values) {
    return new State(values, 0, 0, 0, List.of(), List.of(), List.of(), List.of());
  }

  boolean isDone(int premise) {
    return (done & 1L << premise) != 0;
  }

  int countDone() {
    return Long.bitCount(done);
  }

  boolean holds(int premise) {
    return (holding & 1L << premise) != 0;
  }

  boolean isDeferred(int premise) {
    return (deferred & 1L << premise) != 0;
  }

  State with(Map<String, String> others) {
    return new State(others, done, holding, deferred, stated, held, wanted, missing);
  }

  State with(String variable, String value) {
    Map<String, String> more = new HashMap<>(values);
    more.put(variable, value);
    return with(more);
  }

  State done(int premise) {
    return new State(
        values, done | 1L << premise, holding, deferred, stated, held, wanted, missing);
  }

  State holding(int premise) {
    long bit = 1L << premise;
    return new State(values, done | bit, holding | bit, deferred, stated, held, wanted, missing);
  }

  /// As [#holding(int)] of a premise that some source states.
  State stated(int premise, Ground ground) {
    State next = holding(premise);
    return new State(
        next.values, next.done, next.holding, deferred, and(stated, ground), held, wanted, missing);
  }

  State deferred(int premise) {
    return new State(
        values, done, holding, deferred | 1L << premise, stated, held, wanted, missing);
  }

  State held(int premise, Ground ground) {
    return new State(
        values,
        done | 1L << premise,
        holding,
        deferred,
        stated,
        and(held, ground),
        wanted,
        missing);
  }

  State wanted(int premise, Ground ground) {
    return new State(
        values,
        done | 1L << premise,
        holding,
        deferred,
        stated,
        held,
        and(wanted, ground),
        missing);
  }

  State missing(int premise, Ground ground, boolean near) {
    List<Missed> more = and(missing, new Missed(premise, ground, near));
    return new State(values, done | 1L << premise, holding, deferred, stated, held, wanted, more);
  }

  private static <T> List<T> and(List<T> list, T item) {
    List<T> longer = new ArrayList<>(list);
    longer.add(item);
    return longer;
  }
}
