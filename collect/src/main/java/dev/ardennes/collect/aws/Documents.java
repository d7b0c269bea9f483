package dev.ardennes.collect.aws;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.terraform.hcl.Position;
import dev.ardennes.collect.terraform.value.BoolValue;
import dev.ardennes.collect.terraform.value.JsonText;
import dev.ardennes.collect.terraform.value.ListValue;
import dev.ardennes.collect.terraform.value.MapValue;
import dev.ardennes.collect.terraform.value.NullValue;
import dev.ardennes.collect.terraform.value.NumberValue;
import dev.ardennes.collect.terraform.value.SetValue;
import dev.ardennes.collect.terraform.value.StringValue;
import dev.ardennes.collect.terraform.value.UnknownValue;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Unknown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// JSON documents inside Terraform values: policies, container definitions.
final class Documents {
  private static final int DEEPEST = 100;

  private Documents() {}

  /// The document that the value says: what `jsonencode` was given, or a text read as JSON. A text
  /// that is no JSON stays a text.
  static Json json(Value value) {
    return convert(JsonText.structure(value).orElse(value), 0);
  }

  private static Json convert(Value value, int depth) {
    Json.Place place = place(value.position());
    if (depth > DEEPEST) {
      return new Json.Text(Unknown.part("nested too deep"), place);
    }
    return switch (value) {
      case NullValue ignored -> new Json.Null(place);
      case BoolValue bool -> new Json.Bool(bool.value(), place);
      case NumberValue number -> new Json.Num(number.toString(), place);
      case StringValue text -> new Json.Text(AccountSymbols.filled(text), place);
      case UnknownValue unknown -> new Json.Text(unknown.rendered(), place);
      case ListValue list -> array(list.elements(), list.open(), place, depth);
      case SetValue set -> array(set.elements(), set.open(), place, depth);
      case MapValue map -> object(map, place, depth);
    };
  }

  /// A list of unknown length has one more element that says so.
  private static Json array(
      List<Value> elements, @Nullable String open, Json.Place place, int depth) {
    List<Json> converted = new ArrayList<>();
    elements.forEach(element -> converted.add(convert(element, depth + 1)));
    if (open != null) {
      converted.add(new Json.Text(Unknown.part(open), place));
    }
    return new Json.Arr(converted, place);
  }

  private static Json object(MapValue map, Json.Place place, int depth) {
    Map<String, Json> members = new LinkedHashMap<>();
    map.entries().forEach((key, member) -> members.put(key, convert(member, depth + 1)));
    String open = map.open();
    if (open != null && map.names().stream().noneMatch(Unknown::in)) {
      String part = Unknown.part(open);
      members.put(part, new Json.Text(part, place));
    }
    return new Json.Obj(members, place);
  }

  private static Json.Place place(Position position) {
    return new Json.Place(position.file(), position.line(), position.column(), position.pointer());
  }

  static Evidence evidence(String source, Json.Place place) {
    return new Evidence(source, place.file(), place.line(), place.column(), place.pointer());
  }
}
