package dev.ardennes.collect.terraform.eval;

import dev.ardennes.collect.terraform.hcl.Expression;
import dev.ardennes.collect.terraform.value.BoolValue;
import dev.ardennes.collect.terraform.value.ListValue;
import dev.ardennes.collect.terraform.value.MapValue;
import dev.ardennes.collect.terraform.value.Origin;
import dev.ardennes.collect.terraform.value.Symbols;
import dev.ardennes.collect.terraform.value.UnknownValue;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.model.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Evaluates `for` expressions.
final class ForEvaluation {
  private final Evaluator evaluator;
  private final Scope scope;
  private @Nullable String open;

  ForEvaluation(Evaluator evaluator, Scope scope) {
    this.evaluator = evaluator;
    this.scope = scope;
  }

  Value value(Expression.For loop) {
    Value collection = evaluator.evaluate(loop.collection(), scope);
    Iteration iteration = Iteration.over(collection);
    open = iteration.open() == null ? null : Symbols.limit("for(" + iteration.open() + ")");
    Origin origin = Origin.at(loop.position()).withReferences(collection.references());
    Value result =
        loop.key() == null
            ? list(loop, iteration, origin)
            : map(loop, loop.key(), iteration, origin);
    return evaluator.budget().sized(result);
  }

  private Value list(Expression.For loop, Iteration iteration, Origin origin) {
    List<Value> elements = new ArrayList<>();
    long weight = 0;
    for (Iteration.Step step : iteration.steps()) {
      evaluator.budget().step(1);
      Scope inner = step.bind(scope, loop.keyVariable(), loop.valueVariable());
      Value kept = condition(loop, inner);
      if (kept instanceof BoolValue(boolean keep, Origin _) && !keep) {
        continue;
      }
      Value element = evaluator.evaluate(loop.value(), inner);
      elements.add(kept instanceof BoolValue ? element : maybe(kept, element));
      weight += element.weight();
      checkWeight(weight);
    }
    return ListValue.of(elements, open, origin);
  }

  private void checkWeight(long weight) {
    if (weight > evaluator.budget().limits().weight()) {
      throw Budget.tooMuch("a `for` makes a value with too many parts");
    }
  }

  private Value condition(Expression.For loop, Scope inner) {
    if (loop.condition() == null) {
      return new BoolValue(true, Origin.at(loop.position()));
    }
    return Conversions.toBool(evaluator.evaluate(loop.condition(), inner));
  }

  /// An element of which nobody knows whether it is there.
  private UnknownValue maybe(Value condition, Value element) {
    UnknownValue maybe = Conversions.derived("if", condition, element);
    open = open == null ? maybe.symbol() : open;
    return maybe;
  }

  private Value map(
      Expression.For loop, Expression keyExpression, Iteration iteration, Origin origin) {
    Map<String, List<Value>> groups = new TreeMap<>(MapValue.KEY_ORDER);
    long weight = 0;
    for (Iteration.Step step : iteration.steps()) {
      evaluator.budget().step(1);
      Scope inner = step.bind(scope, loop.keyVariable(), loop.valueVariable());
      Value kept = condition(loop, inner);
      if (kept instanceof BoolValue(boolean keep, Origin _) && !keep) {
        continue;
      }
      String key = Evaluator.key(evaluator.evaluate(keyExpression, inner));
      Value element = evaluator.evaluate(loop.value(), inner);
      put(loop, groups, key, kept instanceof BoolValue ? element : maybe(kept, element));
      weight += element.weight();
      checkWeight(weight);
    }
    Map<String, Value> entries = new TreeMap<>(MapValue.KEY_ORDER);
    groups.forEach(
        (key, values) ->
            entries.put(
                key, loop.grouping() ? ListValue.of(values, open, origin) : values.getFirst()));
    return MapValue.of(entries, open, origin);
  }

  private static void put(
      Expression.For loop, Map<String, List<Value>> groups, String key, Value value) {
    List<Value> group = groups.computeIfAbsent(key, _ -> new ArrayList<>());
    if (!group.isEmpty() && !loop.grouping() && !Unknown.in(key)) {
      throw new EvaluationFailure(
          "two elements have the key `" + key + "`", "add `...` behind the value to group them");
    }
    group.add(value);
  }
}
