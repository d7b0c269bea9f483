package dev.ardennes.collect.terraform.eval;

import dev.ardennes.collect.terraform.value.BoolValue;
import dev.ardennes.collect.terraform.value.ListValue;
import dev.ardennes.collect.terraform.value.MapValue;
import dev.ardennes.collect.terraform.value.NullValue;
import dev.ardennes.collect.terraform.value.NumberValue;
import dev.ardennes.collect.terraform.value.Origin;
import dev.ardennes.collect.terraform.value.SetValue;
import dev.ardennes.collect.terraform.value.StringValue;
import dev.ardennes.collect.terraform.value.UnknownValue;
import dev.ardennes.collect.terraform.value.UnknownValue.Reason;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.model.Unknown;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a collection is iterated over as.
///
/// @param open null if the steps are exactly these; otherwise the symbol of the collection, and a
///   step with unknowns stands for any number of steps
record Iteration(List<Step> steps, @Nullable String open) {
  /// One step.
  record Step(Value key, Value value) {
    Scope bind(Scope scope, @Nullable String keyVariable, String valueVariable) {
      Scope inner = keyVariable == null ? scope : scope.with(keyVariable, key);
      return inner.with(valueVariable, value);
    }
  }

  static Iteration over(Value collection) {
    return switch (collection) {
      case ListValue list -> list(list);
      case SetValue set ->
          new Iteration(
              set.elements().stream()
                  .map(element -> element.from(set.references()))
                  .map(element -> new Step(element, element))
                  .toList(),
              set.open());
      case MapValue map -> map(map);
      case UnknownValue unknown -> new Iteration(List.of(any(unknown)), unknown.symbol());
      case NullValue _, BoolValue _, NumberValue _, StringValue _ ->
          throw Conversions.wrongType(collection, "a list, set or map");
    };
  }

  private static Step any(UnknownValue collection) {
    return new Step(collection.part("[*].key"), collection.part("[*]"));
  }

  private static Iteration list(ListValue list) {
    List<Step> steps = new ArrayList<>();
    for (Value element : list.elements()) {
      Origin origin = new Origin(element.position(), list.references());
      Value key =
          list.open() == null
              ? new NumberValue(BigDecimal.valueOf(steps.size()), origin)
              : new UnknownValue(list.open() + "[*].key", Reason.DERIVED, origin);
      steps.add(new Step(key, element.from(list.references())));
    }
    return new Iteration(steps, list.open());
  }

  private static Iteration map(MapValue map) {
    List<Step> steps = new ArrayList<>();
    boolean unknownKey = false;
    for (String name : map.names()) {
      Value value = map.entry(name);
      if (value != null) {
        Origin origin = new Origin(value.position(), map.references());
        steps.add(new Step(key(name, origin), value.from(map.references())));
        unknownKey |= Unknown.in(name);
      }
    }
    String open = map.open();
    if (open != null && !unknownKey) {
      steps.add(any(new UnknownValue(open, Reason.DERIVED, map.origin())));
    }
    return new Iteration(steps, open);
  }

  /// The key as a value: a text that is all unknown is an unknown value.
  static Value key(String name, Origin origin) {
    boolean whole =
        name.length() > 1
            && name.charAt(0) == Unknown.OPEN
            && name.indexOf(Unknown.CLOSE) == name.length() - 1;
    return whole
        ? new UnknownValue(name.substring(1, name.length() - 1), Reason.DERIVED, origin)
        : StringValue.of(name, origin);
  }
}
