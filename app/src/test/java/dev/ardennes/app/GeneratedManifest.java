package dev.ardennes.app;

import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Objects of a cluster as maps, and as the texts that people write.
final class GeneratedManifest {
  private GeneratedManifest() {}

  static Map<String, Object> object(String version, String kind, Map<String, Object> members) {
    Map<String, Object> object = map("apiVersion", version, "kind", kind);
    object.putAll(members);
    return object;
  }

  static Map<String, Object> named(
      String version, String kind, String namespace, String name, Map<String, Object> members) {
    Map<String, Object> metadata = map("name", name);
    if (!namespace.isEmpty()) {
      metadata.put("namespace", namespace);
    }
    Map<String, Object> object = object(version, kind, map("metadata", metadata));
    object.putAll(members);
    return object;
  }

  static String namespaceOf(Map<String, Object> object) {
    return String.valueOf(at(object, "metadata").getOrDefault("namespace", "cluster"));
  }

  static Map<String, Object> map(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> at(Map<String, Object> object, String key) {
    return (Map<String, Object>) java.util.Objects.requireNonNull(object.get(key));
  }

  static void json(Object value, Writer out) throws IOException {
    switch (value) {
      case Map<?, ?> map -> {
        String before = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          out.write(before + '"' + entry.getKey() + "\":");
          json(entry.getValue(), out);
          before = ",\n";
        }
        out.write(map.isEmpty() ? "{}" : "}");
      }
      case List<?> list -> {
        String before = "[";
        for (Object each : list) {
          out.write(before);
          json(each, out);
          before = ",";
        }
        out.write(list.isEmpty() ? "[]" : "]");
      }
      case String text -> out.write('"' + text + '"');
      default -> out.write(String.valueOf(value));
    }
  }

  static void yaml(Object value, String indent, StringBuilder out) {
    switch (value) {
      case Map<?, ?> map when !map.isEmpty() -> {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          out.append(indent).append(entry.getKey()).append(':');
          nested(entry.getValue(), indent + "  ", out);
        }
      }
      case List<?> list when !list.isEmpty() -> {
        for (Object each : list) {
          out.append(indent).append('-');
          nested(each, indent + "  ", out);
        }
      }
      default -> throw new IllegalArgumentException("nothing to write");
    }
  }

  static void nested(Object value, String indent, StringBuilder out) {
    boolean empty = value instanceof Map<?, ?> map && map.isEmpty();
    boolean none = value instanceof List<?> list && list.isEmpty();
    if (empty || none) {
      out.append(empty ? " {}\n" : " []\n");
    } else if (value instanceof Map || value instanceof List) {
      out.append('\n');
      yaml(value, indent, out);
    } else if (value instanceof String text) {
      out.append(" \"").append(text).append("\"\n");
    } else {
      out.append(' ').append(value).append('\n');
    }
  }
}
