package dev.ardennes.live.aws;

import dev.ardennes.model.Redaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Takes what looks like a secret out of what a service answered, before it is written anywhere.
///
/// A value is judged by its own form and by the name it has: as the key of a member, or as the
/// `Name` beside a `Value`.
final class Redacted {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder().disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /// Where lists hold pairs of a name and a value.
  private static final List<Map.Entry<String, String>> PAIRS =
      List.of(
          Map.entry("Name", "Value"),
          Map.entry("name", "value"),
          Map.entry("Key", "Value"),
          Map.entry("ParameterKey", "ParameterValue"),
          Map.entry("OutputKey", "OutputValue"));

  /// A pair of one of these types names a secret and is none.
  private static final Set<String> REFERENCES = Set.of("SECRETS_MANAGER", "PARAMETER_STORE");

  private static final Set<Character> BREAKS = Set.of(' ', ',', ';', '"', '\'', '}', ']');

  private Redacted() {}

  /// The same tree without secrets. Its depth is that of an answer, which is limited.
  static JsonNode tree(JsonNode node) {
    return node(node, "");
  }

  private static JsonNode node(JsonNode node, String name) {
    if (node instanceof ObjectNode object) {
      return object(object);
    }
    if (node instanceof ArrayNode array) {
      ArrayNode copy = NODES.arrayNode();
      array.forEach(element -> copy.add(node(element, name)));
      return copy;
    }
    return node.isString() ? NODES.stringNode(text(name, node.asString())) : node;
  }

  private static JsonNode object(ObjectNode object) {
    ObjectNode copy = NODES.objectNode();
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      copy.set(member.getKey(), node(member.getValue(), nameOf(object, member.getKey())));
    }
    return copy;
  }

  /// What the value is called: its key, or what stands beside it as its name.
  private static String nameOf(ObjectNode object, String key) {
    for (Map.Entry<String, String> pair : PAIRS) {
      if (pair.getValue().equals(key) && object.path(pair.getKey()).isString()) {
        String type = object.path("Type").asString("");
        return REFERENCES.contains(type) ? "" : object.path(pair.getKey()).asString();
      }
    }
    return key;
  }

  /// One value under its name.
  static String text(String name, String value) {
    if (name.equals("UserData")) {
      return UserData.redacted(value);
    }
    if (value.isEmpty() || isNamedSecret(name, value)) {
      return value.isEmpty() ? value : Redaction.MARK;
    }
    String inner = embedded(value);
    if (inner != null) {
      return inner;
    }
    return lines(value);
  }

  private static boolean isNamedSecret(String name, String value) {
    boolean plain = value.length() <= 4_000 && value.indexOf('\n') < 0 && !name.isEmpty();
    if (!plain) {
      return false;
    }
    String quoted = value.replace("\\", "\\\\").replace("\"", "\\\"");
    String line = name.replaceAll("[^A-Za-z0-9_.-]", "_") + ": \"" + quoted + "\"";
    return Redaction.redact(line).endsWith("\"" + Redaction.MARK + "\"");
  }

  /// A document inside a text, as policies, templates and definitions are; null for other texts.
  private static @org.jspecify.annotations.Nullable String embedded(String value) {
    String text = value.strip();
    if (text.length() < 2 || "{[".indexOf(text.charAt(0)) < 0) {
      return null;
    }
    try {
      JsonNode parsed = JSON.readTree(text);
      return parsed == null ? null : JSON.writeValueAsString(tree(parsed));
    } catch (JacksonException e) {
      return null;
    }
  }

  /// Line by line, and lines that are longer than what is looked at in parts.
  private static String lines(String value) {
    List<String> parts = new ArrayList<>();
    List<String> ends = new ArrayList<>();
    for (String line : value.split("\n", -1)) {
      int from = 0;
      while (line.length() - from > Redaction.LONGEST) {
        int to = end(line, from);
        parts.add(line.substring(from, to));
        ends.add("");
        from = to;
      }
      parts.add(line.substring(from));
      ends.add("\n");
    }
    List<String> redacted = Redaction.redact(parts);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < redacted.size(); i++) {
      out.append(redacted.get(i)).append(i == redacted.size() - 1 ? "" : ends.get(i));
    }
    return out.toString();
  }

  /// Where the next part ends: between words, if there are any.
  private static int end(String line, int from) {
    int most = from + Redaction.LONGEST;
    for (int cut = most; cut > from + 1; cut--) {
      if (BREAKS.contains(line.charAt(cut - 1))) {
        return cut;
      }
    }
    return most;
  }
}
