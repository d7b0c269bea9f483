package dev.ardennes.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What this project says of single outside labs, in files beside the tests: ids of labs, and
/// reasons in words of our own.
final class LabData {
  private LabData() {}

  static JsonNode read(String file) {
    try (InputStream in = LabData.class.getResourceAsStream("labs/" + file)) {
      return new JsonMapper().readTree(Objects.requireNonNull(in, file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The entries of a file that is an object, by lab.
  static Map<String, JsonNode> byLab(String file) {
    Map<String, JsonNode> entries = new TreeMap<>();
    read(file).properties().forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
    return entries;
  }

  static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asString).toList();
  }
}
