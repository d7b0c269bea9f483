package dev.ardennes.collect.helm.value;

import java.util.Map;

/// Writes values as Go's `encoding/json` does: keys sorted, `<`, `>` and `&` escaped where asked.
public final class JsonOutput {
  private final StringBuilder json = new StringBuilder();
  private final Budget budget;
  private final boolean pretty;
  private final boolean html;

  private JsonOutput(Budget budget, boolean pretty, boolean html) {
    this.budget = budget;
    this.pretty = pretty;
    this.html = html;
  }

  /// The JSON of a value.
  ///
  /// @param pretty on several lines, indented by two blanks
  /// @param html whether `<`, `>` and `&` are escaped
  /// @throws Failure where the value is too large or nested too deep
  public static String of(Value value, boolean pretty, boolean html, Budget budget) {
    JsonOutput output = new JsonOutput(budget, pretty, html);
    output.append(value, 0);
    return budget.text(output.json.toString());
  }

  private void append(Value value, int depth) {
    budget.step(1);
    if (depth > Budget.DEEPEST_VALUE || json.length() > budget.limits().textLength()) {
      throw Failure.limit("a value is nested too deep, or too large to write as JSON");
    }
    switch (value) {
      case Value.ListValue list -> appendList(list, depth);
      case Value.Dict dict -> appendDict(dict, depth);
      case Value.Text text -> json.append(quoted(text.text(), html));
      case Value.Nil _ -> json.append("null");
      case Value.Real number -> json.append(GoText.json(number.value()));
      case Value.Bool _, Value.Int _ -> json.append(GoText.of(value, budget));
      case Value.UnknownValue unknown -> json.append(quoted(unknown.rendered(), html));
      case Value.Opaque opaque -> json.append(quoted(opaque.print(), html));
    }
  }

  private void appendList(Value.ListValue list, int depth) {
    if (list.elements().isEmpty()) {
      json.append("[]");
      return;
    }
    char separator = '[';
    for (Value element : list.elements()) {
      json.append(separator);
      separator = ',';
      newLine(depth + 1);
      append(element, depth + 1);
    }
    newLine(depth);
    json.append(']');
  }

  private void appendDict(Value.Dict dict, int depth) {
    if (dict.entries().isEmpty()) {
      json.append("{}");
      return;
    }
    char separator = '{';
    for (Map.Entry<String, Value> entry : dict.entries().entrySet()) {
      json.append(separator);
      separator = ',';
      newLine(depth + 1);
      json.append(quoted(entry.getKey(), html)).append(pretty ? ": " : ":");
      append(entry.getValue(), depth + 1);
    }
    newLine(depth);
    json.append('}');
  }

  private void newLine(int depth) {
    if (pretty) {
      json.append('\n').append("  ".repeat(depth));
    }
  }

  /// A text in double quotes.
  public static String quoted(String text, boolean html) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> {
          boolean escaped = c < ' ' || (html && (c == '<' || c == '>' || c == '&'));
          quoted.append(escaped ? String.format("\\u%04x", (int) c) : String.valueOf(c));
        }
      }
    }
    return quoted.append('"').toString();
  }
}
