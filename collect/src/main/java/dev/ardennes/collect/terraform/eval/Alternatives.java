package dev.ardennes.collect.terraform.eval;

import dev.ardennes.collect.terraform.value.ListValue;
import dev.ardennes.collect.terraform.value.MapValue;
import dev.ardennes.collect.terraform.value.Origin;
import dev.ardennes.collect.terraform.value.Symbols;
import dev.ardennes.collect.terraform.value.UnknownValue;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.collect.terraform.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What can be said of a value that is one of two, nobody knows which.
public final class Alternatives {
  private Alternatives() {}

  /// Known where both agree, part by part for lists of the same length and maps with the same keys.
  public static Value of(
      UnknownValue condition, Optional<Value> then, Optional<Value> otherwise, Origin origin) {
    if (then.isEmpty() || otherwise.isEmpty()) {
      Value one = then.or(() -> otherwise).orElse(condition);
      return unknown(condition, List.of(one), origin);
    }
    return of(condition, then.get(), otherwise.get(), origin);
  }

  private static Value of(UnknownValue condition, Value then, Value otherwise, Origin origin) {
    if (Values.mustBeEqual(then, otherwise)) {
      return then.from(Values.allReferences(otherwise));
    }
    if (then instanceof ListValue a && otherwise instanceof ListValue b && sameShape(a, b)) {
      List<Value> elements = new ArrayList<>();
      for (int index = 0; index < a.elements().size(); index++) {
        elements.add(of(condition, a.elements().get(index), b.elements().get(index), origin));
      }
      return ListValue.of(elements, then.origin());
    }
    if (then instanceof MapValue a && otherwise instanceof MapValue b && sameKeys(a, b)) {
      Map<String, Value> others = b.entries();
      Map<String, Value> entries = new TreeMap<>(MapValue.KEY_ORDER);
      a.entries()
          .forEach(
              (name, value) ->
                  entries.put(
                      name, of(condition, value, others.getOrDefault(name, value), origin)));
      return MapValue.of(entries, then.origin());
    }
    return unknown(condition, List.of(then, otherwise), origin);
  }

  private static boolean sameShape(ListValue a, ListValue b) {
    return a.exact() && b.exact() && a.elements().size() == b.elements().size();
  }

  private static boolean sameKeys(MapValue a, MapValue b) {
    return a.exact() && b.exact() && a.names().equals(b.names());
  }

  private static Value unknown(UnknownValue condition, List<Value> values, Origin origin) {
    List<Value> arguments = new ArrayList<>();
    arguments.add(condition);
    arguments.addAll(values);
    Origin made = origin.withReferences(condition.references());
    for (Value value : values) {
      made = made.withReferences(Values.allReferences(value));
    }
    return new UnknownValue(Symbols.call("either", arguments), UnknownValue.Reason.DERIVED, made);
  }
}
