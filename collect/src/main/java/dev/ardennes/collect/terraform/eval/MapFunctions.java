package dev.ardennes.collect.terraform.eval;

import dev.ardennes.collect.terraform.value.ListValue;
import dev.ardennes.collect.terraform.value.MapValue;
import dev.ardennes.collect.terraform.value.NullValue;
import dev.ardennes.collect.terraform.value.Origin;
import dev.ardennes.collect.terraform.value.StringValue;
import dev.ardennes.collect.terraform.value.UnknownValue;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.collect.terraform.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Functions on maps and objects.
final class MapFunctions {
  private MapFunctions() {}

  static void register(Functions.Registry registry) {
    registry
        .any("merge", 0, Integer.MAX_VALUE, MapFunctions::merge)
        .any("lookup", 2, 3, MapFunctions::lookup)
        .partial("keys", 1, MapFunctions::keys)
        .partial("values", 1, MapFunctions::values)
        .partial("zipmap", 2, MapFunctions::zip)
        .any("map", 0, Integer.MAX_VALUE, MapFunctions::map)
        .known("transpose", 1, MapFunctions::transpose);
  }

  /// Later arguments win. Behind an unknown map nothing before it is certain any more; what comes
  /// after it is.
  private static Value merge(Arguments call) {
    Map<String, Value> entries = new TreeMap<>(MapValue.KEY_ORDER);
    boolean open = false;
    for (Value argument : call.values()) {
      switch (argument) {
        case MapValue map -> {
          if (!map.exact()) {
            open = true;
            doubt(entries, call);
          }
          for (String name : map.names()) {
            Value value = map.entry(name);
            if (value != null) {
              entries.put(name, value.from(map.references()));
            }
          }
        }
        case UnknownValue _ -> {
          open = true;
          doubt(entries, call);
        }
        case NullValue _ -> {
          // Adds nothing.
        }
        default -> throw Conversions.wrongType(argument, "a map");
      }
    }
    return MapValue.of(entries, open ? call.unknown().symbol() : null, call.shallowOrigin());
  }

  private static void doubt(Map<String, Value> entries, Arguments call) {
    if (!entries.isEmpty()) {
      UnknownValue merged = call.unknown();
      entries.replaceAll((name, value) -> merged.part("[\"" + name + "\"]"));
    }
  }

  private static Value lookup(Arguments call) {
    if (call.get(0) instanceof UnknownValue || !Values.isKnown(call.get(1))) {
      Value key = call.get(1);
      boolean found =
          call.get(0) instanceof MapValue map
              && key instanceof StringValue text
              && map.names().contains(text.text());
      return found ? Evaluator.index(call.get(0), key) : call.unknown();
    }
    MapValue map = call.map(0);
    Value value = map.entry(call.text(1));
    if (value != null && (map.names().contains(call.text(1)) || map.exact())) {
      return value.from(map.references());
    }
    if (!map.exact()) {
      return call.unknown();
    }
    if (call.count() < 3) {
      throw call.failure("there is no `" + call.text(1) + "` in it");
    }
    return call.get(2);
  }

  private static Value keys(Arguments call) {
    if (call.get(0) instanceof UnknownValue) {
      return call.unknown();
    }
    MapValue map = call.map(0);
    Origin origin = call.shallowOrigin();
    List<Value> keys = new ArrayList<>();
    for (String name : map.names()) {
      keys.add(Iteration.key(name, origin));
    }
    return ListValue.of(keys, map.exact() ? null : call.unknown().symbol(), origin);
  }

  private static Value values(Arguments call) {
    if (call.get(0) instanceof UnknownValue) {
      return call.unknown();
    }
    MapValue map = call.map(0);
    List<Value> values = new ArrayList<>();
    for (String name : map.names()) {
      Value value = map.entry(name);
      if (value != null) {
        values.add(value.from(map.references()));
      }
    }
    return ListValue.of(values, map.exact() ? null : call.unknown().symbol(), call.shallowOrigin());
  }

  private static Value zip(Arguments call) {
    for (Value argument : call.values()) {
      if (argument instanceof UnknownValue
          || (argument instanceof ListValue list && !list.exact())) {
        return call.unknown();
      }
    }
    List<Value> keys = call.list(0);
    List<Value> values = call.list(1);
    if (keys.size() != values.size()) {
      throw call.failure("the lists are of different length");
    }
    Map<String, Value> entries = new TreeMap<>(MapValue.KEY_ORDER);
    for (int index = 0; index < keys.size(); index++) {
      entries.put(Evaluator.key(keys.get(index)), values.get(index));
    }
    return call.map(entries);
  }

  private static Value map(Arguments call) {
    Map<String, Value> entries = new TreeMap<>(MapValue.KEY_ORDER);
    for (int index = 0; index + 1 < call.count(); index += 2) {
      entries.put(Evaluator.key(call.get(index)), call.get(index + 1));
    }
    return call.map(entries);
  }

  private static Value transpose(Arguments call) {
    Map<String, List<Value>> groups = new TreeMap<>(MapValue.KEY_ORDER);
    Origin origin = call.shallowOrigin();
    for (Map.Entry<String, Value> entry : call.map(0).entries().entrySet()) {
      for (Value element : Values.elements(entry.getValue())) {
        groups
            .computeIfAbsent(Evaluator.key(element), _ -> new ArrayList<>())
            .add(StringValue.of(entry.getKey(), origin));
      }
    }
    Map<String, Value> entries = new TreeMap<>(MapValue.KEY_ORDER);
    groups.forEach((key, values) -> entries.put(key, ListValue.of(values, origin)));
    return call.map(entries);
  }
}
