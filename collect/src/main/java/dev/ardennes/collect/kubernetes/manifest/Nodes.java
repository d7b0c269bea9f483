package dev.ardennes.collect.kubernetes.manifest;

import dev.ardennes.collect.json.Json;
import dev.ardennes.model.Unknown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Looking into objects whose fields may be missing or of another type than they should be.
public final class Nodes {
  private static final Set<String> TRUE = Set.of("true", "yes", "on", "y");

  private Nodes() {}

  /// The value at the end of the path; null where any part of it is missing, or `null`.
  public static @Nullable Json at(@Nullable Json from, String... path) {
    Json value = from;
    for (String key : path) {
      value = value == null ? null : value.at(key);
    }
    return value instanceof Json.Null ? null : value;
  }

  /// The text, number or truth value at the end of the path as it is written; empty where there is
  /// none.
  public static String text(@Nullable Json from, String... path) {
    String text = Json.scalar(at(from, path));
    return text == null ? "" : text;
  }

  /// The elements of the list at the end of the path; none where there is no list.
  public static List<Json> list(@Nullable Json from, String... path) {
    return at(from, path) instanceof Json.Arr list ? list.elements() : List.of();
  }

  /// The members of the object at the end of the path; none where there is no object.
  public static Map<String, Json> members(@Nullable Json from, String... path) {
    return at(from, path) instanceof Json.Obj object ? object.members() : Map.of();
  }

  /// The members of the object at the end of the path that are texts, numbers or truth values.
  public static Map<String, String> texts(@Nullable Json from, String... path) {
    Map<String, String> texts = new LinkedHashMap<>();
    members(from, path)
        .forEach(
            (key, value) -> {
              String text = Json.scalar(value);
              if (text != null) {
                texts.put(key, text);
              }
            });
    return texts;
  }

  /// Whether nothing is there, or what is there is written as a true value or is not known.
  public static boolean mayBeTrue(@Nullable Json value) {
    return value == null || isTrue(value) || Unknown.in(text(value));
  }

  /// Whether the value at the end of the path is written as a true one.
  public static boolean isTrue(@Nullable Json from, String... path) {
    return TRUE.contains(text(from, path).toLowerCase(Locale.ROOT));
  }
}
