package dev.ardennes.collect.aws;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Unknown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Facts about policies that are attached to resources themselves.
final class ResourcePolicyFacts {
  static final String KIND = "aws.resource-policy";
  private final Estate estate;
  private final boolean opensUrls;

  /// @param opensUrls whether what declares a function's URL for everybody lets everybody in by the
  ///   function's policy as well, as Terraform's provider does
  ResourcePolicyFacts(Estate estate, boolean opensUrls) {
    this.estate = estate;
    this.opensUrls = opensUrls;
  }

  void state(AwsResource resource) {
    for (String path : resource.shape().policy()) {
      for (Value policy : resource.attributes().all(path)) {
        attach(resource, resource, policy);
      }
    }
    ResourceType.PolicyOf policyOf = ResourceTypes.standard().policyOf(resource.type());
    if (policyOf != null) {
      ofAnother(resource, policyOf);
    }
    switch (resource.type()) {
      case "aws_lambda_permission" -> lambdaPermission(resource);
      case "aws_lambda_function_url" -> functionUrl(resource);
      case "aws_lambda_layer_version_permission" -> layerPermission(resource);
      case "aws_kms_key" -> defaultKeyPolicy(resource);
      case "aws_kms_grant" -> new KeyGrantFacts(estate).state(resource);
      default -> {
        // Every other type is said by the table.
      }
    }
  }

  private void ofAnother(AwsResource resource, ResourceType.PolicyOf policyOf) {
    Value target = resource.attributes().value(policyOf.target());
    Value document = resource.attributes().value(policyOf.document());
    AwsResource found =
        target == null
            ? null
            : estate.directory().find(target, resource.account(), policyOf.targetType());
    if (found != null && document != null) {
      attach(found, resource, document);
    }
  }

  /// Several resources may add to one policy; each has a document of its own, so that indices stay
  /// what they are.
  private void attach(AwsResource target, AwsResource declaring, Value policy) {
    String document = document(target, declaring);
    estate.statements(document, policy, declaring);
  }

  private String document(AwsResource target, AwsResource declaring) {
    return document(estate, target, declaring);
  }

  static String document(Estate estate, AwsResource target, AwsResource declaring) {
    String document = target.entity() + "/policy";
    Evidence at = declaring.evidence();
    estate.document(document, KIND, target.naming().shownName(), declaring, at);
    estate.fact(at, "resource_policy", target.entity(), document);
    return document;
  }

  private void lambdaPermission(AwsResource permission) {
    Value function = permission.attributes().value("function_name");
    AwsResource found =
        function == null
            ? null
            : estate
                .directory()
                .find(function, permission.account(), "aws_lambda_function", "aws_lambda_alias");
    if (found == null) {
      return;
    }
    String index = permission.attributes().text("statement_id", permission.address());
    String shown = Unknown.in(index) ? permission.address() : index;
    estate.statement(
        document(found, permission), shown, statement(permission, found, shown), permission);
  }

  private void functionUrl(AwsResource url) {
    Value name = url.attributes().value("function_name");
    AwsResource function =
        name == null
            ? null
            : estate
                .directory()
                .find(name, url.account(), "aws_lambda_function", "aws_lambda_alias");
    if (function == null
        || !opensUrls
        || !"NONE".equals(url.attributes().text("authorization_type"))) {
      return;
    }
    Map<String, Json> conditions = new LinkedHashMap<>();
    condition(conditions, "StringEquals", "lambda:FunctionUrlAuthType", "NONE");
    open(url, function, "FunctionURLAllowPublicAccess", "lambda:InvokeFunctionUrl", conditions);
    conditions.clear();
    condition(conditions, "Bool", "lambda:InvokedViaFunctionUrl", "true");
    open(url, function, "FunctionURLInvokeAllowPublicAccess", "lambda:InvokeFunction", conditions);
  }

  private void open(
      AwsResource url, AwsResource function, String sid, String action, Map<String, Json> when) {
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("Effect", text("Allow"));
    members.put("Sid", text(sid));
    members.put("Action", text(action));
    members.put("Principal", principal("*"));
    members.put("Resource", text(function.naming().arn()));
    members.put("Condition", new Json.Obj(when, Json.Place.NONE));
    estate.statement(document(function, url), sid, new Json.Obj(members, Json.Place.NONE), url);
  }

