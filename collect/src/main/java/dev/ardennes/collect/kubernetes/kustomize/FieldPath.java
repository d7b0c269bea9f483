package dev.ardennes.collect.kubernetes.kustomize;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.kubernetes.manifest.Nodes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A path to fields of an object: `spec.containers.[name=web].image`. A part may be a key, a number
/// or `*` for elements, `[key=value]` for elements that have it, and `[a.key]` for a key with dots;
/// a dot behind `\` separates nothing.
final class FieldPath {
  private static final int MOST_PARTS = 50;
  private static final String ALL = "*";

  private final List<String> parts;
  private final boolean create;

  private FieldPath(List<String> parts, boolean create) {
    this.parts = List.copyOf(parts);
    this.create = create;
  }

  /// @param create whether what is missing on the way is made
  /// @return empty where nothing can be found by it
  static Optional<FieldPath> of(String written, boolean create) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    boolean inside = false;
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      inside = c == '[' ? true : c == ']' ? false : inside;
      if (c == '\\' && i + 1 < written.length() && written.charAt(i + 1) == '.') {
        part.append('.');
        i++;
      } else if (c == '.' && !inside) {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    boolean usable = parts.size() <= MOST_PARTS && parts.stream().noneMatch(String::isEmpty);
    return usable ? Optional.of(new FieldPath(parts, create)) : Optional.empty();
  }

  /// The values that the path leads to.
  List<Json> values(Json.Obj object) {
    List<Json> values = new ArrayList<>();
    change(
        object,
        value -> {
          values.add(value);
          return value;
        });
    return values;
  }

  /// Changes every value that the path leads to; what is made is given as `null`.
  Json change(Json.Obj object, UnaryOperator<Json> how) {
    return change(object, 0, how);
  }

  private Json change(Json value, int at, UnaryOperator<Json> how) {
    if (at == parts.size()) {
      return how.apply(value);
    }
    String part = parts.get(at);
    return switch (value) {
      case Json.Arr list -> elements(list, part, at, how);
      case Json.Obj object when part.equals(ALL) -> members(object, at, how);
      case Json.Obj object -> member(object, key(part), at, how);
      case Json.Null missing when create -> made(missing, part, at, how);
      default -> value;
    };
  }

  private Json made(Json.Null missing, String part, int at, UnaryOperator<Json> how) {
    return isElement(part)
        ? elements(new Json.Arr(List.of(), missing.place()), part, at, how)
        : member(new Json.Obj(Map.of(), missing.place()), key(part), at, how);
  }

  private static boolean isElement(String part) {
    return part.startsWith("[") && part.endsWith("]") && part.contains("=");
  }

  private static String key(String part) {
    return part.startsWith("[") && part.endsWith("]") ? part.substring(1, part.length() - 1) : part;
  }

  private Json member(Json.Obj object, String key, int at, UnaryOperator<Json> how) {
    Json there = object.at(key);
    if (there == null && !create) {
      return object;
    }
    Json before = there == null ? new Json.Null(object.place()) : there;
    return Edits.with(object, key, change(before, at + 1, how));
  }

  private Json members(Json.Obj object, int at, UnaryOperator<Json> how) {
    Map<String, Json> members = new LinkedHashMap<>();
    object.members().forEach((key, member) -> members.put(key, change(member, at + 1, how)));
    return new Json.Obj(members, object.place());
  }

  private Json elements(Json.Arr list, String part, int at, UnaryOperator<Json> how) {
    List<Json> elements = new ArrayList<>();
    boolean found = false;
    for (int i = 0; i < list.elements().size(); i++) {
      Json element = list.elements().get(i);
      boolean selected = selects(part, element, i);
      found |= selected;
      elements.add(selected ? change(element, at + 1, how) : element);
    }
    if (!found && create && isElement(part) && !key(part).startsWith("=")) {
      String[] sides = key(part).split("=", 2);
      Json named = new Json.Text(sides[1], list.place());
      elements.add(change(new Json.Obj(Map.of(sides[0], named), list.place()), at + 1, how));
    }
    return new Json.Arr(elements, list.place());
  }

  private static boolean selects(String part, Json element, int index) {
    if (!isElement(part)) {
      return part.equals(ALL) || part.equals(String.valueOf(index));
    }
    String[] sides = key(part).split("=", 2);
    return sides[0].isEmpty()
        ? sides[1].equals(Json.scalar(element))
        : Nodes.at(element, sides[0]) != null && Nodes.text(element, sides[0]).equals(sides[1]);
  }
}
