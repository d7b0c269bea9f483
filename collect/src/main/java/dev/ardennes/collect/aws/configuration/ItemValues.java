package dev.ardennes.collect.aws.configuration;

import dev.ardennes.collect.aws.types.Words;
import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.terraform.hcl.Position;
import dev.ardennes.collect.terraform.value.BoolValue;
import dev.ardennes.collect.terraform.value.ListValue;
import dev.ardennes.collect.terraform.value.MapValue;
import dev.ardennes.collect.terraform.value.NullValue;
import dev.ardennes.collect.terraform.value.Origin;
import dev.ardennes.collect.terraform.value.StringValue;
import dev.ardennes.collect.terraform.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What an item says as values. Depth is that of the document, which its reader limits.
final class ItemValues {
  private ItemValues() {}

  static Origin origin(Json json) {
    Json.Place place = json.place();
    return Origin.at(new Position(place.file(), place.line(), place.column(), place.pointer()));
  }

  /// The outermost properties under names that begin with a capital letter.
  static Map<String, Value> properties(Map<String, Json> written) {
    Map<String, Value> values = new LinkedHashMap<>();
    written.forEach((name, json) -> values.put(Words.pascal(name), value(json)));
    return values;
  }

  static Value value(Json json) {
    Origin origin = origin(json);
    return switch (json) {
      case Json.Null ignored -> new NullValue(origin);
      case Json.Bool bool -> new BoolValue(bool.value(), origin);
      case Json.Num number -> StringValue.foreign(number.value(), origin);
      case Json.Text text -> StringValue.foreign(text.value(), origin);
      case Json.Arr list -> {
        List<Value> elements = new ArrayList<>();
        list.elements().forEach(element -> elements.add(value(element)));
        yield ListValue.of(elements, origin);
      }
      case Json.Obj object -> {
        Map<String, Value> entries = new LinkedHashMap<>();
        object.members().forEach((name, member) -> entries.put(name, value(member)));
        yield MapValue.of(entries, origin);
      }
    };
  }
}
