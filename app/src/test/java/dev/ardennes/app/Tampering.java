package dev.ardennes.app;

import dev.ardennes.model.ContentId;
import dev.ardennes.model.Fact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Changes one premise of a report and makes all ids fit again, so that no checksum gives it away.
final class Tampering {
  private static final JsonMapper JSON = new JsonMapper();
  private final String report;

  Tampering(String report) {
    this.report = report;
  }

  /// A report with one premise changed.
  record Tampered(String what, String report) {}

  /// For every collected fact that a path rests on: each entity in it exchanged for another, and
  /// each statement made to say nothing.
  List<Tampered> all() {
    JsonNode root = JSON.readTree(report);
    List<Tampered> all = new ArrayList<>();
    for (JsonNode fact : root.get("facts")) {
      if (!isCollected(fact) || !needed(root).contains(fact.get("id").asString())) {
        continue;
      }
      for (int column = 0; column < fact.get("args").size(); column++) {
        for (String other : others(root, fact, column)) {
          all.add(changed(fact, column, other));
        }
      }
    }
    return all;
  }

  private static boolean isCollected(JsonNode fact) {
    return fact.get("standing").asString().equals("configured");
  }

  /// The ids of all facts below the steps of the paths.
  private static Set<String> needed(JsonNode root) {
    Map<String, JsonNode> facts = new HashMap<>();
    root.get("facts").forEach(fact -> facts.put(fact.get("id").asString(), fact));
    Set<String> needed = new HashSet<>();
    for (JsonNode path : root.get("paths")) {
      for (JsonNode step : path.get("steps")) {
        for (JsonNode because : step.get("because")) {
          String id = because.get("fact").asString();
          needed.add(id);
          Objects.requireNonNull(facts.get(id))
              .path("from")
              .forEach(from -> needed.add(from.asString()));
        }
      }
    }
    return needed;
  }

  private static List<String> others(JsonNode root, JsonNode fact, int column) {
    String value = fact.get("args").get(column).asString();
    if (fact.get("relation").asString().equals("policy_statement") && column == 2) {
      return List.of(
          value.replaceFirst("\"Action\":\\[[^]]*]", "\"Action\":[\"none:Nothing\"]"),
          value.replace("\"Allow\"", "\"Deny\""));
    }
    Set<String> ids = new LinkedHashSet<>();
    root.get("entities").forEach(entity -> ids.add(entity.get("id").asString()));
    if (!ids.remove(value)) {
      return List.of();
    }
    return List.copyOf(ids);
  }

  private Tampered changed(JsonNode fact, int column, String other) {
    ObjectNode root = (ObjectNode) JSON.readTree(report);
    String id = fact.get("id").asString();
    Map<String, String> renamed = new HashMap<>();
    for (JsonNode listed : root.get("facts")) {
      if (listed.get("id").asString().equals(id)) {
        ((ArrayNode) listed.get("args")).set(column, JSON.getNodeFactory().stringNode(other));
        renamed.put(id, fact(listed).id());
      }
    }
    String text = renamed(root.toString(), renamed);
    String what = fact(fact) + " with " + other;
    return new Tampered(what, withStepIds(text));
  }

  private static Fact fact(JsonNode node) {
    List<String> args = new ArrayList<>();
    node.get("args").forEach(arg -> args.add(arg.asString()));
    return new Fact(
        node.get("relation").asString(), args, dev.ardennes.model.Standing.CONFIGURED, List.of());
  }

  /// Step ids follow from technique, gain and premises.
  private static String withStepIds(String text) {
    JsonNode root = JSON.readTree(text);
    Map<String, Fact> facts = new HashMap<>();
    root.get("facts").forEach(fact -> facts.put(fact.get("id").asString(), fact(fact)));
    Map<String, String> renamed = new HashMap<>();
    for (JsonNode path : root.get("paths")) {
      for (JsonNode step : path.get("steps")) {
        List<String> parts = new ArrayList<>();
        for (JsonNode because : step.get("because")) {
          parts.add(Objects.requireNonNull(facts.get(because.get("fact").asString())).toString());
        }
        parts.sort(null);
        parts.addFirst(Objects.requireNonNull(facts.get(step.get("gain").asString())).toString());
        renamed.put(
            step.get("id").asString(), ContentId.of("s", step.get("technique").asString(), parts));
      }
    }
    return renamed(text, renamed);
  }

  private static String renamed(String text, Map<String, String> names) {
    String result = text;
    for (Map.Entry<String, String> name : names.entrySet()) {
      result = result.replace("\"" + name.getKey() + "\"", "\"" + name.getValue() + "\"");
    }
    return result;
  }
}
