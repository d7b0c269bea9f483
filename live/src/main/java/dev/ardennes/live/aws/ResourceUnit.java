package dev.ardennes.live.aws;

import dev.ardennes.live.wire.CallFailure;
import dev.ardennes.live.wire.Operation;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// All resources of one type in one region, those that can only be listed below them, and what
/// Cloud Control does not say of them.
///
/// @param children types whose parent this is
record ResourceUnit(CloudType type, List<CloudType> children) implements Unit {
  private static final JsonMapper JSON = new JsonMapper();

  @Override
  public String what() {
    return type.type();
  }

  @Override
  public void collect(Place place, Findings findings) throws CallFailure {
    findings.answersFor(type.type());
    children.forEach(child -> findings.answersFor(child.type()));
    var resources = CloudControl.all(place, type.type(), Map.of(), findings);
    for (Map.Entry<String, ObjectNode> resource : resources.entrySet()) {
      one(place, resource.getKey(), resource.getValue(), findings);
    }
    for (CloudType child : children) {
      for (ObjectNode parent : resources.values()) {
        below(place, child, parent, findings);
      }
    }
  }

  private void one(Place place, String id, ObjectNode properties, Findings findings) {
    String arn = type.arnOf(place, id, properties);
    ObjectNode more = JsonNodeFactory.instance.objectNode();
    switch (type.type()) {
      case "AWS::EC2::Instance" -> attempt(findings, () -> userData(place, id, properties));
      case "AWS::KMS::Key" -> attempt(findings, () -> grants(place, id, more));
      case "AWS::Lambda::Function" ->
          policyOf(
              arn,
              findings,
              () ->
                  policy(
                      findings,
                      arn,
                      place
                          .call(Operation.GET_FUNCTION_POLICY, Map.of("FunctionName", id))
                          .path("Policy")));
      case "AWS::SecretsManager::Secret" ->
          policyOf(
              arn,
              findings,
              () ->
                  policy(
                      findings,
                      arn,
                      place
                          .call(Operation.GET_SECRET_RESOURCE_POLICY, Map.of("SecretId", id))
                          .path("ResourcePolicy")));
      default -> {
        // Every other type says all by itself.
      }
    }
    if (!type.policy().isEmpty()) {
      policyOf(arn, findings, () -> companion(place, id, arn, findings));
    }
    findings.item(place.region(), type.type(), id, arn, properties, more);
  }

  @FunctionalInterface
  private interface Attempt {
    void run() throws CallFailure;
  }

  /// What is missing of one resource is a gap and keeps nothing else from being collected.
  private static void attempt(Findings findings, Attempt attempt) {
    try {
      attempt.run();
    } catch (CallFailure failure) {
      if (!notThere(failure)) {
        findings.gap(failure);
      }
    }
  }

  private void policyOf(String arn, Findings findings, Attempt attempt) {
    try {
      attempt.run();
    } catch (CallFailure failure) {
      if (!notThere(failure)) {
        findings.policyMissing(type.type(), arn, failure);
      }
    }
  }

  private static boolean notThere(CallFailure failure) {
    return failure.is("ResourceNotFoundException", "NotFoundException");
  }

  private static void userData(Place place, String id, ObjectNode properties) throws CallFailure {
    if (!properties.path("UserData").asString("").isEmpty()) {
      return;
    }
    JsonNode answer =
        place.call(
            Operation.DESCRIBE_INSTANCE_ATTRIBUTE,
            Map.of("InstanceId", id, "Attribute", "userData"));
    String base64 = answer.path("userData").path("value").asString("");
    if (!base64.isEmpty()) {
      properties.put("UserData", base64);
    }
  }

  private static void grants(Place place, String id, ObjectNode more) throws CallFailure {
    ArrayNode grants = JsonNodeFactory.instance.arrayNode();
    place.pages(
        Operation.LIST_GRANTS,
        Map.of("KeyId", id),
        page -> page.path("Grants").forEach(grants::add));
    if (!grants.isEmpty()) {
      more.set("Grants", grants);
    }
  }

  private void companion(Place place, String id, String arn, Findings findings) throws CallFailure {
    ObjectNode read = CloudControl.get(place, type.policy(), id);
    if (read != null) {
      policy(findings, arn, read.path("PolicyDocument"));
    }
  }

  private void policy(Findings findings, String arn, JsonNode document) throws CallFailure {
    JsonNode policy = document;
    if (document.isString()) {
      try {
        policy = JSON.readTree(document.asString());
      } catch (JacksonException e) {
        throw CallFailure.malformed(Operation.GET_RESOURCE, "the policy of a resource is no JSON");
      }
    }
    if (policy != null && policy.isObject() && !arn.isEmpty()) {
      findings.policy(type.type(), arn, policy);
    }
  }

  private static void below(Place place, CloudType child, ObjectNode parent, Findings findings) {
    CloudType.Parent link = child.parent();
    String named = link == null ? "" : parent.path(link.from()).asString("");
    if (link == null || named.isEmpty()) {
      return;
    }
    attempt(
        findings,
        () -> {
          var resources =
              CloudControl.all(place, child.type(), Map.of(link.property(), named), findings);
          resources.forEach(
              (id, properties) ->
                  findings.item(child.type(), id, child.arnOf(place, id, properties), properties));
        });
  }
}
