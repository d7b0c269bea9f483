package dev.ardennes.policy.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// Reads account exports into a model, as far as the decision corpus needs it.
final class AccountExport {
  final AwsPolicyModel.Builder builder = AwsPolicyModel.builder();
  private int inline;

  void authorizationDetails(JsonNode export) {
    for (JsonNode policy : export.path("Policies")) {
      for (JsonNode version : policy.path("PolicyVersionList")) {
        if (version.path("IsDefaultVersion").asBoolean()) {
          document(policy.path("Arn").asString(), version.path("Document"));
        }
      }
    }
    for (JsonNode user : export.path("UserDetailList")) {
      principal(AwsPrincipal.Kind.USER, user, "UserPolicyList");
      for (JsonNode group : user.path("GroupList")) {
        String account = Arns.account(user.path("Arn").asString());
        builder.member(
            user.path("Arn").asString(),
            "arn:aws:iam::" + account + ":group/" + group.asString(),
            "member");
      }
    }
    for (JsonNode group : export.path("GroupDetailList")) {
      principal(AwsPrincipal.Kind.GROUP, group, "GroupPolicyList");
    }
    for (JsonNode role : export.path("RoleDetailList")) {
      String arn = principal(AwsPrincipal.Kind.ROLE, role, "RolePolicyList");
      builder.trust(arn, inline(role.path("AssumeRolePolicyDocument")), "trust " + arn);
    }
  }

  void resourcePolicies(JsonNode resources) {
    for (JsonNode resource : resources) {
      String arn = resource.path("Resource").asString();
      builder.resource(AwsResource.of(arn, resource.path("Account").asString()));
      builder.resourcePolicy(arn, inline(resource.path("Policy")), "policy " + arn);
      builder.covers(resource.path("Account").asString(), Layer.RESOURCE);
    }
  }

  /// Depth is that of an organization: five levels at most.
  void organization(JsonNode node, List<JsonNode> above) {
    List<JsonNode> path = new ArrayList<>(above);
    path.add(node);
    builder.managementAccount(Arns.account(node.path("Arn").asString()));
    for (JsonNode child : node.path("Children")) {
      organization(child, path);
    }
    String id = node.path("Id").asString();
    if (Arns.isAccountId(id)) {
      for (int level = 0; level < path.size(); level++) {
        for (JsonNode policy : path.get(level).path("Policies")) {
          builder.serviceControl(id, level, inline(policy.path("Content")), "scp");
        }
      }
    }
  }

  private String principal(AwsPrincipal.Kind kind, JsonNode node, String inlineList) {
    String arn = node.path("Arn").asString();
    Map<String, String> tags = new TreeMap<>();
    node.path("Tags").forEach(t -> tags.put(t.path("Key").asString(), t.path("Value").asString()));
    boolean serviceLinked = arn.contains(":role/aws-service-role/");
    builder.principal(
        new AwsPrincipal(arn, kind, arn, Arns.account(arn), Optional.of(tags), serviceLinked));
    for (JsonNode policy : node.path(inlineList)) {
      builder.attach(arn, inline(policy.path("PolicyDocument")), "inline");
    }
    for (JsonNode policy : node.path("AttachedManagedPolicies")) {
      builder.attach(arn, policy.path("PolicyArn").asString(), "attached");
    }
    JsonNode boundary = node.path("PermissionsBoundary").path("PermissionsBoundaryArn");
    if (!boundary.isMissingNode()) {
      builder.boundary(arn, boundary.asString(), "boundary");
    }
    String account = Arns.account(arn);
    builder
        .covers(account, Layer.IDENTITY)
        .covers(account, Layer.RESOURCE)
        .covers(account, Layer.SERVICE_CONTROL);
    return arn;
  }

  private String inline(JsonNode document) {
    String id = "inline " + inline++;
    document(id, document);
    return id;
  }

  private void document(String id, JsonNode document) {
    builder.document(id, document.path("Version").asString("2012-10-17"));
    JsonNode statements = document.path("Statement");
    for (JsonNode statement : statements.isArray() ? statements : List.of(statements)) {
      builder.statement(id, id + " statement", statement.toString());
    }
  }
}
