package dev.ardennes.live.aws;

import dev.ardennes.live.wire.CallFailure;
import dev.ardennes.live.wire.Operation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads resources of any type through the Cloud Control API, in the shape of CloudFormation.
final class CloudControl {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int MOST_RESOURCES = 200_000;

  private CloudControl() {}

  /// All resources of a type in a region, by identifier.
  ///
  /// @param model what has to be said to list them: which parent
  /// @throws CallFailure where they cannot be listed; failures of single ones are gaps
  static SortedMap<String, ObjectNode> all(
      Place place, String type, Map<String, String> model, Findings findings) throws CallFailure {
    SortedMap<String, JsonNode> listed = new TreeMap<>();
    CallFailure broken = null;
    try {
      list(place, type, model, listed);
    } catch (CallFailure failure) {
      broken = failure;
    }
    if (broken != null && listed.isEmpty()) {
      throw broken;
    }
    if (broken != null) {
      findings.gap(broken);
    }
    SortedMap<String, ObjectNode> resources = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : listed.entrySet()) {
      ObjectNode read = read(place, type, entry.getKey(), entry.getValue(), findings);
      if (read != null) {
        resources.put(entry.getKey(), read);
      }
    }
    return resources;
  }

  private static void list(
      Place place, String type, Map<String, String> model, SortedMap<String, JsonNode> listed)
      throws CallFailure {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("TypeName", type);
    if (!model.isEmpty()) {
      parameters.put("ResourceModel", JSON.writeValueAsString(model));
    }
    place.pages(
        Operation.LIST_RESOURCES,
        parameters,
        page -> {
          for (JsonNode description : page.path("ResourceDescriptions")) {
            String id = description.path("Identifier").asString("");
            if (!id.isEmpty()) {
              listed.put(id, description);
            }
          }
          if (listed.size() > MOST_RESOURCES) {
            throw CallFailure.malformed(
                Operation.LIST_RESOURCES, "more than " + MOST_RESOURCES + " resources of a type");
          }
        });
  }

  /// A list may say less than a read; where the read fails what the list said is better than
  /// nothing.
  private static @Nullable ObjectNode read(
      Place place, String type, String id, JsonNode listed, Findings findings) {
    try {
      return get(place, type, id);
    } catch (CallFailure failure) {
      findings.gap(failure);
    }
    try {
      return properties(listed);
    } catch (CallFailure failure) {
      findings.gap(failure);
      return null;
    }
  }

  /// One resource; null where there is none of this identifier.
  static @Nullable ObjectNode get(Place place, String type, String id) throws CallFailure {
    try {
      JsonNode answer =
          place.call(Operation.GET_RESOURCE, Map.of("TypeName", type, "Identifier", id));
      return properties(answer.path("ResourceDescription"));
    } catch (CallFailure failure) {
      if (failure.is("ResourceNotFoundException") || failure.says().contains("Code: NotFound")) {
        return null;
      }
      throw failure;
    }
  }

  private static ObjectNode properties(JsonNode description) throws CallFailure {
    String text = description.path("Properties").asString("");
    if (text.isEmpty()) {
      return JsonNodeFactory.instance.objectNode();
    }
    try {
      if (JSON.readTree(text) instanceof ObjectNode object) {
        return object;
      }
    } catch (JacksonException e) {
      // said below
    }
    throw CallFailure.malformed(
        Operation.GET_RESOURCE, "the properties of a resource are no JSON object");
  }
}
