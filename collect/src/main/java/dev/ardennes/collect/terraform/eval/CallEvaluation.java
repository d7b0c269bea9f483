package dev.ardennes.collect.terraform.eval;

import dev.ardennes.collect.terraform.hcl.Expression;
import dev.ardennes.collect.terraform.value.BoolValue;
import dev.ardennes.collect.terraform.value.ListValue;
import dev.ardennes.collect.terraform.value.NullValue;
import dev.ardennes.collect.terraform.value.Origin;
import dev.ardennes.collect.terraform.value.SetValue;
import dev.ardennes.collect.terraform.value.StringValue;
import dev.ardennes.collect.terraform.value.UnknownValue;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.collect.terraform.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Evaluates function calls.
final class CallEvaluation {
  private final Evaluator evaluator;
  private final Scope scope;

  CallEvaluation(Evaluator evaluator, Scope scope) {
    this.evaluator = evaluator;
    this.scope = scope;
  }

  Value value(Expression.Call call) {
    return switch (call.name()) {
      case "try" -> tryAll(call);
      case "can" -> can(call);
      case "templatefile", "templatestring" ->
          new TemplateFunctions(evaluator, scope).value(call.name(), arguments(call));
      default -> function(call);
    };
  }

  private Value tryAll(Expression.Call call) {
    for (Expression argument : call.arguments()) {
      Optional<Value> value = evaluator.attempt(argument, scope);
      if (value.isPresent()) {
        return value.get();
      }
    }
    throw new EvaluationFailure("`try`: no argument has a value", "add one that always has");
  }

  private Value can(Expression.Call call) {
    if (call.arguments().size() != 1) {
      throw new EvaluationFailure("`can` takes one argument", "");
    }
    Optional<Value> value = evaluator.attempt(call.arguments().getFirst(), scope);
    if (value.isPresent() && value.get() instanceof UnknownValue unknown) {
      return Conversions.derived("can", unknown);
    }
    return new BoolValue(value.isPresent(), Origin.at(call.position()));
  }

  private Arguments arguments(Expression.Call call) {
    List<Value> values = new ArrayList<>();
    for (Expression argument : call.arguments()) {
      values.add(evaluator.evaluate(argument, scope));
    }
    return new Arguments(call.name(), values, call.position(), evaluator, scope);
  }

  private Value function(Expression.Call call) {
    Arguments arguments = arguments(call);
    Optional<BuiltIn> function = Functions.named(name(call.name()));
    if (function.isEmpty()) {
      if (call.name().startsWith("provider::")) {
        return arguments.unknown();
      }
      throw new EvaluationFailure("there is no function `" + call.name() + "`", "correct the name");
    }
    if (call.expandLast()) {
      Optional<Arguments> expanded = expanded(arguments);
      if (expanded.isEmpty()) {
        return arguments.unknown();
      }
      arguments = expanded.get();
    }
    return call(function.get(), arguments);
  }

  private static String name(String name) {
    return name.startsWith("core::") ? name.substring("core::".length()) : name;
  }

  /// The arguments with the elements of the last one in its place; empty if nobody knows how many.
  private static Optional<Arguments> expanded(Arguments arguments) {
    if (arguments.values().isEmpty()) {
      throw arguments.failure("`...` needs a list");
    }
    Value last = arguments.values().getLast();
    List<Value> values = new ArrayList<>(arguments.values().subList(0, arguments.count() - 1));
    switch (last) {
      case ListValue list when list.exact() ->
          list.elements().forEach(element -> values.add(element.from(list.references())));
      case SetValue set when set.exact() ->
          set.elements().forEach(element -> values.add(element.from(set.references())));
      case ListValue _, SetValue _, UnknownValue _ -> {
        return Optional.empty();
      }
      default -> throw Conversions.wrongType(last, "a list");
    }
    return Optional.of(
        new Arguments(
            arguments.function(),
            values,
            arguments.position(),
            arguments.evaluator(),
            arguments.scope()));
  }

  private Value call(BuiltIn function, Arguments arguments) {
    check(function, arguments);
    long weight = 0;
    for (Value value : arguments.values()) {
      weight += value.weight();
    }
    evaluator.budget().step(Math.min(weight, evaluator.budget().limits().weight()));
    if (function.needs() == BuiltIn.Needs.ALL_KNOWN
        && !arguments.values().stream().allMatch(Values::isKnown)) {
      return arguments.unknown();
    }
    Value result = evaluator.budget().sized(function.body().call(arguments));
    if (result instanceof StringValue string) {
      evaluator.budget().text(string.text().length());
    }
    return result;
  }

  private static void check(BuiltIn function, Arguments arguments) {
    int count = arguments.count();
    if (count < function.least() || count > function.most()) {
      throw arguments.failure("called with " + count + " arguments");
    }
    if (function.needs() != BuiltIn.Needs.ANYTHING) {
      for (Value value : arguments.values()) {
        if (value instanceof NullValue) {
          throw arguments.failure("an argument is null");
        }
      }
    }
  }
}
