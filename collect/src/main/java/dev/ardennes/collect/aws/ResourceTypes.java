package dev.ardennes.collect.aws;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The resource types of Terraform's aws provider that are known, from `resource-types.yaml`.
/// Immutable.
final class ResourceTypes {
  private static final String POLICIES = "policies";
  private static final Set<String> FIELDS =
      Set.of(
          "kind",
          "name",
          "arn",
          "id",
          "stores",
          "key",
          "runs_as",
          "calls_as",
          "template_runs_as",
          "provisions_with",
          "provisions_in",
          "profile",
          "groups",
          "code",
          "within",
          "copy_of",
          "policy",
          "holds");

  private final Map<String, ResourceType> types = new LinkedHashMap<>();
  private final Map<String, ResourceType.PolicyOf> policies = new LinkedHashMap<>();

  private ResourceTypes(JsonNode root) {
    for (var entry : root.properties()) {
      if (entry.getKey().equals(POLICIES)) {
        entry
            .getValue()
            .properties()
            .forEach(row -> policies.put(row.getKey(), policyOf(row.getValue())));
      } else {
        types.put(entry.getKey(), type(entry.getKey(), entry.getValue()));
      }
    }
  }

  static ResourceTypes standard() {
    return Holder.STANDARD;
  }

  private static final class Holder {
    static final ResourceTypes STANDARD = load();

    private static ResourceTypes load() {
      try (InputStream in = ResourceTypes.class.getResourceAsStream("resource-types.yaml")) {
        return new ResourceTypes(new YAMLMapper().readTree(in));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static ResourceType.PolicyOf policyOf(JsonNode row) {
    return new ResourceType.PolicyOf(
        row.get("target").asString(), row.get("type").asString(), row.get("document").asString());
  }

  private static ResourceType type(String type, JsonNode row) {
    for (String field : row.propertyNames()) {
      if (!FIELDS.contains(field)) {
        throw new IllegalStateException("unknown field " + field + " of " + type);
      }
    }
    return new ResourceType(
        type,
        row.get("kind").asString(),
        list(row, "name"),
        text(row, "arn"),
        text(row, "id"),
        text(row, "stores"),
        list(row, "key"),
        list(row, "runs_as"),
        list(row, "calls_as"),
        list(row, "template_runs_as"),
        list(row, "provisions_with"),
        list(row, "provisions_in"),
        list(row, "profile"),
        list(row, "groups"),
        list(row, "code"),
        list(row, "within"),
        list(row, "copy_of"),
        list(row, "policy"));
  }

  private static String text(JsonNode row, String field) {
    JsonNode value = row.get(field);
    return value == null ? "" : value.asString();
  }

  private static List<String> list(JsonNode row, String field) {
    List<String> values = new ArrayList<>();
    JsonNode value = row.get(field);
    if (value != null) {
      value.forEach(element -> values.add(element.asString()));
    }
    return List.copyOf(values);
  }

  /// The type; null where it is not listed.
  @Nullable ResourceType find(String type) {
    return types.get(type);
  }

  /// What the type is the policy of; null where it is no such type.
  ResourceType.@Nullable PolicyOf policyOf(String type) {
    return policies.get(type);
  }

  List<ResourceType> all() {
    return List.copyOf(types.values());
  }

  /// All types that are only the policy of another one.
  Map<String, ResourceType.PolicyOf> allPolicies() {
    return Map.copyOf(policies);
  }

  /// The kind of entity that the ARN names, by service and the beginning of its last part.
  String kindOf(Arn arn) {
    ResourceType best = null;
    int length = -1;
    for (ResourceType type : types.values()) {
      Arn format = Arn.parse(type.arn());
      String prefix = type.resourcePrefix();
      if (format == null
          || prefix == null
          || !format.service().equals(arn.service())
          || prefix.length() <= length
          || !arn.resource().startsWith(prefix)) {
        continue;
      }
      best = type;
      length = prefix.length();
    }
    return best == null ? "aws." + arn.service() + ".resource" : best.kind();
  }
}
