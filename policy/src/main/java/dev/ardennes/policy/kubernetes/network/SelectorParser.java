package dev.ardennes.policy.kubernetes.network;

import dev.ardennes.model.Unknown;
import dev.ardennes.policy.kubernetes.network.Selector.Operator;
import dev.ardennes.policy.kubernetes.network.Selector.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Reads label selectors.
final class SelectorParser {
  private static final int MAX_ITEMS = 10_000;

  private SelectorParser() {}

  /// Whether the value is one unknown text, or has unknown parts.
  static boolean unknown(JsonNode node) {
    return node.isString() && Unknown.in(node.asString());
  }

  static Selector parse(JsonNode node, String where) throws BadSpec {
    if (unknown(node)) {
      return Selector.unknown(node.asString());
    }
    List<Requirement> requirements = new ArrayList<>();
    labels(object(node, where).path("matchLabels"), where, requirements);
    JsonNode expressions = node.path("matchExpressions");
    if (unknown(expressions)) {
      requirements.add(Requirement.unknown(expressions.asString()));
      return new Selector(requirements);
    }
    for (JsonNode expression : array(expressions, "`matchExpressions` of " + where)) {
      requirements.add(expression(expression, where));
    }
    return new Selector(requirements);
  }

  private static void labels(JsonNode node, String where, List<Requirement> requirements)
      throws BadSpec {
    if (unknown(node)) {
      requirements.add(Requirement.unknown(node.asString()));
      return;
    }
    for (Map.Entry<String, JsonNode> label : object(node, where).properties()) {
      String value = text(label.getValue(), "label `" + label.getKey() + "` of " + where);
      requirements.add(
          Unknown.in(label.getKey())
              ? Requirement.unknown(label.getKey() + ": " + value)
              : new Requirement(label.getKey(), Operator.IN, List.of(value)));
    }
  }

  private static Requirement expression(JsonNode node, String where) throws BadSpec {
    if (unknown(node)) {
      return Requirement.unknown(node.asString());
    }
    String key = text(object(node, where).path("key"), "`key` of " + where);
    String operator = text(node.path("operator"), "`operator` of " + where);
    JsonNode list = node.path("values");
    if (Unknown.in(key) || Unknown.in(operator) || unknown(list)) {
      return Requirement.unknown(key + " " + operator + " " + list);
    }
    if (key.isEmpty()) {
      throw new BadSpec("a label of " + where + " has no key");
    }
    List<String> values = new ArrayList<>();
    for (JsonNode value : array(list, "`values` of " + where)) {
      values.add(text(value, "a value of " + where));
    }
    return requirement(key, operator, values, where);
  }

  private static Requirement requirement(
      String key, String operatorText, List<String> values, String where) throws BadSpec {
    Operator operator =
        switch (operatorText) {
          case "In" -> Operator.IN;
          case "NotIn" -> Operator.NOT_IN;
          case "Exists" -> Operator.EXISTS;
          case "DoesNotExist" -> Operator.DOES_NOT_EXIST;
          default ->
              throw new BadSpec(where + " has the operator `" + operatorText + "`, which is none");
        };
    boolean compares = operator == Operator.IN || operator == Operator.NOT_IN;
    if (compares == values.isEmpty()) {
      throw new BadSpec(
          where + " has `" + operatorText + "` " + (compares ? "without" : "with") + " values");
    }
    return new Requirement(key, operator, values);
  }

  /// An object; nothing and `null` are one without fields.
  static JsonNode object(JsonNode node, String where) throws BadSpec {
    if (!node.isObject() && !node.isMissingNode() && !node.isNull()) {
      throw new BadSpec(where + " is no object");
    }
    return node;
  }

  /// The items of a list of limited length; nothing and `null` have none.
  static Iterable<JsonNode> array(JsonNode node, String where) throws BadSpec {
    if (node.isMissingNode() || node.isNull()) {
      return List.of();
    }
    if (!node.isArray()) {
      throw new BadSpec(where + " is no list");
    }
    if (node.size() > MAX_ITEMS) {
      throw new BadSpec(where + " has more than " + MAX_ITEMS + " entries");
    }
    return node;
  }

  /// A text; nothing and `null` are an empty one.
  static String text(JsonNode node, String where) throws BadSpec {
    if (node.isMissingNode() || node.isNull()) {
      return "";
    }
    if (!node.isString()) {
      throw new BadSpec(where + " is no text");
    }
    return node.asString();
  }
}