  private static Json.Obj statement(AwsResource permission, AwsResource function, String sid) {
    Attributes attributes = permission.attributes();
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("Effect", text("Allow"));
    members.put("Sid", text(sid));
    members.put("Action", text(attributes.text("action", "lambda:InvokeFunction")));
    members.put("Principal", principal(attributes.text("principal", "*")));
    String qualifier = attributes.text("qualifier");
    members.put(
        "Resource", text(function.naming().arn() + (qualifier == null ? "" : ":" + qualifier)));
    Map<String, Json> conditions = new LinkedHashMap<>();
    condition(conditions, "ArnLike", "AWS:SourceArn", attributes.text("source_arn"));
    condition(conditions, "StringEquals", "AWS:SourceAccount", attributes.text("source_account"));
    condition(
        conditions, "StringEquals", "aws:PrincipalOrgID", attributes.text("principal_org_id"));
    condition(
        conditions,
        "StringEquals",
        "lambda:FunctionUrlAuthType",
        attributes.text("function_url_auth_type"));
    condition(
        conditions,
        "Bool",
        "lambda:InvokedViaFunctionUrl",
        attributes.text("invoked_via_function_url"));
    condition(
        conditions,
        "StringEquals",
        "lambda:EventSourceToken",
        attributes.text("event_source_token"));
    if (!conditions.isEmpty()) {
      members.put("Condition", new Json.Obj(conditions, Json.Place.NONE));
    }
    return new Json.Obj(members, Json.Place.NONE);
  }

  private static void condition(
      Map<String, Json> conditions, String operator, String key, @Nullable String value) {
    if (value == null) {
      return;
    }
    Map<String, Json> keys = new LinkedHashMap<>();
    if (conditions.get(operator) instanceof Json.Obj known) {
      keys.putAll(known.members());
    }
    keys.put(key, text(value));
    conditions.put(operator, new Json.Obj(keys, Json.Place.NONE));
  }

  private static Json principal(String principal) {
    boolean service = principal.contains(".amazonaws.com") || principal.contains(".amazon.com");
    return new Json.Obj(Map.of(service ? "Service" : "AWS", text(principal)), Json.Place.NONE);
  }

  private static Json text(String text) {
    return new Json.Text(text, Json.Place.NONE);
  }

  private void layerPermission(AwsResource permission) {
    Value layer = permission.attributes().value("layer_name");
    AwsResource found =
        layer == null
            ? null
            : estate.directory().find(layer, permission.account(), "aws_lambda_layer_version");
    if (found == null) {
      return;
    }
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("Effect", text("Allow"));
    members.put("Action", text(permission.attributes().text("action", "lambda:GetLayerVersion")));
    members.put("Principal", principal(permission.attributes().text("principal", "*")));
    members.put("Resource", text(found.naming().arn()));
    String index = permission.attributes().text("statement_id", permission.address());
    estate.statement(
        document(found, permission), index, new Json.Obj(members, Json.Place.NONE), permission);
  }

  /// A key without a policy of its own has the one that AWS documents as the default: the account
  /// decides.
  private void defaultKeyPolicy(AwsResource key) {
    if (key.attributes().has("policy") || hasPolicyResource(key)) {
      return;
    }
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("Sid", text("Enable IAM User Permissions"));
    members.put("Effect", text("Allow"));
    members.put(
        "Principal", new Json.Obj(Map.of("AWS", text(key.account().arn())), Json.Place.NONE));
    members.put("Action", text("kms:*"));
    members.put("Resource", text("*"));
    estate.statement(document(key, key), "0", new Json.Obj(members, Json.Place.NONE), key);
  }

  private boolean hasPolicyResource(AwsResource key) {
    List<AwsResource> policies = new ArrayList<>(estate.directory().ofType("aws_kms_key_policy"));
    return policies.stream()
        .map(policy -> policy.attributes().value("key_id"))
        .anyMatch(
            target ->
                target != null
                    && key.equals(estate.directory().find(target, key.account(), "aws_kms_key")));
  }
}
