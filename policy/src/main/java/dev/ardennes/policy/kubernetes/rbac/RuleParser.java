package dev.ardennes.policy.kubernetes.rbac;

import dev.ardennes.model.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads rules, labels and selectors from their JSON.
final class RuleParser {
  private static final int MAX_DEPTH = 20;
  private static final int MAX_TEXT = 1 << 20;
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(MAX_TEXT)
                          .maxDocumentLength(MAX_TEXT)
                          .build())
                  .build())
          .build();

  private RuleParser() {}

  /// Why a text is left out.
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1;

    Malformed(String message) {
      super(message);
    }

    String reason() {
      return String.valueOf(getMessage());
    }
  }

  static Permission rule(String json) throws Malformed {
    JsonNode node = read(json);
    if (isUnknown(node)) {
      return Permission.unknown(node.asString());
    }
    if (!node.isObject()) {
      throw new Malformed("a rule is an object");
    }
    List<String> verbs = texts(node, "verbs");
    if (verbs.isEmpty()) {
      throw new Malformed("it has no `verbs`");
    }
    return new Permission(
        verbs,
        texts(node, "apiGroups"),
        texts(node, "resources"),
        texts(node, "resourceNames"),
        isUnknown(node.path("resourceNames")),
        texts(node, "nonResourceURLs"));
  }

  static Map<String, String> labels(String json) throws Malformed {
    JsonNode node = read(json);
    return isUnknown(node) ? Map.of("", node.asString()) : texts(node);
  }

  static List<LabelSelector> selectors(String json) throws Malformed {
    JsonNode node = read(json);
    JsonNode list = node.isObject() ? node.path("clusterRoleSelectors") : node;
    if (isUnknown(node) || isUnknown(list)) {
      return List.of(LabelSelector.unknown(isUnknown(node) ? node.asString() : list.asString()));
    }
    if (!list.isArray()) {
      throw new Malformed("it has no list `clusterRoleSelectors`");
    }
    List<LabelSelector> selectors = new ArrayList<>();
    for (JsonNode item : list) {
      selectors.add(selector(item));
    }
    return List.copyOf(selectors);
  }

  private static LabelSelector selector(JsonNode node) throws Malformed {
    if (isUnknown(node)) {
      return LabelSelector.unknown(node.asString());
    }
    if (!node.isObject()) {
      throw new Malformed("a selector is an object");
    }
    List<LabelSelector.Requirement> all = new ArrayList<>();
    JsonNode labels = node.path("matchLabels");
    if (isUnknown(labels)) {
      return LabelSelector.unknown(labels.asString());
    }
    for (Map.Entry<String, String> label : texts(labels).entrySet()) {
      all.add(
          new LabelSelector.Requirement(
              label.getKey(), LabelSelector.Operator.IN, List.of(label.getValue())));
    }
    JsonNode expressions = node.path("matchExpressions");
    if (isUnknown(expressions)) {
      return LabelSelector.unknown(expressions.asString());
    }
    if (!absent(expressions) && !expressions.isArray()) {
      throw new Malformed("`matchExpressions` is no list");
    }
    for (JsonNode expression : expressions) {
      all.add(requirement(expression));
    }
    return new LabelSelector(all, "");
  }

  private static LabelSelector.Requirement requirement(JsonNode node) throws Malformed {
    String operator = node.path("operator").asString("");
    LabelSelector.Operator known =
        switch (operator) {
          case "In" -> LabelSelector.Operator.IN;
          case "NotIn" -> LabelSelector.Operator.NOT_IN;
          case "Exists" -> LabelSelector.Operator.EXISTS;
          case "DoesNotExist" -> LabelSelector.Operator.DOES_NOT_EXIST;
          default -> throw new Malformed("there is no operator `" + operator + "`");
        };
    if (!node.path("key").isString()) {
      throw new Malformed("an expression has no `key`");
    }
    return new LabelSelector.Requirement(node.path("key").asString(), known, texts(node, "values"));
  }

  private static JsonNode read(String json) throws Malformed {
    try {
      return MAPPER.readTree(json);
    } catch (JacksonException e) {
      throw new Malformed("it is no JSON, or too large");
    }
  }

  private static boolean isUnknown(JsonNode node) {
    return node.isString() && Unknown.in(node.asString());
  }

  private static boolean absent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  private static Map<String, String> texts(JsonNode node) throws Malformed {
    Map<String, String> texts = new TreeMap<>();
    if (!absent(node) && !node.isObject()) {
      throw new Malformed("labels are an object");
    }
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!entry.getValue().isString()) {
        throw new Malformed("the label `" + entry.getKey() + "` is no text");
      }
      texts.put(entry.getKey(), entry.getValue().asString());
    }
    return texts;
  }

  private static List<String> texts(JsonNode parent, String name) throws Malformed {
    JsonNode node = parent.path(name);
    if (absent(node)) {
      return List.of();
    }
    if (isUnknown(node)) {
      return List.of(node.asString());
    }
    if (!node.isArray()) {
      throw new Malformed("`" + name + "` is no list");
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode item : node) {
      if (!item.isString()) {
        throw new Malformed("`" + name + "` holds something else than texts");
      }
      texts.add(item.asString());
    }
    return texts;
  }
}
