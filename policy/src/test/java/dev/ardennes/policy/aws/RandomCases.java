package dev.ardennes.policy.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Random requests with random policies on all layers, small enough that allows, denies and near
/// misses all occur.
final class RandomCases {
  private static final String HOME = "111111111111";
  private static final String AWAY = "222222222222";
  private static final String ANONYMOUS = "anonymous";

  private final Random random;
  private final RandomConditions conditions;
  private final JsonMapper mapper = new JsonMapper();

  /// An action and a resource that it acts on, `A` standing for the account.
  private record Deed(String action, String resource) {}

  private static final List<Deed> DEEDS =
      List.of(
          new Deed("s3:GetObject", "arn:aws:s3:::data/team/a.txt"),
          new Deed("s3:PutObject", "arn:aws:s3:::data/b.txt"),
          new Deed("s3:ListBucket", "arn:aws:s3:::data"),
          new Deed("iam:PassRole", "arn:aws:iam::A:role/app/deploy"),
          new Deed("iam:CreateUser", "arn:aws:iam::A:user/new"),
          new Deed("lambda:InvokeFunction", "arn:aws:lambda:us-east-1:A:function:job"),
          new Deed("ec2:StartInstances", "arn:aws:ec2:us-east-1:A:instance/i-0abc"),
          new Deed("sts:AssumeRole", "arn:aws:iam::A:role/target"),
          new Deed("kms:Decrypt", "arn:aws:kms:us-east-1:A:key/1234"),
          new Deed("kms:CreateGrant", "arn:aws:kms:us-east-1:A:key/1234"),
          new Deed("sqs:SendMessage", "arn:aws:sqs:us-east-1:A:queue"),
          new Deed("sns:Publish", "arn:aws:sns:us-east-1:A:topic"),
          new Deed("ecr:BatchGetImage", "arn:aws:ecr:us-east-1:A:repository/app"),
          new Deed("dynamodb:GetItem", "arn:aws:dynamodb:us-east-1:A:table/orders"),
          new Deed(
              "secretsmanager:GetSecretValue",
              "arn:aws:secretsmanager:us-east-1:A:secret:db-abcdef"));

  RandomCases(long seed) {
    this.random = new Random(seed);
    this.conditions = new RandomConditions(random, HOME);
  }

  ObjectNode next(String id) {
    Deed deed = pick(DEEDS);
    String account = chance(30) ? AWAY : HOME;
    String resource = deed.resource().replace(":A:", ":" + account + ":");
    String principal = principal();
    ObjectNode node = mapper.createObjectNode();
    node.put("id", id);
    node.put("raw", true);
    node.put("principal", principal);
    node.put("action", chance(10) ? deed.action().toLowerCase(Locale.ROOT) : deed.action());
    node.put("resource", resource);
    node.put("resourceAccount", account);
    if (!principal.equals(ANONYMOUS)) {
      ofIdentity(node, deed, resource, principal);
    }
    ofResource(node, deed, resource, principal);
    context(node.putObject("context"), principal);
    return node;
  }

  private void ofIdentity(ObjectNode node, Deed deed, String resource, String principal) {
    policies(node.putArray("identityPolicies"), deed, resource, 2);
    if (chance(25)) {
      node.set("permissionBoundary", policy(deed, resource, 2, 75));
    }
    if (principal.contains("assumed-role") && chance(25)) {
      node.set("sessionPolicy", policy(deed, resource, 2, 75));
    }
    if (chance(25)) {
      levels(node.putArray("scps"), deed, resource);
    }
  }

  private void ofResource(ObjectNode node, Deed deed, String resource, String principal) {
    boolean trust = deed.action().equals("sts:AssumeRole");
    if (trust || deed.action().startsWith("kms:") || (hasPolicy(deed) && chance(50))) {
      node.set("resourcePolicy", resourcePolicy(deed, resource, principal, trust));
    }
    if (chance(15)) {
      resourceControls(node.putArray("rcps"), deed, resource);
    }
    if (chance(15)) {
      policies(node.putArray("vpcEndpointPolicies"), deed, resource, 2);
      if (node.path("vpcEndpointPolicies").isEmpty()) {
        node.remove("vpcEndpointPolicies");
      }
    }
    if (deed.action().startsWith("s3:") && chance(20)) {
      node.putObject("s3").put("blockPublicAccess", true);
    }
  }

  /// A resource control policy denies, to whomever it names.
  private void resourceControls(ArrayNode levels, Deed deed, String resource) {
    int count = 1 + random.nextInt(2);
    for (int i = 0; i < count; i++) {
      ObjectNode policy = policy(deed, resource, 2, 0);
      policy.path("Statement").forEach(s -> ((ObjectNode) s).put("Principal", "*"));
      levels.addArray().add(policy);
    }
  }

  private static boolean hasPolicy(Deed deed) {
    return !deed.action().startsWith("iam:") && !deed.action().startsWith("ec2:");
  }

  private String principal() {
    return chance(8)
        ? ANONYMOUS
        : pick(
            List.of(
                "arn:aws:iam::" + HOME + ":user/alice",
                "arn:aws:sts::" + HOME + ":assumed-role/app/s1"));
  }

