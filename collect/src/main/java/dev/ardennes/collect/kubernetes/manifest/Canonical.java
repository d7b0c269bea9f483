package dev.ardennes.collect.kubernetes.manifest;

import dev.ardennes.collect.json.Json;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// JSON with sorted keys and without blanks, so that equal values are equal texts.
public final class Canonical {
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][-+]?\\d+)?");

  private Canonical() {}

  /// The value as canonical JSON. Its depth is bounded by whoever read it.
  public static String json(Json value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  private static void write(Json value, StringBuilder out) {
    switch (value) {
      case Json.Obj object -> members(object.members(), out);
      case Json.Arr list -> {
        out.append('[');
        String separator = "";
        for (Json element : list.elements()) {
          out.append(separator);
          write(element, out);
          separator = ",";
        }
        out.append(']');
      }
      case Json.Text text -> quote(text.value(), out);
      case Json.Num number -> {
        if (NUMBER.matcher(number.value()).matches()) {
          out.append(number.value());
        } else {
          quote(number.value(), out);
        }
      }
      case Json.Bool bool -> out.append(bool.value());
      case Json.Null ignored -> out.append("null");
    }
  }

  private static void members(Map<String, Json> members, StringBuilder out) {
    out.append('{');
    String separator = "";
    for (Map.Entry<String, Json> member : new TreeMap<>(members).entrySet()) {
      out.append(separator);
      quote(member.getKey(), out);
      out.append(':');
      write(member.getValue(), out);
      separator = ",";
    }
    out.append('}');
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ') {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
