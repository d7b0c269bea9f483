package dev.ardennes.policy.aws;

import dev.ardennes.policy.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// A request with all its policies, in the form that the independent evaluator's wrapper reads.
final class OracleCase {
  private final JsonNode node;
  private final AwsPolicyModel.Builder builder = AwsPolicyModel.builder();
  private final String principal;
  private int documents;

  private OracleCase(JsonNode node) {
    this.node = node;
    this.principal = node.path("principal").asString();
  }

  /// The decision of the engine for a case, with nothing open but what the case leaves out.
  static Decision decide(JsonNode node, AwsServices services) {
    return new OracleCase(node).decide(services);
  }

  private Decision decide(AwsServices services) {
    String account = Arns.account(principal);
    String resource = node.path("resource").asString();
    String resourceAccount = node.path("resourceAccount").asString(Arns.account(resource));
    String holder = principal(account);
    for (JsonNode policy : node.path("identityPolicies")) {
      builder.attach(holder, document(policy), "attachment");
    }
    for (JsonNode policy : boundaries()) {
      builder.boundary(holder, document(policy), "boundary");
    }
    resource(resource, resourceAccount);
    serviceControls(account);
    resourceControls(resourceAccount);
    AwsRequest request =
        new AwsRequest(
            principal,
            node.path("action").asString(),
            new AwsRequest.One(resource, Optional.of(resourceAccount)),
            context());
    return new AwsDecisions(builder.build(), services).decide(request);
  }

  private String principal(String account) {
    if (principal.contains(":user/")) {
      builder.principal(AwsPrincipal.of(AwsPrincipal.Kind.USER, principal));
      return principal;
    }
    if (principal.contains(":role/")) {
      builder.principal(AwsPrincipal.of(AwsPrincipal.Kind.ROLE, principal));
      return principal;
    }
    if (!principal.contains(":assumed-role/")) {
      return principal;
    }
    String role = "arn:aws:iam::" + account + ":role/" + principal.split("/", 3)[1];
    builder.principal(AwsPrincipal.of(AwsPrincipal.Kind.ROLE, role));
    return role;
  }

  private List<JsonNode> boundaries() {
    List<JsonNode> all = new ArrayList<>();
    node.path("permissionBoundaries").forEach(all::add);
    if (node.has("permissionBoundary")) {
      all.add(node.path("permissionBoundary"));
    }
    return all;
  }

  private void resource(String resource, String account) {
    boolean role = resource.contains(":role/");
    if (role) {
      builder.principal(AwsPrincipal.of(AwsPrincipal.Kind.ROLE, resource));
    } else {
      builder.resource(new AwsResource(resource, resource, account, Optional.empty()));
    }
    if (node.has("resourcePolicy")) {
      String document = document(node.path("resourcePolicy"));
      if (role) {
        builder.trust(resource, document, "trust");
      } else {
        builder.resourcePolicy(resource, document, "resource policy");
      }
    }
    if (node.path("s3").path("blockPublicAccess").asBoolean(false)) {
      builder.publicAccessBlock(resource, "block");
    }
  }

  private void serviceControls(String account) {
    builder.covers(account, Layer.SERVICE_CONTROL);
    int level = 0;
    for (JsonNode policies : node.path("scps")) {
      for (JsonNode policy : policies) {
        builder.serviceControl(account, level, document(policy), "scp");
      }
      level++;
    }
  }

  private void resourceControls(String account) {
    int level = 0;
    for (JsonNode policies : node.path("rcps")) {
      for (JsonNode policy : policies) {
        builder.resourceControl(account, level, document(policy), "rcp");
      }
      level++;
    }
  }

  private AwsRequest.Context context() {
    TreeMap<String, List<String>> values = new TreeMap<>();
    node.path("context")
        .properties()
        .forEach(
            entry -> {
              List<String> list = new ArrayList<>();
              if (entry.getValue().isArray()) {
                entry.getValue().forEach(item -> list.add(item.asString()));
              } else {
                list.add(entry.getValue().asString());
              }
              values.put(entry.getKey(), list);
            });
    List<String> session =
        node.has("sessionPolicy") ? List.of(document(node.path("sessionPolicy"))) : List.of();
    List<String> endpoint = new ArrayList<>();
    node.path("vpcEndpointPolicies").forEach(policy -> endpoint.add(document(policy)));
    return new AwsRequest.Context(values, Set.of(), true, session, endpoint);
  }

  private String document(JsonNode policy) {
    String id = "d" + documents++;
    builder.document(id, policy.path("Version").asString("2012-10-17"));
    JsonNode statements = policy.path("Statement");
    int number = 0;
    for (JsonNode statement : statements.isArray() ? statements : List.of(statements)) {
      builder.statement(id, id + "." + number++, statement.toString());
    }
    return id;
  }
}