  private void context(ObjectNode context, String principal) {
    if (principal.contains(":user/")) {
      context.put("aws:username", "alice");
      context.put("aws:PrincipalArn", principal);
    } else if (!principal.equals(ANONYMOUS)) {
      context.put("aws:PrincipalArn", "arn:aws:iam::" + HOME + ":role/app");
    }
    if (!principal.equals(ANONYMOUS)) {
      context.put("aws:PrincipalAccount", HOME);
    }
    conditions.context(context);
  }

  private void levels(ArrayNode levels, Deed deed, String resource) {
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      ArrayNode level = levels.addArray();
      if (chance(70)) {
        ObjectNode all = level.addObject().put("Version", "2012-10-17");
        all.putArray("Statement")
            .addObject()
            .put("Effect", "Allow")
            .put("Action", "*")
            .put("Resource", "*");
      }
      if (level.isEmpty() || chance(50)) {
        level.add(policy(deed, resource, 1, 60));
      }
    }
  }

  private void policies(ArrayNode array, Deed deed, String resource, int most) {
    int count = random.nextInt(most + 1);
    for (int i = 0; i < count; i++) {
      array.add(policy(deed, resource, 2, 80));
    }
  }

  private ObjectNode policy(Deed deed, String resource, int most, int allowPercent) {
    ObjectNode policy = mapper.createObjectNode().put("Version", "2012-10-17");
    ArrayNode statements = policy.putArray("Statement");
    int count = 1 + random.nextInt(most);
    for (int i = 0; i < count; i++) {
      ObjectNode statement = statements.addObject();
      statement.put("Effect", chance(allowPercent) ? "Allow" : "Deny");
      action(statement, deed);
      strings(statement, chance(12) ? "NotResource" : "Resource", resourcePatterns(resource));
      conditions.conditions(statement);
    }
    return policy;
  }

  private ObjectNode resourcePolicy(Deed deed, String resource, String principal, boolean trust) {
    ObjectNode policy = mapper.createObjectNode().put("Version", "2012-10-17");
    ArrayNode statements = policy.putArray("Statement");
    int count = 1 + random.nextInt(2);
    for (int i = 0; i < count; i++) {
      ObjectNode statement = statements.addObject();
      boolean allow = chance(85);
      statement.put("Effect", allow ? "Allow" : "Deny");
      principal(statement, principal, allow);
      if (trust) {
        statement.put("Action", chance(80) ? "sts:AssumeRole" : "sts:*");
      } else {
        action(statement, deed);
        strings(statement, "Resource", resourcePatterns(resource));
      }
      conditions.conditions(statement);
    }
    return policy;
  }

  private void principal(ObjectNode statement, String principal, boolean allow) {
    String role = "arn:aws:iam::" + HOME + ":role/app";
    String sender = principal.equals(ANONYMOUS) ? "*" : principal;
    List<String> choices =
        List.of(
            sender,
            sender,
            "arn:aws:iam::" + HOME + ":root",
            HOME,
            "arn:aws:iam::" + HOME + ":user/bob",
            role,
            "arn:aws:iam::" + AWAY + ":root");
    if (chance(12)) {
      statement.put("Principal", "*");
    } else if (!allow && chance(20)) {
      statement
          .putObject("NotPrincipal")
          .putArray("AWS")
          .add(pick(choices))
          .add("arn:aws:iam::" + HOME + ":root");
    } else if (chance(10)) {
      statement.putObject("Principal").put("Service", "ec2.amazonaws.com");
    } else {
      statement.putObject("Principal").put("AWS", pick(choices));
    }
  }

  private void action(ObjectNode statement, Deed deed) {
    String service = deed.action().substring(0, deed.action().indexOf(':'));
    String name = deed.action().substring(service.length() + 1);
    List<String> choices =
        List.of(
            deed.action(),
            deed.action().toUpperCase(Locale.ROOT),
            "*",
            service + ":*",
            service + ":" + name.substring(0, 2) + "*",
            service + ":?" + name.substring(1),
            service + ":*" + name.substring(name.length() - 3),
            "ec2:Describe*",
            "s3:Get*");
    List<String> picked = new ArrayList<>(List.of(pick(choices)));
    if (chance(30)) {
      picked.add(pick(choices));
    }
    strings(statement, chance(12) ? "NotAction" : "Action", picked);
  }

  private List<String> resourcePatterns(String resource) {
    List<String> choices =
        List.of(
            resource,
            "*",
            resource.substring(0, resource.length() - 2) + "*",
            resource.substring(0, resource.length() - 1) + "?",
            resource.substring(0, resource.lastIndexOf(':') + 1) + "*",
            "arn:aws:s3:::other/*",
            "arn:aws:s3:::data/${aws:PrincipalTag/team}/*",
            "arn:aws:s3:::data/${aws:PrincipalTag/team, 'team'}/*",
            resource + "x");
    List<String> picked = new ArrayList<>(List.of(pick(choices)));
    if (chance(30)) {
      picked.add(pick(choices));
    }
    return picked;
  }

  static void strings(ObjectNode node, String name, List<String> texts) {
    List<String> distinct = texts.stream().distinct().toList();
    if (distinct.size() == 1) {
      node.put(name, distinct.getFirst());
    } else {
      ArrayNode array = node.putArray(name);
      distinct.forEach(array::add);
    }
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }
}
