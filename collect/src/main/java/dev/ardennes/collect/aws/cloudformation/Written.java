package dev.ardennes.collect.aws.cloudformation;

import dev.ardennes.collect.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes what a transform would have written, all of it at the place that it is made from.
///
/// @param at that place
record Written(Json.Place at) {
  Json text(String text) {
    return new Json.Text(text, at);
  }

  Json list(List<? extends Json> elements) {
    return new Json.Arr(List.copyOf(elements), at);
  }

  Json list(Json... elements) {
    return list(List.of(elements));
  }

  /// @param namesAndValues a name, its value, a name, its value; null values are left out
  Json.Obj object(@Nullable Object... namesAndValues) {
    Map<String, Json> members = new LinkedHashMap<>();
    for (int i = 0; i + 1 < namesAndValues.length; i += 2) {
      Object value = namesAndValues[i + 1];
      if (value instanceof Json json) {
        members.put(String.valueOf(namesAndValues[i]), json);
      } else if (value instanceof String string) {
        members.put(String.valueOf(namesAndValues[i]), text(string));
      }
    }
    return new Json.Obj(members, at);
  }

  Json reference(String name) {
    return object("Ref", name);
  }

  Json attribute(String name, String attribute) {
    return object("Fn::GetAtt", list(text(name), text(attribute)));
  }

  Json substitute(String template) {
    return object("Fn::Sub", template);
  }

  /// A resource.
  ///
  /// @param from the resource that it is made from, whose condition it has
  Json.Obj resource(String type, Json from, Json properties) {
    return object("Type", type, "Condition", from.at("Condition"), "Properties", properties);
  }

  /// An object with the members of both; those of the second count, lists are put together. As deep
  /// as either was read.
  static Json both(@Nullable Json defaults, @Nullable Json own) {
    if (!(defaults instanceof Json.Obj general)) {
      return own == null ? new Json.Null(Json.Place.NONE) : own;
    }
    if (!(own instanceof Json.Obj special)) {
      return own == null || own instanceof Json.Null ? general : own;
    }
    Map<String, Json> members = new LinkedHashMap<>(general.members());
    special.members().forEach((name, value) -> members.merge(name, value, Written::merged));
    return new Json.Obj(members, special.place());
  }

  private static Json merged(Json general, Json special) {
    if (general instanceof Json.Arr a && special instanceof Json.Arr b) {
      List<Json> all = new ArrayList<>(a.elements());
      all.addAll(b.elements());
      return new Json.Arr(all, special.place());
    }
    return general instanceof Json.Obj && special instanceof Json.Obj
        ? both(general, special)
        : special;
  }
}
