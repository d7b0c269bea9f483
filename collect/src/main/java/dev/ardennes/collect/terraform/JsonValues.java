package dev.ardennes.collect.terraform;

import dev.ardennes.collect.terraform.hcl.Position;
import dev.ardennes.collect.terraform.value.BoolValue;
import dev.ardennes.collect.terraform.value.ListValue;
import dev.ardennes.collect.terraform.value.MapValue;
import dev.ardennes.collect.terraform.value.NullValue;
import dev.ardennes.collect.terraform.value.NumberValue;
import dev.ardennes.collect.terraform.value.Origin;
import dev.ardennes.collect.terraform.value.StringValue;
import dev.ardennes.collect.terraform.value.Symbols;
import dev.ardennes.collect.terraform.value.UnknownValue;
import dev.ardennes.collect.terraform.value.UnknownValue.Reason;
import dev.ardennes.collect.terraform.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Turns parsed JSON into values whose places are JSON pointers.
final class JsonValues {
  private static final int DEEPEST = 100;

  private final String path;

  JsonValues(String path) {
    this.path = path;
  }

  String path() {
    return path;
  }

  Position position(String pointer) {
    return Position.atPointer(path, pointer);
  }

  /// One step of a JSON pointer, RFC 6901.
  static String step(String name) {
    return "/" + name.replace("~", "~0").replace("/", "~1");
  }

  Value value(JsonNode node, String pointer) {
    return value(node, MissingNode.getInstance(), pointer, "", 0);
  }

  /// A value of which parts are not known yet.
  ///
  /// @param unknown the same structure with `true` where the value is unknown
  /// @param symbol name of the value, for its unknown parts
  Value value(JsonNode node, JsonNode unknown, String pointer, String symbol) {
    return value(node, unknown, pointer, symbol, 0);
  }

  private Value value(JsonNode node, JsonNode unknown, String pointer, String symbol, int depth) {
    Origin origin = Origin.at(position(pointer));
    if (unknown.isBoolean() && unknown.asBoolean()) {
      return new UnknownValue(Symbols.limit(symbol), Reason.COMPUTED, origin);
    }
    if (depth > DEEPEST) {
      return new UnknownValue(Symbols.limit(symbol), Reason.LIMIT, origin);
    }
    return switch (node.getNodeType()) {
      case OBJECT -> object(node, unknown, pointer, symbol, depth);
      case ARRAY -> array(node, unknown, pointer, symbol, depth);
      case STRING -> StringValue.foreign(node.asString(), origin);
      case BOOLEAN -> new BoolValue(node.asBoolean(), origin);
      case NUMBER -> number(node, symbol, origin);
      case BINARY, MISSING, NULL, POJO -> new NullValue(origin);
    };
  }

  private static Value number(JsonNode node, String symbol, Origin origin) {
    if (Math.abs((long) node.decimalValue().scale()) > 4000) {
      return new UnknownValue(Symbols.limit(symbol), Reason.LIMIT, origin);
    }
    return new NumberValue(node.decimalValue(), origin);
  }

  private Value array(JsonNode node, JsonNode unknown, String pointer, String symbol, int depth) {
    List<Value> elements = new ArrayList<>();
    int count = Math.max(node.size(), unknown.isArray() ? unknown.size() : 0);
    for (int index = 0; index < count; index++) {
      String step = symbol + "[" + index + "]";
      elements.add(
          value(node.path(index), unknown.path(index), pointer + "/" + index, step, depth + 1));
    }
    return ListValue.of(elements, Origin.at(position(pointer)));
  }

  private Value object(JsonNode node, JsonNode unknown, String pointer, String symbol, int depth) {
    Map<String, Value> entries = new TreeMap<>(MapValue.KEY_ORDER);
    for (String name : names(node, unknown)) {
      String key = StringValue.foreign(name, Origin.at(position(pointer))).text();
      entries.put(
          key,
          value(
              node.path(name),
              unknown.path(name),
              pointer + step(name),
              symbol + "." + key,
              depth + 1));
    }
    return MapValue.of(entries, Origin.at(position(pointer)));
  }

  private static List<String> names(JsonNode node, JsonNode unknown) {
    List<String> names = new ArrayList<>(node.propertyNames());
    for (String name : unknown.propertyNames()) {
      if (!node.has(name)) {
        names.add(name);
      }
    }
    return names;
  }
}
