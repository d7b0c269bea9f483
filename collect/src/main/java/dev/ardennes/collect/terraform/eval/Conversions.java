package dev.ardennes.collect.terraform.eval;

import dev.ardennes.collect.terraform.value.BoolValue;
import dev.ardennes.collect.terraform.value.ListValue;
import dev.ardennes.collect.terraform.value.MapValue;
import dev.ardennes.collect.terraform.value.NullValue;
import dev.ardennes.collect.terraform.value.NumberValue;
import dev.ardennes.collect.terraform.value.Origin;
import dev.ardennes.collect.terraform.value.SetValue;
import dev.ardennes.collect.terraform.value.StringValue;
import dev.ardennes.collect.terraform.value.Symbols;
import dev.ardennes.collect.terraform.value.UnknownValue;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.collect.terraform.value.Values;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Terraform's implicit conversions between types. Unknown values stay as they are.
final class Conversions {
  private Conversions() {}

  /// A text, an unknown or null; fails for lists and maps.
  static Value toText(Value value) {
    return switch (value) {
      case StringValue _, UnknownValue _, NullValue _ -> value;
      case NumberValue _, BoolValue _ -> StringValue.of(value.toString(), value.origin());
      case ListValue _, SetValue _, MapValue _ -> throw wrongType(value, "a text");
    };
  }

  /// A number, an unknown or null.
  static Value toNumber(Value value) {
    return switch (value) {
      case NumberValue _, UnknownValue _, NullValue _ -> value;
      case StringValue string -> parseNumber(string);
      case BoolValue _, ListValue _, SetValue _, MapValue _ -> throw wrongType(value, "a number");
    };
  }

  private static Value parseNumber(StringValue string) {
    if (!string.isKnown()) {
      return derived("tonumber", string);
    }
    String text = string.text().strip();
    try {
      if (!text.isEmpty() && text.length() <= 200) {
        BigDecimal number = new BigDecimal(text);
        if (Math.abs((long) number.scale()) <= 4000) {
          return new NumberValue(number, string.origin());
        }
      }
    } catch (NumberFormatException noNumber) {
      // Reported below.
    }
    throw wrongType(string, "a number");
  }

  /// A bool, an unknown or null.
  static Value toBool(Value value) {
    return switch (value) {
      case BoolValue _, UnknownValue _, NullValue _ -> value;
      case StringValue string when !string.isKnown() -> derived("tobool", string);
      case StringValue string when string.text().equals("true") ->
          new BoolValue(true, string.origin());
      case StringValue string when string.text().equals("false") ->
          new BoolValue(false, string.origin());
      case StringValue _, NumberValue _, ListValue _, SetValue _, MapValue _ ->
          throw wrongType(value, "`true` or `false`");
    };
  }

  /// A list, an unknown or null. Sets become lists in their order.
  static Value toList(Value value) {
    return switch (value) {
      case ListValue _, UnknownValue _, NullValue _ -> value;
      case SetValue set -> ListValue.of(set.elements(), set.open(), set.origin());
      case BoolValue _, NumberValue _, StringValue _, MapValue _ ->
          throw wrongType(value, "a list");
    };
  }

  /// A set, an unknown or null.
  static Value toSet(Value value) {
    return switch (value) {
      case SetValue _, UnknownValue _, NullValue _ -> value;
      case ListValue list -> SetValue.of(unified(list.elements()), list.open(), list.origin());
      case BoolValue _, NumberValue _, StringValue _, MapValue _ -> throw wrongType(value, "a set");
    };
  }

  /// A map, an unknown or null, the values of one type where they are scalars.
  static Value toMap(Value value) {
    return switch (value) {
      case MapValue map -> {
        Map<String, Value> entries = map.entries();
        List<Value> values = unified(List.copyOf(entries.values()));
        Map<String, Value> converted = new TreeMap<>(MapValue.KEY_ORDER);
        int index = 0;
        for (String name : entries.keySet()) {
          converted.put(name, values.get(index++));
        }
        yield MapValue.of(converted, map.open(), map.origin());
      }
      case UnknownValue _, NullValue _ -> value;
      case BoolValue _, NumberValue _, StringValue _, ListValue _, SetValue _ ->
          throw wrongType(value, "a map");
    };
  }

  /// Scalars of mixed types as texts, as the elements of a list, set or map have one type.
  static List<Value> unified(List<Value> values) {
    boolean texts = values.stream().anyMatch(StringValue.class::isInstance);
    boolean numbers = values.stream().anyMatch(NumberValue.class::isInstance);
    boolean bools = values.stream().anyMatch(BoolValue.class::isInstance);
    boolean collections = values.stream().anyMatch(value -> value.depth() > 0);
    if (collections || (!texts && !(numbers && bools))) {
      return values;
    }
    List<Value> unified = new ArrayList<>();
    values.forEach(value -> unified.add(toText(value)));
    return unified;
  }

  static UnknownValue derived(String function, Value... arguments) {
    return derived(function, List.of(arguments));
  }

  /// The unknown result of a function: the same function of the same arguments is the same unknown.
  static UnknownValue derived(String function, List<Value> arguments) {
    Origin origin = arguments.getFirst().origin();
    for (Value argument : arguments) {
      origin = origin.withReferences(Values.allReferences(argument));
    }
    return new UnknownValue(Symbols.call(function, arguments), UnknownValue.Reason.DERIVED, origin);
  }

  static EvaluationFailure wrongType(Value value, String wanted) {
    return new EvaluationFailure(
        wanted + " is needed, not " + description(value), "convert it, or use another value");
  }

  /// What a value is, in words.
  static String description(Value value) {
    return switch (value) {
      case NullValue _ -> "null";
      case BoolValue _ -> "a bool";
      case NumberValue _ -> "a number";
      case StringValue _ -> "a text";
      case ListValue _ -> "a list";
      case SetValue _ -> "a set";
      case MapValue _ -> "a map";
      case UnknownValue _ -> "something unknown";
    };
  }
}
