package dev.ardennes.policy.kubernetes.network;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// Reads JSON of limited size and depth.
final class Json {
  private static final int MAX_DEPTH = 20;
  private static final int MAX_TEXT = 1 << 20;

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

  /// Throws `JacksonException` for what is no JSON or too deep; what is too large is no value.
  static JsonNode read(String json) {
    return json.length() > MAX_TEXT ? MissingNode.getInstance() : MAPPER.readTree(json);
  }
}
