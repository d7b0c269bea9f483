package dev.ardennes.live.aws;

import java.util.Collection;
import java.util.Map;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/// How JSON is written: sorted, one member a line, so that the same answers give the same bytes and
/// a place in a file is a line.
final class Written {
  private static final ObjectWriter LINES =
      JsonMapper.builder()
          .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
          .build()
          .writer()
          .with(printer());
  private static final ObjectWriter ONE_LINE =
      JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build().writer();

  private Written() {}

  private static DefaultPrettyPrinter printer() {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    return new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
  }

  static String lines(JsonNode node) {
    return LINES.writeValueAsString(node);
  }

  static String line(JsonNode node) {
    return ONE_LINE.writeValueAsString(node);
  }

  /// A list of what was written before.
  static String list(Collection<String> elements) {
    return elements.isEmpty() ? "[]" : "[\n" + String.join(",\n", elements) + "\n]";
  }

  /// An object of what was written before, in this order.
  static String object(Map<String, String> members) {
    StringBuilder out = new StringBuilder("{");
    members.forEach(
        (key, value) ->
            out.append(out.length() == 1 ? "\n" : ",\n")
                .append('"')
                .append(key)
                .append("\": ")
                .append(value));
    return out.append("\n}\n").toString();
  }
}
