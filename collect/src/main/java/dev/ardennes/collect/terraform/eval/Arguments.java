package dev.ardennes.collect.terraform.eval;

import dev.ardennes.collect.terraform.hcl.Position;
import dev.ardennes.collect.terraform.value.BoolValue;
import dev.ardennes.collect.terraform.value.ListValue;
import dev.ardennes.collect.terraform.value.MapValue;
import dev.ardennes.collect.terraform.value.NullValue;
import dev.ardennes.collect.terraform.value.NumberValue;
import dev.ardennes.collect.terraform.value.Origin;
import dev.ardennes.collect.terraform.value.References;
import dev.ardennes.collect.terraform.value.SetValue;
import dev.ardennes.collect.terraform.value.StringValue;
import dev.ardennes.collect.terraform.value.UnknownValue;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.collect.terraform.value.Values;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// The arguments of one call, converted on request; fails where an argument is of the wrong type.
record Arguments(
    String function, List<Value> values, Position position, Evaluator evaluator, Scope scope) {
  int count() {
    return values.size();
  }

  Value get(int index) {
    return values.get(index);
  }

  /// Where the result comes from: this call, made from all arguments.
  Origin origin() {
    References references = References.NONE;
    for (Value value : values) {
      references = references.union(Values.allReferences(value));
    }
    return new Origin(position, references);
  }

  /// Where a list or map of elements with origins of their own comes from.
  Origin shallowOrigin() {
    Origin origin = Origin.at(position);
    for (Value value : values) {
      origin = origin.withReferences(value.references());
    }
    return origin;
  }

  /// The text of an argument, unknown parts rendered.
  String text(int index) {
    Value value = Conversions.toText(get(index));
    return Values.text(value).orElseThrow(() -> Conversions.wrongType(value, "a text"));
  }

  BigDecimal number(int index) {
    Value value = Conversions.toNumber(get(index));
    if (value instanceof NumberValue(BigDecimal number, Origin _)) {
      return number;
    }
    throw Conversions.wrongType(value, "a number");
  }

  int integer(int index) {
    return Evaluator.wholeNumber(number(index));
  }

  boolean bool(int index) {
    Value value = Conversions.toBool(get(index));
    if (value instanceof BoolValue bool) {
      return bool.value();
    }
    throw Conversions.wrongType(value, "`true` or `false`");
  }

  /// The elements of a list or set.
  List<Value> list(int index) {
    return switch (get(index)) {
      case ListValue list -> list.elements();
      case SetValue set -> set.elements();
      case NullValue _, BoolValue _, NumberValue _, StringValue _, MapValue _, UnknownValue _ ->
          throw Conversions.wrongType(get(index), "a list");
    };
  }

  List<String> texts(int index) {
    return list(index).stream()
        .map(Conversions::toText)
        .map(value -> Values.text(value).orElseThrow(() -> Conversions.wrongType(value, "a text")))
        .toList();
  }

  MapValue map(int index) {
    if (get(index) instanceof MapValue map) {
      return map;
    }
    throw Conversions.wrongType(get(index), "a map");
  }

  // Results

  Value result(String text) {
    return StringValue.of(text, origin());
  }

  Value result(boolean value) {
    return new BoolValue(value, origin());
  }

  Value result(BigDecimal value) {
    return Operators.number(value, origin());
  }

  Value result(long value) {
    return new NumberValue(BigDecimal.valueOf(value), origin());
  }

  /// A list of texts that were made from the arguments.
  Value texts(Collection<String> texts) {
    Origin origin = origin();
    return ListValue.of(texts.stream().map(text -> StringValue.of(text, origin)).toList(), origin);
  }

  /// A list of elements of the arguments.
  Value list(List<? extends Value> elements) {
    return ListValue.of(elements, shallowOrigin());
  }

  /// A map of parts of the arguments.
  Value map(Map<String, ? extends Value> entries) {
    return MapValue.of(entries, shallowOrigin());
  }

  /// The unknown result of this call.
  UnknownValue unknown() {
    UnknownValue unknown =
        values.isEmpty()
            ? new UnknownValue(function + "()", UnknownValue.Reason.OUTSIDE, Origin.at(position))
            : Conversions.derived(function, values);
    return new UnknownValue(
        unknown.symbol(), unknown.reason(), unknown.origin().withPosition(position));
  }

  /// Something that the call needs is not there: its result is the same wherever it is asked for,
  /// and comes from what the arguments come from.
  EvaluationFailure missing(String says) {
    return new EvaluationFailure("`" + function + "`: " + says, "", unknown());
  }

  EvaluationFailure failure(String says) {
    return new EvaluationFailure("`" + function + "`: " + says, "");
  }
}
