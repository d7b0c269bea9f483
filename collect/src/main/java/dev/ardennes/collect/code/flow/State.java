package dev.ardennes.collect.code.flow;

import dev.ardennes.collect.code.program.Expression;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Variables and checks at one point of a function. Mutable; [#copy] where ways part.
final class State {
  final Map<String, Value> variables;

  /// How variables came about that may be asked in a condition.
  final Map<String, Expression> meanings = new LinkedHashMap<>();

  private Map<Origin, Narrowing> checks;
  private boolean dead;

  State() {
    this(new LinkedHashMap<>(), Map.of());
  }

  private State(Map<String, Value> variables, Map<Origin, Narrowing> checks) {
    this.variables = variables;
    this.checks = checks;
  }

  State copy() {
    State copy = new State(new LinkedHashMap<>(variables), checks);
    copy.dead = dead;
    copy.meanings.putAll(meanings);
    return copy;
  }

  /// A function's beginning: the checks go in, the variables do not.
  State inner() {
    return new State(new LinkedHashMap<>(), checks);
  }

  Map<Origin, Narrowing> checks() {
    return checks;
  }

  void checks(Map<Origin, Narrowing> now) {
    checks = now;
  }

  boolean dead() {
    return dead;
  }

  /// Variables may also have what they got on a way that was left early.
  void mayHave(State left) {
    left.variables.forEach((name, value) -> variables.merge(name, value, Value::or));
  }

  void die() {
    dead = true;
  }

  Narrowing of(Origin origin) {
    return checks.getOrDefault(origin, Narrowing.NONE);
  }

  void learn(Map<Origin, Narrowing> more) {
    checks = both(checks, more);
  }

  /// Takes over what holds where two ways meet again.
  void become(State one, State other) {
    if (one.dead || other.dead) {
      State live = one.dead ? other : one;
      variables.clear();
      variables.putAll(live.variables);
      checks = live.checks;
      dead = live.dead;
      return;
    }
    Map<String, Value> joined = new LinkedHashMap<>(one.variables);
    other.variables.forEach((name, value) -> joined.merge(name, value, Value::or));
    variables.clear();
    variables.putAll(joined);
    checks = either(one.checks, other.checks);
    dead = false;
  }

  static Map<Origin, Narrowing> both(Map<Origin, Narrowing> one, Map<Origin, Narrowing> other) {
    if (other.isEmpty()) {
      return one;
    }
    Map<Origin, Narrowing> all = new LinkedHashMap<>(one);
    other.forEach((origin, narrowing) -> all.merge(origin, narrowing, Narrowing::and));
    return all;
  }

  static Map<Origin, Narrowing> either(
      @Nullable Map<Origin, Narrowing> one, Map<Origin, Narrowing> other) {
    if (one == null || one.equals(other)) {
      return other;
    }
    Set<Origin> origins = new LinkedHashSet<>(one.keySet());
    origins.addAll(other.keySet());
    Map<Origin, Narrowing> left = new LinkedHashMap<>();
    for (Origin origin : origins) {
      Narrowing joined =
          one.getOrDefault(origin, Narrowing.NONE).or(other.getOrDefault(origin, Narrowing.NONE));
      if (!joined.equals(Narrowing.NONE)) {
        left.put(origin, joined);
      }
    }
    return left;
  }
}
