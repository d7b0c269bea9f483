package dev.ardennes.collect.aws.cloudformation;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.collect.terraform.value.Values;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// The conditions of a template. Each is decided once, when somebody asks.
final class Conditions {
  private final Map<String, Json> declared;
  private final Session session;
  private final Evaluator evaluator;
  private final Map<String, Truth> decided = new HashMap<>();
  private final Set<String> deciding = new HashSet<>();

  Conditions(Map<String, Json> declared, Session session, Evaluator evaluator) {
    this.declared = declared;
    this.session = session;
    this.evaluator = evaluator;
  }

  /// @param at what asks
  Truth named(String name, Json at) {
    Truth known = decided.get(name);
    if (known != null) {
      return known;
    }
    Json condition = declared.get(name);
    if (condition == null) {
      session.error(at, "there is no condition `" + name + "`", "declare it under `Conditions`");
      return Truth.OPEN;
    }
    if (!deciding.add(name)) {
      session.error(
          condition, "the condition `" + name + "` depends on itself", "take the circle apart");
      return Truth.OPEN;
    }
    Truth truth = decide(condition);
    deciding.remove(name);
    decided.put(name, truth);
    return truth;
  }

  private Truth decide(Json condition) {
    try {
      return session.enter(condition) ? byFunction(condition) : Truth.OPEN;
    } finally {
      session.leave();
    }
  }

  private Truth byFunction(Json condition) {
    if (condition instanceof Json.Bool bool) {
      return Truth.of(bool.value());
    }
    if (!(condition instanceof Json.Obj object) || object.members().size() != 1) {
      return noCondition(condition);
    }
    Map.Entry<String, Json> only = object.members().entrySet().iterator().next();
    List<Json> arguments = object.listAt(only.getKey());
    return switch (only.getKey()) {
      case "Condition" ->
          only.getValue() instanceof Json.Text name
              ? named(name.value(), condition)
              : noCondition(condition);
      case "Fn::And" -> all(arguments);
      case "Fn::Or" -> arguments.stream().map(this::decide).reduce(Truth.NO, Truth::or);
      case "Fn::Not" ->
          arguments.size() == 1 ? decide(arguments.getFirst()).not() : noCondition(condition);
      case "Fn::Equals" ->
          arguments.size() == 2
              ? equal(arguments.getFirst(), arguments.getLast())
              : noCondition(condition);
      default -> noCondition(condition);
    };
  }

  private Truth all(List<Json> arguments) {
    return arguments.stream().map(this::decide).reduce(Truth.YES, Truth::and);
  }

  private Truth noCondition(Json at) {
    session.error(
        at,
        "this is no condition and is left open",
        "use `Fn::Equals`, `Fn::And`, `Fn::Or`, `Fn::Not` or `Condition`");
    return Truth.OPEN;
  }

  /// Numbers and truth values are compared as the texts that they are written as.
  private Truth equal(Json left, Json right) {
    Value a = evaluator.evaluate(left);
    Value b = evaluator.evaluate(right);
    if (a == null || b == null) {
      return Truth.of(a == null && b == null);
    }
    if (Values.text(a).isPresent() && Values.isKnown(a) && Values.isKnown(b)) {
      return Truth.of(Objects.equals(Values.text(a), Values.text(b)));
    }
    if (Values.mustBeEqual(a, b)) {
      return Truth.YES;
    }
    return Values.mayBeEqual(a, b) ? Truth.OPEN : Truth.NO;
  }
}
