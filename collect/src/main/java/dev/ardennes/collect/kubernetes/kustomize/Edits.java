package dev.ardennes.collect.kubernetes.kustomize;

import dev.ardennes.collect.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Changes of trees: every method returns a new tree that shares what stays.
final class Edits {
  private Edits() {}

  static Json.Obj with(Json.Obj object, String key, Json value) {
    Map<String, Json> members = new LinkedHashMap<>(object.members());
    members.put(key, value);
    return new Json.Obj(members, object.place());
  }

  static Json.Obj without(Json.Obj object, String key) {
    Map<String, Json> members = new LinkedHashMap<>(object.members());
    members.remove(key);
    return new Json.Obj(members, object.place());
  }

  static Json.Text text(String value, Json at) {
    return new Json.Text(value, at.place());
  }

  /// Sets the value at the end of the path; objects on the way are made where they are missing.
  static Json.Obj set(Json.Obj object, List<String> path, Json value) {
    String key = path.getFirst();
    if (path.size() == 1) {
      return with(object, key, value);
    }
    Json.Obj inner =
        object.at(key) instanceof Json.Obj there ? there : new Json.Obj(Map.of(), value.place());
    return with(object, key, set(inner, path.subList(1, path.size()), value));
  }

  /// Changes the object at the end of the path where there is one.
  static Json.Obj change(Json.Obj object, List<String> path, UnaryOperator<Json.Obj> how) {
    if (path.isEmpty()) {
      return how.apply(object);
    }
    String key = path.getFirst();
    return object.at(key) instanceof Json.Obj inner
        ? with(object, key, change(inner, path.subList(1, path.size()), how))
        : object;
  }

  /// Changes every element of the list that is the member.
  static Json.Obj each(Json.Obj object, String key, UnaryOperator<Json> how) {
    if (!(object.at(key) instanceof Json.Arr list)) {
      return object;
    }
    List<Json> elements = new ArrayList<>();
    list.elements().forEach(element -> elements.add(how.apply(element)));
    return with(object, key, new Json.Arr(elements, list.place()));
  }
}
