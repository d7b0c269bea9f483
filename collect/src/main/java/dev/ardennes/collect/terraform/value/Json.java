package dev.ardennes.collect.terraform.value;

import java.util.List;
import java.util.Map;

/// Writes values as Terraform's `jsonencode` does: keys sorted, no blanks, `<`, `>` and `&`
/// escaped. An unknown value stands without quotes, unknown parts of texts stand inside them.
public final class Json {
  private static final int DEEPEST = 200;
  private static final int LONGEST = 4 << 20;

  private Json() {}

  /// The JSON text of a value. Cost: linear in its length.
  ///
  /// @throws ValueTooLarge where the text would be longer than four million characters
  public static String text(Value value) {
    StringBuilder json = new StringBuilder();
    append(json, value, 0);
    return json.toString();
  }

  private static void append(StringBuilder json, Value value, int depth) {
    if (depth > DEEPEST) {
      json.append("null");
      return;
    }
    if (json.length() > LONGEST) {
      throw new ValueTooLarge(LONGEST);
    }
    switch (value) {
      case NullValue _, BoolValue _, NumberValue _ -> json.append(value);
      case UnknownValue unknown -> json.append(unknown.rendered());
      case StringValue string -> appendString(json, string.text());
      case ListValue list -> appendList(json, list.elements(), depth);
      case SetValue set -> appendList(json, set.elements(), depth);
      case MapValue map -> appendMap(json, map, depth);
    }
  }

  private static void appendList(StringBuilder json, List<Value> elements, int depth) {
    json.append('[');
    for (int index = 0; index < elements.size(); index++) {
      json.append(index == 0 ? "" : ",");
      append(json, elements.get(index), depth + 1);
    }
    json.append(']');
  }

  private static void appendMap(StringBuilder json, MapValue map, int depth) {
    json.append('{');
    boolean first = true;
    for (Map.Entry<String, Value> entry : map.entries().entrySet()) {
      json.append(first ? "" : ",");
      first = false;
      appendString(json, entry.getKey());
      json.append(':');
      append(json, entry.getValue(), depth + 1);
    }
    json.append('}');
  }

  private static void appendString(StringBuilder json, String text) {
    json.append('"');
    for (int index = 0; index < text.length(); index++) {
      appendCharacter(json, text.charAt(index));
    }
    json.append('"');
  }

  private static void appendCharacter(StringBuilder json, char character) {
    switch (character) {
      case '"' -> json.append("\\\"");
      case '\\' -> json.append("\\\\");
      case '\n' -> json.append("\\n");
      case '\r' -> json.append("\\r");
      case '\t' -> json.append("\\t");
      case '<', '>', '&', '\u2028', '\u2029' -> appendHexadecimal(json, character);
      default -> {
        if (character < 0x20) {
          appendHexadecimal(json, character);
        } else {
          json.append(character);
        }
      }
    }
  }

  private static void appendHexadecimal(StringBuilder json, char character) {
    json.append("\\u").append(String.format("%04x", (int) character));
  }
}
