package dev.ardennes.collect.aws.cloudformation;

import dev.ardennes.collect.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes out what a loop makes: every `${Variable}`, `&{Variable}` and `Ref` of the variable
/// becomes the element.
final class Loops {
  private Loops() {}

  static String name(String text, String variable, String element) {
    return text.replace("${" + variable + "}", element)
        .replace("&{" + variable + "}", element.replaceAll("[^A-Za-z0-9]", ""));
  }

  static Json with(Json json, String variable, String element, Session session) {
    try {
      return session.enter(json) ? replaced(json, variable, element, session) : json;
    } finally {
      session.leave();
    }
  }

  private static Json replaced(Json json, String variable, String element, Session session) {
    return switch (json) {
      case Json.Text text -> new Json.Text(name(text.value(), variable, element), text.place());
      case Json.Arr list -> {
        List<Json> elements = new ArrayList<>();
        list.elements().forEach(one -> elements.add(with(one, variable, element, session)));
        yield new Json.Arr(elements, list.place());
      }
      case Json.Obj object -> {
        if (object.members().size() == 1 && variable.equals(object.textAt("Ref"))) {
          yield new Json.Text(element, object.place());
        }
        Map<String, Json> members = new LinkedHashMap<>();
        object
            .members()
            .forEach(
                (key, value) ->
                    members.put(
                        name(key, variable, element), with(value, variable, element, session)));
        yield new Json.Obj(members, object.place());
      }
      case Json.Num ignored -> json;
      case Json.Bool ignored -> json;
      case Json.Null ignored -> json;
    };
  }
}
