package dev.ardennes.policy.aws;

import dev.ardennes.model.Unknown;
import dev.ardennes.policy.aws.PolicyStatement.Condition;
import dev.ardennes.policy.aws.PolicyStatement.Element;
import dev.ardennes.policy.aws.PolicyStatement.Entry;
import dev.ardennes.policy.aws.PolicyStatement.PrincipalElement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads statements. Equal statements are parsed once and shared.
final class DocumentParser {
  private static final int MAX_DEPTH = 20;
  private static final int MAX_TEXT = 1 << 20;
  private static final String VARIABLES_SINCE = "2012-10-17";

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
  private final Map<String, List<PolicyStatement>> shared = new HashMap<>();

  /// A statement that cannot be understood.
  private static final class BadStatement extends Exception {
    private static final long serialVersionUID = 1;

    BadStatement(String message) {
      super(message);
    }
  }

  Document parse(String id, ParsedDocuments.Raw raw) {
    List<Document.Numbered> statements = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    boolean variables = raw.version().compareTo(VARIABLES_SINCE) >= 0;
    for (ParsedDocuments.Statement statement : raw.statements()) {
      try {
        for (PolicyStatement parsed : statements(statement.json(), variables)) {
          statements.add(new Document.Numbered(statement.factId(), parsed));
        }
      } catch (BadStatement | JacksonException e) {
        String reason =
            e instanceof BadStatement ? String.valueOf(e.getMessage()) : "it is no JSON";
        problems.add("a statement of `" + id + "` is left out: " + reason);
      }
    }
    return new Document(id, statements, raw.unknown(), problems);
  }

  private List<PolicyStatement> statements(String json, boolean variables) throws BadStatement {
    String key = (variables ? "+" : "-") + json;
    List<PolicyStatement> known = shared.get(key);
    if (known == null) {
      known = read(MAPPER.readTree(json), variables);
      shared.put(key, known);
    }
    return known;
  }

  private static List<PolicyStatement> read(JsonNode node, boolean variables) throws BadStatement {
    if (node.isString() && Arns.isUnknown(node.asString())) {
      return unknown(node.asString());
    }
    if (!node.isObject()) {
      throw new BadStatement("a statement is an object");
    }
    String effect = text(node.path("Effect"));
    if (Unknown.in(effect)) {
      return unknown(effect);
    }
    boolean allow = effect.equals("Allow");
    if (!allow && !effect.equals("Deny")) {
      throw new BadStatement("its effect is `" + effect + "`, not `Allow` or `Deny`");
    }
    Element action = element(node, "Action", "NotAction");
    if (action == null) {
      throw new BadStatement("it has no `Action` and no `NotAction`");
    }
    return List.of(
        new PolicyStatement(
            text(node.path("Sid")),
            allow,
            action,
            element(node, "Resource", "NotResource"),
            principal(node),
            conditions(node.path("Condition")),
            variables,
            null));
  }

  private static List<PolicyStatement> unknown(String text) {
    return List.of(PolicyStatement.unknownAs(true, text), PolicyStatement.unknownAs(false, text));
  }

  private static String text(JsonNode node) {
    return node.isString() ? node.asString() : "";
  }

  private static @Nullable Element element(JsonNode statement, String name, String notName)
      throws BadStatement {
    boolean not = !statement.has(name);
    JsonNode node = statement.path(not ? notName : name);
    if (node.isMissingNode()) {
      return null;
    }
    List<String> patterns = texts(node, not ? notName : name);
    return name.equals("Action")
        ? Element.ofActions(not, patterns)
        : Element.ofResources(not, patterns);
  }

  private static List<String> texts(JsonNode node, String where) throws BadStatement {
    List<String> texts = new ArrayList<>();
    if (!node.isArray()) {
      texts.add(scalar(node, where));
    }
    for (JsonNode item : node.isArray() ? node : List.<JsonNode>of()) {
      texts.add(scalar(item, where));
    }
    return texts;
  }

  private static String scalar(JsonNode node, String where) throws BadStatement {
    if (!node.isString() && !node.isBoolean() && !node.isNumber()) {
      throw new BadStatement("`" + where + "` holds something else than texts");
    }
    return node.asString();
  }

  private static @Nullable PrincipalElement principal(JsonNode statement) throws BadStatement {
    boolean not = !statement.has("Principal");
    JsonNode node = statement.path(not ? "NotPrincipal" : "Principal");
    if (node.isMissingNode()) {
      return null;
    }
    List<Entry> entries = new ArrayList<>();
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> type : node.properties()) {
        for (String text : texts(type.getValue(), "Principal")) {
          entries.add(new Entry(type.getKey(), text));
        }
      }
    } else {
      for (String text : texts(node, "Principal")) {
        entries.add(new Entry(text.equals("*") ? "*" : "AWS", text));
      }
    }
    return new PrincipalElement(not, entries);
  }

  private static List<Condition> conditions(JsonNode node) throws BadStatement {
    List<Condition> conditions = new ArrayList<>();
    if (node.isString() && Unknown.in(node.asString())) {
      return List.of(unknownCondition(node.asString()));
    }
    for (Map.Entry<String, JsonNode> operator : node.properties()) {
      if (operator.getValue().isString() && Unknown.in(operator.getValue().asString())) {
        conditions.add(unknownCondition(operator.getValue().asString()));
      }
      for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
        conditions.add(
            condition(operator.getKey(), key.getKey(), texts(key.getValue(), "Condition")));
      }
    }
    return conditions;
  }

  private static Condition unknownCondition(String text) {
    return new Condition(text, null, ConditionTest.Quantifier.NONE, false, text, List.of());
  }

  private static Condition condition(String operatorText, String key, List<String> values) {
    String lower = operatorText.toLowerCase(Locale.ROOT);
    ConditionTest.Quantifier quantifier = ConditionTest.Quantifier.NONE;
    if (lower.startsWith("forallvalues:")) {
      quantifier = ConditionTest.Quantifier.ALL;
    } else if (lower.startsWith("foranyvalue:")) {
      quantifier = ConditionTest.Quantifier.ANY;
    }
    String rest = lower.substring(lower.indexOf(':') + 1);
    boolean ifExists = rest.endsWith("ifexists");
    String name = ifExists ? rest.substring(0, rest.length() - "ifexists".length()) : rest;
    Optional<ConditionOperator.Named> named = ConditionOperator.named(name);
    return new Condition(operatorText, named.orElse(null), quantifier, ifExists, key, values);
  }
}
