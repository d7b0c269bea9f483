package dev.ardennes.policy.istio;

import dev.ardennes.model.Unknown;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Small steps through JSON that anybody may have written.
final class Json {
  private static final int MAX_DEPTH = 20;
  private static final int MAX_TEXT = 1 << 16;
  private static final int MAX_ITEMS = 10_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(MAX_TEXT)
                          .build())
                  .build())
          .build();

  private Json() {}

  /// Something that cannot be understood.
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    Unreadable(String message) {
      super(message);
    }
  }

  static JsonNode read(String text) {
    return MAPPER.readTree(text);
  }

  /// Whether the whole node is one unknown part.
  static boolean isUnknown(JsonNode node) {
    return node.isString() && Unknown.in(node.asString());
  }

  static boolean isAbsent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  /// The items of an array; none where there is none.
  static List<JsonNode> items(JsonNode node, String where) throws Unreadable {
    if (isAbsent(node)) {
      return List.of();
    }
    if (!node.isArray()) {
      throw new Unreadable("`" + where + "` is no list");
    }
    if (node.size() > MAX_ITEMS) {
      throw new Unreadable("`" + where + "` has more than " + MAX_ITEMS + " items");
    }
    List<JsonNode> items = new ArrayList<>();
    node.forEach(items::add);
    return items;
  }

  /// The texts of an array; an unknown part in the place of the array is one text.
  static List<String> texts(JsonNode node, String where) throws Unreadable {
    if (isUnknown(node)) {
      return List.of(node.asString());
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode item : items(node, where)) {
      if (!item.isString() && !item.isNumber() && !item.isBoolean()) {
        throw new Unreadable("`" + where + "` holds something else than texts");
      }
      texts.add(item.asString());
    }
    return texts;
  }

  /// The text of an optional field.
  static String text(JsonNode node, String where) throws Unreadable {
    if (isAbsent(node)) {
      return "";
    }
    if (!node.isString()) {
      throw new Unreadable("`" + where + "` is no text");
    }
    return node.asString();
  }

  static JsonNode object(JsonNode node, String where) throws Unreadable {
    if (!node.isObject() && !isAbsent(node)) {
      throw new Unreadable("`" + where + "` is no object");
    }
    return node;
  }
}
