package dev.ardennes.policy.aws;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The known differences between the engine and the independent evaluator, as
/// `explained-differences.json` lists them. Each is proved by asking the evaluator again about the
/// case without what it treats otherwise.
final class ExplainedDifferences {
  private static final String ALL = "0.0.0.0/0";

  /// Seconds since 1970 in the random cases, and the same times as texts.
  private static final Map<String, String> SECONDS =
      Map.of("1767225600", "2026-01-01T00:00:00Z", "1782907200", "2026-07-01T12:00:00Z");

  /// An address of the newer kind and its block, and an address and a block of the older kind.
  private static final Map<String, String> ADDRESSES =
      Map.of("2001:db8::7", "203.0.113.9", "2001:db8::/32", "203.0.113.0/24");

  private final AwsServices services;
  private final JsonMapper mapper = new JsonMapper();

  ExplainedDifferences(AwsServices services) {
    this.services = services;
  }

  /// The ids that the list has, each of which has a documented reason.
  Set<String> listed() throws IOException {
    try (InputStream in =
        ExplainedDifferences.class.getResourceAsStream("explained-differences.json")) {
      Set<String> ids = new TreeSet<>();
      for (JsonNode entry : mapper.readTree(Objects.requireNonNull(in))) {
        if (!entry.path("aws").asString().isEmpty() && !entry.path("source").asString().isEmpty()) {
          ids.add(entry.path("id").asString());
        }
      }
      return ids;
    }
  }

  /// The explanations that are about the case.
  List<String> about(JsonNode node) {
    List<String> about = new ArrayList<>();
    if (node.has("sessionPolicy") && namesSession(node)) {
      about.add("session-policy-and-named-session");
    }
    String action = node.path("action").asString();
    String service = action.substring(0, action.indexOf(':'));
    boolean controlled =
        services.service(service).map(AwsService::resourceControlPolicies).orElse(true);
    if (node.has("rcps") && !controlled) {
      about.add("resource-control-policies-of-other-services");
    }
    if (node.toString().contains('"' + ALL + '"')) {
      about.add("address-block-of-all-addresses");
    }
    if (node.path("context").path("aws:SourceIp").asString("").startsWith("2001:")) {
      about.add("addresses-of-two-kinds");
    }
    if (SECONDS.keySet().stream().anyMatch(node.toString()::contains)) {
      about.add("seconds-since-1970");
    }
    return about;
  }

  /// The case without what the evaluator treats otherwise.
  JsonNode without(JsonNode node, List<String> explanations) {
    String text = node.toString();
    if (explanations.contains("seconds-since-1970")) {
      text = replaced(text, SECONDS);
    }
    if (explanations.contains("addresses-of-two-kinds")) {
      text = replaced(text, ADDRESSES);
    }
    ObjectNode changed = (ObjectNode) mapper.readTree(text);
    for (String explanation : explanations) {
      switch (explanation) {
        case "session-policy-and-named-session" -> changed.remove("sessionPolicy");
        case "resource-control-policies-of-other-services" -> changed.remove("rcps");
        case "address-block-of-all-addresses" -> halve(changed);
        default -> {
          // times and addresses were replaced above
        }
      }
    }
    return changed;
  }

  private static String replaced(String text, Map<String, String> by) {
    String result = text;
    for (Map.Entry<String, String> one : by.entrySet()) {
      result = result.replace(one.getKey(), one.getValue());
    }
    return result;
  }

  private static boolean namesSession(JsonNode node) {
    for (JsonNode statement : node.path("resourcePolicy").path("Statement")) {
      if (statement.path("Principal").toString().contains(":assumed-role/")) {
        return true;
      }
    }
    return false;
  }

  private void halve(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (String name : List.copyOf(object.propertyNames())) {
        JsonNode value = object.get(name);
        if (value.toString().contains('"' + ALL + '"') && name.equals("aws:SourceIp")) {
          object.set(name, halves(value));
        } else {
          halve(value);
        }
      }
    } else {
      node.forEach(this::halve);
    }
  }

  private ArrayNode halves(JsonNode value) {
    ArrayNode halves = mapper.createArrayNode();
    for (JsonNode item : value.isArray() ? value : List.of(value)) {
      if (item.asString().equals(ALL)) {
        halves.add("0.0.0.0/1").add("128.0.0.0/1");
      } else {
        halves.add(item);
      }
    }
    return halves;
  }
}
