package dev.ardennes.live.aws;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// A type of resource that the Cloud Control API reads, from `types.yaml`.
///
/// @param type as CloudFormation names it: `AWS::Lambda::Function`
/// @param global whether one region answers for the whole account
/// @param arn the property that holds the ARN, or a text with slots; empty where there is none
/// @param parent the type that is listed first; null for most
/// @param policy the type that holds the policy of a resource of this one; empty where none does
/// @param actions what Cloud Control asks of the service on behalf of the caller
record CloudType(
    String type,
    boolean global,
    String arn,
    @Nullable Parent parent,
    String policy,
    List<String> actions) {

  /// @param type of the parent
  /// @param property by which a child names it
  /// @param from the parent's property that has this name
  record Parent(String type, String property, String from) {}

  CloudType {
    actions = List.copyOf(actions);
  }

  /// All types, parents before their children.
  static List<CloudType> all() {
    try (InputStream in = CloudType.class.getResourceAsStream("types.yaml")) {
      List<CloudType> types = new ArrayList<>();
      for (JsonNode row : new YAMLMapper().readTree(in)) {
        types.add(of(row));
      }
      return List.copyOf(types);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CloudType of(JsonNode row) {
    List<String> actions = new ArrayList<>();
    row.path("actions").forEach(action -> actions.add(action.asString()));
    return new CloudType(
        row.path("type").asString(),
        row.path("scope").asString("").equals("global"),
        row.path("arn").asString(""),
        parent(row.path("parents")),
        row.path("policy").asString(""),
        actions);
  }

  private static @Nullable Parent parent(JsonNode parents) {
    for (Map.Entry<String, JsonNode> entry : parents.properties()) {
      String[] sides = entry.getValue().asString().split("=", 2);
      return new Parent(entry.getKey(), sides[0], sides[1]);
    }
    return null;
  }

  /// The ARN of one of them; empty where it is not known.
  String arnOf(Place place, String id, JsonNode properties) {
    if (!arn.contains(":")) {
      String text = arn.isEmpty() ? "" : properties.path(arn).asString("");
      return text.startsWith("arn:") ? text : "";
    }
    return arn.replace("{partition}", place.partition())
        .replace("{region}", place.region())
        .replace("{account}", place.account())
        .replace("{id}", id);
  }
}
