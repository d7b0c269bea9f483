package dev.ardennes.collect.helm.functions;

import static dev.ardennes.collect.helm.value.Value.bool;

import dev.ardennes.collect.helm.template.Call;
import dev.ardennes.collect.helm.value.Truth;
import dev.ardennes.collect.helm.value.Value;

/// `default` and its like. Of a given unknown value it is not known whether it is empty; it counts
/// as given, since a name for what is not known says more than a default that may not apply.
final class DefaultFunctions {
  private static final int MOST = Integer.MAX_VALUE;

  private DefaultFunctions() {}

  static void register(HelmLibrary.Registry registry) {
    registry
        .open("default", 1, 2, DefaultFunctions::orDefault)
        .open("empty", 1, 1, DefaultFunctions::empty)
        .open("coalesce", 0, MOST, DefaultFunctions::coalesce)
        .open("all", 0, MOST, call -> count(call, Truth.NO))
        .open("any", 0, MOST, call -> count(call, Truth.YES))
        .open("ternary", 3, 3, DefaultFunctions::ternary);
  }

  private static Value orDefault(Call call) {
    boolean given = call.size() > 1 && Truth.of(call.get(1)) != Truth.NO;
    return given ? call.get(1) : call.get(0);
  }

  private static Value empty(Call call) {
    return switch (Truth.of(call.get(0))) {
      case YES -> Value.FALSE;
      case NO -> Value.TRUE;
      case UNKNOWN -> call.unknown();
    };
  }

  private static Value coalesce(Call call) {
    return call.arguments().stream()
        .filter(value -> Truth.of(value) != Truth.NO)
        .findFirst()
        .orElse(Value.NIL);
  }

  /// `all` is decided by the first false value, `any` by the first true one.
  private static Value count(Call call, Truth deciding) {
    boolean open = false;
    for (Value value : call.arguments()) {
      Truth truth = Truth.of(value);
      if (truth == deciding) {
        return bool(deciding == Truth.YES);
      }
      open |= truth == Truth.UNKNOWN;
    }
    return open ? call.unknown() : bool(deciding == Truth.NO);
  }

  private static Value ternary(Call call) {
    return switch (call.get(2)) {
      case Value.Bool bool -> bool.value() ? call.get(0) : call.get(1);
      case Value.UnknownValue _ -> call.get(0).equals(call.get(1)) ? call.get(0) : call.unknown();
      default -> throw call.failure("its condition is no truth value");
    };
  }
}
