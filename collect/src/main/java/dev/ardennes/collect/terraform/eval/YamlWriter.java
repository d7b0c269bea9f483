package dev.ardennes.collect.terraform.eval;

import dev.ardennes.collect.terraform.hcl.Position;
import dev.ardennes.collect.terraform.value.BoolValue;
import dev.ardennes.collect.terraform.value.Json;
import dev.ardennes.collect.terraform.value.ListValue;
import dev.ardennes.collect.terraform.value.MapValue;
import dev.ardennes.collect.terraform.value.NullValue;
import dev.ardennes.collect.terraform.value.NumberValue;
import dev.ardennes.collect.terraform.value.Origin;
import dev.ardennes.collect.terraform.value.SetValue;
import dev.ardennes.collect.terraform.value.StringValue;
import dev.ardennes.collect.terraform.value.UnknownValue;
import dev.ardennes.collect.terraform.value.Value;
import java.util.List;
import java.util.Map;

/// Writes values as `yamlencode` does: block style, keys sorted, all texts quoted, texts of several
/// lines as literal blocks.
final class YamlWriter {
  private static final int LONGEST = 4 << 20;
  private static final int DEEPEST = 400;

  private final StringBuilder yaml = new StringBuilder();

  private YamlWriter() {}

  static String text(Value value) {
    YamlWriter writer = new YamlWriter();
    writer.append(value, 0, false);
    return writer.yaml.toString();
  }

  /// Appends a value behind `- ` or `key:`.
  ///
  /// @param inline whether a list or map starts on the current line
  private void append(Value value, int indentation, boolean inline) {
    if (yaml.length() > LONGEST || indentation > DEEPEST) {
      throw Budget.tooMuch("`yamlencode`: the text is too long or nested too deep");
    }
    switch (value) {
      case ListValue list -> appendList(list.elements(), indentation, inline);
      case SetValue set -> appendList(set.elements(), indentation, inline);
      case MapValue map -> appendMap(map.entries(), indentation, inline);
      case StringValue string -> appendText(string.text(), indentation);
      case NullValue _, BoolValue _, NumberValue _, UnknownValue _ ->
          yaml.append(value).append('\n');
    }
  }

  private void appendText(String text, int indentation) {
    if (!text.contains("\n") || text.startsWith(" ") || text.contains("\t")) {
      yaml.append(quoted(text)).append('\n');
      return;
    }
    String chomping = text.endsWith("\n\n") ? "+" : text.endsWith("\n") ? "" : "-";
    yaml.append('|').append(chomping).append('\n');
    String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    for (String line : body.split("\n", -1)) {
      yaml.append(line.isEmpty() ? "" : " ".repeat(Math.max(2, indentation))).append(line);
      yaml.append('\n');
    }
  }

  private static String quoted(String text) {
    return Json.text(StringValue.of(text, NO_ORIGIN))
        .replace("\\u003c", "<")
        .replace("\\u003e", ">")
        .replace("\\u0026", "&");
  }

  private static final Origin NO_ORIGIN = Origin.at(Position.at("", 1, 1));

  private void appendList(List<Value> elements, int indentation, boolean inline) {
    if (elements.isEmpty()) {
      yaml.append("[]\n");
      return;
    }
    boolean first = inline;
    for (Value element : elements) {
      yaml.append(first ? "" : " ".repeat(indentation)).append("- ");
      first = false;
      append(element, indentation + 2, true);
    }
  }

  private void appendMap(Map<String, Value> entries, int indentation, boolean inline) {
    if (entries.isEmpty()) {
      yaml.append("{}\n");
      return;
    }
    boolean first = inline;
    for (Map.Entry<String, Value> entry : entries.entrySet()) {
      yaml.append(first ? "" : " ".repeat(indentation)).append(quoted(entry.getKey())).append(':');
      first = false;
      appendEntry(entry.getValue(), indentation);
    }
  }

  /// Lists stand under their key at the same indentation, maps two deeper.
  private void appendEntry(Value value, int indentation) {
    switch (value) {
      case ListValue list when !list.elements().isEmpty() -> {
        yaml.append('\n');
        append(value, indentation, false);
      }
      case SetValue set when !set.elements().isEmpty() -> {
        yaml.append('\n');
        append(value, indentation, false);
      }
      case MapValue map when !map.names().isEmpty() -> {
        yaml.append('\n');
        append(value, indentation + 2, false);
      }
      default -> {
        yaml.append(' ');
        append(value, indentation + 2, true);
      }
    }
  }
}
