package dev.ardennes.policy.kubernetes.network;

import dev.ardennes.model.Unknown;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The labels of pods or of a namespace.
///
/// @param values by key; values may have unknown parts, keys have none
/// @param open whether there may be labels beside these
public record Labels(SortedMap<String, String> values, boolean open) {
  public static final Labels NONE = of(Map.of());

  /// Nothing is known of them.
  public static final Labels UNKNOWN = new Labels(new TreeMap<>(), true);

  public Labels {
    SortedMap<String, String> known = new TreeMap<>(values);
    open |= known.keySet().removeIf(Unknown::in);
    values = Collections.unmodifiableSortedMap(known);
  }

  /// Exactly these labels. A key with unknown parts leaves the set open.
  public static Labels of(Map<String, String> values) {
    return new Labels(new TreeMap<>(values), false);
  }

  /// From a JSON object. Whatever is no object of texts is unknown; this never fails.
  public static Labels ofJson(String json) {
    try {
      return ofNode(Json.read(json));
    } catch (JacksonException e) {
      return UNKNOWN;
    }
  }

  private static Labels ofNode(JsonNode node) {
    SortedMap<String, String> values = new TreeMap<>();
    boolean open = !node.isObject();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      open |= !entry.getValue().isString();
      if (entry.getValue().isString()) {
        values.put(entry.getKey(), entry.getValue().asString());
      }
    }
    return new Labels(values, open);
  }

  /// The same with one label more; another value for its key is replaced.
  public Labels with(String key, String value) {
    SortedMap<String, String> more = new TreeMap<>(values);
    more.put(key, value);
    return new Labels(more, open);
  }
}
