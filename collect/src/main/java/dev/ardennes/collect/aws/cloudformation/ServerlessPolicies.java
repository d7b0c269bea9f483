package dev.ardennes.collect.aws.cloudformation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The policy templates of SAM, from `serverless-policies.yaml`. Immutable.
final class ServerlessPolicies {
  /// What a template allows.
  ///
  /// @param resources with parameters of the template in `${}`
  record Statement(List<String> actions, List<String> resources) {}

  private final Map<String, List<Statement>> templates = new LinkedHashMap<>();

  private ServerlessPolicies(JsonNode root) {
    for (var entry : root.properties()) {
      List<Statement> statements = new ArrayList<>();
      for (JsonNode statement : entry.getValue()) {
        statements.add(new Statement(texts(statement.get(0)), texts(statement.get(1))));
      }
      templates.put(entry.getKey(), statements);
    }
  }

  private static List<String> texts(@Nullable JsonNode written) {
    List<String> texts = new ArrayList<>();
    if (written != null) {
      written.forEach(text -> texts.add(text.asString()));
    }
    return List.copyOf(texts);
  }

  static ServerlessPolicies standard() {
    return Holder.STANDARD;
  }

  private static final class Holder {
    static final ServerlessPolicies STANDARD = load();

    private static ServerlessPolicies load() {
      try (InputStream in =
          ServerlessPolicies.class.getResourceAsStream("serverless-policies.yaml")) {
        return new ServerlessPolicies(new YAMLMapper().readTree(in));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// The statements of a template; none where it is not known.
  List<Statement> statements(String template) {
    return templates.getOrDefault(template, List.of());
  }
}
