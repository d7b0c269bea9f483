package dev.ardennes.policy.aws;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The accounts of `principals.json`: who is in them, and requests of theirs in the form that the
/// independent evaluator reads.
final class PrincipalSuite {
  static final String ORGANISATION = "o-acme";

  private final JsonNode root;
  private final Instant now;
  private final JsonMapper mapper = new JsonMapper();
  private final List<Member> members = new ArrayList<>();
  private final Map<String, JsonNode> managed = new TreeMap<>();
  private final Map<String, JsonNode> groups = new TreeMap<>();
  private final Map<String, List<JsonNode>> controls = new TreeMap<>();

  /// @param arn of the user, role or session
  /// @param holder the user or role
  /// @param sessionPolicy null where it is no session with one
  record Member(String name, String arn, JsonNode holder, @Nullable JsonNode sessionPolicy) {}

  PrincipalSuite(JsonNode root, Instant now) {
    this.root = root;
    this.now = now;
    for (JsonNode account : root.path("accounts")) {
      account
          .path("Policies")
          .forEach(policy -> managed.put(policy.path("Arn").asString(), policy));
      account
          .path("GroupDetailList")
          .forEach(group -> groups.put(group.path("GroupName").asString(), group));
      account.path("UserDetailList").forEach(user -> add(user, null, ""));
      account.path("RoleDetailList").forEach(role -> add(role, null, ""));
    }
    for (JsonNode session : root.path("sessions")) {
      String[] parts = session.path("Session").asString().split("/", 3);
      Member role =
          members.stream().filter(m -> m.name().equals(parts[1])).findFirst().orElseThrow();
      add(role.holder(), session.path("Policy"), session.path("Session").asString());
    }
    controls(root.path("organization"), List.of());
  }

  JsonNode root() {
    return root;
  }

  List<Member> members() {
    return members;
  }

  private void add(JsonNode holder, @Nullable JsonNode sessionPolicy, String session) {
    String arn = session.isEmpty() ? holder.path("Arn").asString() : session;
    String name = arn.substring(arn.indexOf('/') + 1).replace("aws-service-role/", "");
    members.add(new Member(name, arn, holder, sessionPolicy));
  }

  private void controls(JsonNode node, List<JsonNode> above) {
    List<JsonNode> path = new ArrayList<>(above);
    ArrayNode level = mapper.createArrayNode();
    node.path("Policies").forEach(policy -> level.add(policy.path("Content")));
    path.add(level);
    controls.put(node.path("Id").asString(), path);
    node.path("Children").forEach(child -> controls(child, path));
  }

  /// Some resource of the account that no policy speaks of: the evaluator decides about single
  /// resources.
  private static String something(String action, String account) {
    String end = ":us-east-1:" + account + ":";
    return switch (action.substring(0, action.indexOf(':'))) {
      case "s3" -> "arn:aws:s3:::some/object";
      case "ec2" -> "arn:aws:ec2" + end + "instance/i-0abc";
      case "lambda" -> "arn:aws:lambda" + end + "function:some";
      case "secretsmanager" -> "arn:aws:secretsmanager" + end + "secret:some-abcdef";
      case "kms" -> "arn:aws:kms" + end + "key/some";
      default -> "arn:aws:iam::" + account + ":role/some";
    };
  }

  /// The action with all that decides it.
  ObjectNode request(Member member, String action) {
    String arn = member.holder().path("Arn").asString();
    String account = Arns.account(arn);
    ObjectNode node = mapper.createObjectNode();
    boolean user = arn.contains(":user/");
    String role = "arn:aws:sts::" + account + ":assumed-role/" + arn.replaceAll(".*/", "") + "/any";
    boolean session = member.sessionPolicy() != null;
    node.put("principal", user ? arn : session ? member.arn() : role);
    node.put("raw", true).put("action", action);
    node.put("resource", something(action, account));
    node.put("resourceAccount", account);
    identityPolicies(node.putArray("identityPolicies"), member.holder());
    JsonNode boundary = member.holder().path("PermissionsBoundary").path("PermissionsBoundaryArn");
    if (!boundary.isMissingNode()) {
      node.set("permissionBoundary", current(boundary.asString()));
    }
    if (session) {
      node.set("sessionPolicy", member.sessionPolicy());
    }
    boolean exempt = account.equals("999999999999") || arn.contains("/aws-service-role/");
    if (!exempt) {
      node.putArray("scps").addAll(controls.getOrDefault(account, List.of()));
    }
    if (action.startsWith("sts:") || action.startsWith("kms:")) {
      // roles and keys whose own policy leaves the decision to the account
      node.set("resourcePolicy", leavesItTo(account, action));
    }
    context(node.putObject("context"), member, arn, account);
    return node;
  }

  private ObjectNode leavesItTo(String account, String action) {
    ObjectNode policy = mapper.createObjectNode().put("Version", "2012-10-17");
    ObjectNode statement = policy.putArray("Statement").addObject();
    statement.put("Effect", "Allow").put("Action", action).put("Resource", "*");
    statement.putObject("Principal").put("AWS", "arn:aws:iam::" + account + ":root");
    return policy;
  }

  private void identityPolicies(ArrayNode policies, JsonNode holder) {
    holder.path("UserPolicyList").forEach(p -> policies.add(p.path("PolicyDocument")));
    holder.path("RolePolicyList").forEach(p -> policies.add(p.path("PolicyDocument")));
    holder.path("GroupPolicyList").forEach(p -> policies.add(p.path("PolicyDocument")));
    holder
        .path("AttachedManagedPolicies")
        .forEach(p -> policies.add(current(p.path("PolicyArn").asString())));
    for (JsonNode group : holder.path("GroupList")) {
      JsonNode found = groups.get(group.asString());
      if (found != null) {
        identityPolicies(policies, found);
      }
    }
  }

  private JsonNode current(String arn) {
    for (JsonNode version : managed.getOrDefault(arn, root).path("PolicyVersionList")) {
      if (version.path("IsDefaultVersion").asBoolean()) {
        return version.path("Document");
      }
    }
    throw new IllegalStateException("no policy " + arn);
  }

  private void context(ObjectNode context, Member member, String arn, String account) {
    context.put("aws:PrincipalArn", arn).put("aws:PrincipalAccount", account);
    context.put("aws:PrincipalOrgID", ORGANISATION).put("aws:RequestedRegion", "eu-west-1");
    context.put("aws:CurrentTime", now.toString());
    context.put("iam:PolicyARN", "arn:aws:iam::aws:policy/AdministratorAccess");
    if (arn.contains(":user/")) {
      context.put("aws:username", member.name());
    }
    for (JsonNode tag : member.holder().path("Tags")) {
      context.put("aws:PrincipalTag/" + tag.path("Key").asString(), tag.path("Value").asString());
    }
  }
}
