package dev.ardennes.collect.terraform.eval;

import dev.ardennes.collect.terraform.eval.TypeConstraint.Primitive;
import dev.ardennes.collect.terraform.value.ListValue;
import dev.ardennes.collect.terraform.value.MapValue;
import dev.ardennes.collect.terraform.value.NullValue;
import dev.ardennes.collect.terraform.value.SetValue;
import dev.ardennes.collect.terraform.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Converts what a variable is given to the type it declares, filling in the defaults of optional
/// attributes. Unknown parts stay as they are.
public final class TypeConversion {
  /// Defaults are constants: no name means anything in them.
  private static final Scope NOTHING =
      new Scope() {
        @Override
        public @Nullable Value root(String name) {
          return null;
        }

        @Override
        public String symbolPrefix() {
          return "";
        }
      };

  private final Evaluator evaluator;

  public TypeConversion(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  /// The value as `type` has it; fails with [EvaluationFailure] where it cannot be.
  public Value convert(Value value, TypeConstraint type) {
    if (value instanceof NullValue) {
      return value;
    }
    return switch (type) {
      case TypeConstraint.Any _ -> value;
      case Primitive.STRING -> Conversions.toText(value);
      case Primitive.NUMBER -> Conversions.toNumber(value);
      case Primitive.BOOL -> Conversions.toBool(value);
      case TypeConstraint.ListOf(TypeConstraint element) -> list(value, element);
      case TypeConstraint.SetOf(TypeConstraint element) -> set(value, element);
      case TypeConstraint.MapOf(TypeConstraint element) -> map(value, element);
      case TypeConstraint.TupleOf(List<TypeConstraint> elements) -> tuple(value, elements);
      case TypeConstraint.ObjectOf object -> object(value, object);
    };
  }

  private List<Value> each(List<Value> values, TypeConstraint element) {
    List<Value> converted = new ArrayList<>();
    values.forEach(value -> converted.add(convert(value, element)));
    return element instanceof TypeConstraint.Any ? Conversions.unified(converted) : converted;
  }

  private Value list(Value value, TypeConstraint element) {
    return Conversions.toList(value) instanceof ListValue list
        ? ListValue.of(each(list.elements(), element), list.open(), list.origin())
        : value;
  }

  private Value set(Value value, TypeConstraint element) {
    return switch (value) {
      case ListValue list ->
          SetValue.of(each(list.elements(), element), list.open(), list.origin());
      case SetValue set -> SetValue.of(each(set.elements(), element), set.open(), set.origin());
      default -> Conversions.toSet(value);
    };
  }

  private Value map(Value value, TypeConstraint element) {
    if (!(Conversions.toMap(value) instanceof MapValue _) || !(value instanceof MapValue map)) {
      return value;
    }
    if (element instanceof TypeConstraint.Any) {
      return Conversions.toMap(map);
    }
    Map<String, Value> entries = new TreeMap<>(MapValue.KEY_ORDER);
    map.entries().forEach((name, entry) -> entries.put(name, convert(entry, element)));
    return MapValue.of(entries, map.open(), map.origin());
  }

  private Value tuple(Value value, List<TypeConstraint> elements) {
    if (!(Conversions.toList(value) instanceof ListValue list) || !list.exact()) {
      return value;
    }
    if (list.elements().size() != elements.size()) {
      throw new EvaluationFailure("the list has to have " + elements.size() + " elements", "");
    }
    List<Value> converted = new ArrayList<>();
    for (int index = 0; index < elements.size(); index++) {
      converted.add(convert(list.elements().get(index), elements.get(index)));
    }
    return ListValue.of(converted, list.origin());
  }

  private Value object(Value value, TypeConstraint.ObjectOf type) {
    if (!(value instanceof MapValue map)) {
      return Conversions.toMap(value);
    }
    Map<String, Value> entries = new TreeMap<>(MapValue.KEY_ORDER);
    type.attributes()
        .forEach(
            (name, attribute) -> {
              Value converted = attribute(map, name, attribute);
              if (converted != null) {
                entries.put(name, converted);
              }
            });
    return MapValue.of(entries, map.open(), map.origin());
  }

  /// Null where nobody knows whether the attribute is set.
  private @Nullable Value attribute(MapValue map, String name, TypeConstraint.Attribute attribute) {
    Value given = map.entry(name);
    if (given == null && !map.exact()) {
      return null;
    }
    if (given == null && !attribute.optional()) {
      throw new EvaluationFailure("the attribute `" + name + "` is missing", "set it");
    }
    boolean unset = given == null || given instanceof NullValue;
    if (unset && attribute.initial() != null) {
      return convert(evaluator.evaluate(attribute.initial(), NOTHING), attribute.type());
    }
    return given == null ? new NullValue(map.origin()) : convert(given, attribute.type());
  }
}
