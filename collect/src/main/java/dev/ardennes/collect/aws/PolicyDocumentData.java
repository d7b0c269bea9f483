package dev.ardennes.collect.aws;

import dev.ardennes.collect.terraform.EvaluatedBody;
import dev.ardennes.collect.terraform.ResourceInstance;
import dev.ardennes.collect.terraform.value.Json;
import dev.ardennes.collect.terraform.value.JsonText;
import dev.ardennes.collect.terraform.value.ListValue;
import dev.ardennes.collect.terraform.value.MapValue;
import dev.ardennes.collect.terraform.value.Origin;
import dev.ardennes.collect.terraform.value.SetValue;
import dev.ardennes.collect.terraform.value.StringValue;
import dev.ardennes.collect.terraform.value.UnknownValue;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.collect.terraform.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The JSON of an `aws_iam_policy_document`, each statement with the place of its block. Statements
/// of source documents come first, own statements and then overriding documents replace those with
/// the same `Sid`.
final class PolicyDocumentData {
  private final List<Value> statements = new ArrayList<>();
  private @Nullable String open;

  private PolicyDocumentData() {}

  static Value of(ResourceInstance instance) {
    PolicyDocumentData data = new PolicyDocumentData();
    EvaluatedBody body = instance.body();
    for (String name : List.of("source_json", "source_policy_documents")) {
      data.documents(body.value(name));
    }
    for (EvaluatedBody.Block block : body.blocks("statement")) {
      data.add(statement(block));
    }
    for (String name : List.of("override_json", "override_policy_documents")) {
      data.documents(body.value(name));
    }
    Origin origin = Origin.at(instance.position());
    Map<String, Value> document = new LinkedHashMap<>();
    document.put(
        "Version",
        body.value("version")
            .orElseGet(() -> StringValue.of(PolicyDocument.CURRENT_LANGUAGE, origin)));
    body.value("policy_id").ifPresent(id -> document.put("Id", id));
    document.put("Statement", ListValue.of(data.statements, data.open, origin));
    MapValue structure = MapValue.of(document, origin);
    return new StringValue(
        Json.text(structure),
        origin.withReferences(Values.allReferences(structure)),
        structure,
        null);
  }

  private void documents(Optional<Value> value) {
    value.ifPresent(found -> Values.elements(found).forEach(this::document));
    if (value.isPresent()
        && ((value.get() instanceof ListValue list && !list.exact())
            || (value.get() instanceof SetValue set && !set.exact()))) {
      open = "further documents";
    }
  }

  private void document(Value text) {
    Value structure = JsonText.structure(text).orElse(null);
    if (structure instanceof MapValue map) {
      Value list = map.entry("Statement");
      if (list != null) {
        Values.elements(list).forEach(this::add);
      }
    } else if (structure instanceof UnknownValue unknown) {
      statements.add(unknown);
    } else if (!(text instanceof StringValue string) || !string.text().isBlank()) {
      statements.add(
          new UnknownValue("a document that is no JSON", UnknownValue.Reason.ERROR, text.origin()));
    }
  }

  private void add(Value statement) {
    String sid = sid(statement);
    if (!sid.isEmpty()) {
      for (int i = 0; i < statements.size(); i++) {
        if (sid.equals(sid(statements.get(i)))) {
          statements.set(i, statement);
          return;
        }
      }
    }
    statements.add(statement);
  }

  private static String sid(Value statement) {
    Value sid = statement instanceof MapValue map ? map.entry("Sid") : null;
    return sid == null ? "" : Values.text(sid).orElse("");
  }

  private static Value statement(EvaluatedBody.Block block) {
    EvaluatedBody body = block.body();
    Origin origin = Origin.at(block.position());
    Map<String, Value> members = new LinkedHashMap<>();
    body.value("sid")
        .filter(sid -> !Values.text(sid).orElse("x").isEmpty())
        .ifPresent(sid -> members.put("Sid", sid));
    members.put("Effect", body.value("effect").orElseGet(() -> StringValue.of("Allow", origin)));
    copy(body, "actions", "Action", members);
    copy(body, "not_actions", "NotAction", members);
    copy(body, "resources", "Resource", members);
    copy(body, "not_resources", "NotResource", members);
    principals(body, "principals", "Principal", members);
    principals(body, "not_principals", "NotPrincipal", members);
    conditions(body, members);
    return MapValue.of(members, origin);
  }

  private static void copy(EvaluatedBody body, String from, String to, Map<String, Value> members) {
    body.value(from)
        .filter(value -> !isEmpty(value))
        .ifPresent(value -> members.put(to, policyVariables(value)));
  }

  private static boolean isEmpty(Value value) {
    return (value instanceof ListValue list && list.elements().isEmpty() && list.exact())
        || (value instanceof SetValue set && set.elements().isEmpty() && set.exact());
  }

  private static void principals(
      EvaluatedBody body, String from, String to, Map<String, Value> members) {
    Map<String, List<Value>> byType = new LinkedHashMap<>();
    Origin origin = null;
    for (EvaluatedBody.Block block : body.blocks(from)) {
      origin = Origin.at(block.position());
      String type = block.body().value("type").flatMap(Values::text).orElse("AWS");
      List<Value> identifiers =
          block.body().value("identifiers").map(Values::elements).orElse(List.of());
      byType.computeIfAbsent(type, ignored -> new ArrayList<>()).addAll(identifiers);
    }
    if (origin == null) {
      return;
    }
    Map<String, Value> principal = new LinkedHashMap<>();
    for (Map.Entry<String, List<Value>> entry : byType.entrySet()) {
      principal.put(entry.getKey(), policyVariables(ListValue.of(entry.getValue(), origin)));
    }
    members.put(to, MapValue.of(principal, origin));
  }

  private static void conditions(EvaluatedBody body, Map<String, Value> members) {
    Map<String, Map<String, Value>> byOperator = new LinkedHashMap<>();
    Origin origin = null;
    for (EvaluatedBody.Block block : body.blocks("condition")) {
      origin = Origin.at(block.position());
      String test = block.body().value("test").flatMap(Values::text).orElse("");
      String variable = block.body().value("variable").flatMap(Values::text).orElse("");
      Value values = block.body().value("values").orElse(ListValue.of(List.of(), origin));
      byOperator
          .computeIfAbsent(test, ignored -> new LinkedHashMap<>())
          .merge(variable, policyVariables(values), PolicyDocumentData::joined);
    }
    if (origin == null) {
      return;
    }
    Map<String, Value> condition = new LinkedHashMap<>();
    for (Map.Entry<String, Map<String, Value>> entry : byOperator.entrySet()) {
      condition.put(entry.getKey(), MapValue.of(entry.getValue(), origin));
    }
    members.put("Condition", MapValue.of(condition, origin));
  }

  private static Value joined(Value one, Value other) {
    List<Value> all = new ArrayList<>(Values.elements(one));
    all.addAll(Values.elements(other));
    return ListValue.of(all, one.origin());
  }

  /// The provider writes `&{aws:username}` for a variable of the policy language, since Terraform
  /// takes `${` itself.
  private static Value policyVariables(Value value) {
    return switch (value) {
      case StringValue text when text.text().contains("&{") ->
          StringValue.of(text.text().replace("&{", "${"), text.origin());
      case ListValue list ->
          ListValue.of(
              list.elements().stream().map(PolicyDocumentData::policyVariables).toList(),
              list.open(),
              list.origin());
      case SetValue set ->
          ListValue.of(
              set.elements().stream().map(PolicyDocumentData::policyVariables).toList(),
              set.open(),
              set.origin());
      default -> value;
    };
  }
}
