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

  private final Random random;
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
          new Deed("sqs:SendMessage", "arn:aws:sqs:us-east-1:A:queue"),
          new Deed(
              "secretsmanager:GetSecretValue",
              "arn:aws:secretsmanager:us-east-1:A:secret:db-abcdef"));

  RandomCases(long seed) {
    this.random = new Random(seed);
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
    node.put("action", deed.action());
    node.put("resource", resource);
    node.put("resourceAccount", account);
    boolean trust = deed.action().equals("sts:AssumeRole");
    policies(node.putArray("identityPolicies"), deed, resource, 2);
    if (trust || deed.action().startsWith("kms:") || (hasPolicy(deed) && chance(50))) {
      node.set("resourcePolicy", resourcePolicy(deed, resource, principal, trust));
    }
    if (chance(25)) {
      node.set("permissionBoundary", policy(deed, resource, 2, 75));
    }
    if (principal.contains("assumed-role") && chance(25)) {
      node.set("sessionPolicy", policy(deed, resource, 2, 75));
    }
    if (chance(25)) {
      levels(node.putArray("scps"), deed, resource);
    }
    context(node.putObject("context"), principal);
    return node;
  }

  private static boolean hasPolicy(Deed deed) {
    return !deed.action().startsWith("iam:") && !deed.action().startsWith("ec2:");
  }

  private String principal() {
    return pick(
        List.of(
            "arn:aws:iam::" + HOME + ":user/alice",
            "arn:aws:sts::" + HOME + ":assumed-role/app/s1"));
  }

  private void context(ObjectNode context, String principal) {
    if (principal.contains(":user/")) {
      context.put("aws:username", "alice");
      context.put("aws:PrincipalArn", principal);
    } else {
      context.put("aws:PrincipalArn", "arn:aws:iam::" + HOME + ":role/app");
    }
    context.put("aws:PrincipalAccount", HOME);
    if (chance(60)) {
      context.put("aws:SourceIp", pick(List.of("10.1.2.3", "192.0.2.7")));
    }
    if (chance(60)) {
      context.put("aws:PrincipalTag/team", pick(List.of("red", "Red", "blue")));
    }
    if (chance(60)) {
      context.put("aws:MultiFactorAuthPresent", pick(List.of("true", "false")));
    }
    if (chance(60)) {
      context.put("aws:MultiFactorAuthAge", pick(List.of("10", "300", "3600")));
    }
    if (chance(60)) {
      context.put("aws:CurrentTime", pick(List.of("2026-01-01T00:00:00Z", "2026-07-01T12:00:00Z")));
    }
    if (chance(60)) {
      ArrayNode keys = context.putArray("aws:TagKeys");
      for (String key : List.of("team", "cost", "Team")) {
        if (chance(40)) {
          keys.add(key);
        }
      }
      if (keys.isEmpty()) {
        context.remove("aws:TagKeys");
      }
    }
    if (chance(60)) {
      context.put("aws:SourceArn", "arn:aws:sns:us-east-1:" + HOME + ":topic");
    }
  }

  private void levels(ArrayNode levels, Deed deed, String resource) {
    int count = 1 + random.nextInt(2);
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
      conditions(statement);
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
      conditions(statement);
    }
    return policy;
  }

  private void principal(ObjectNode statement, String principal, boolean allow) {
    String role = "arn:aws:iam::" + HOME + ":role/app";
    List<String> choices =
        List.of(
            principal,
            principal,
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

  private void conditions(ObjectNode statement) {
    if (!chance(35)) {
      return;
    }
    ObjectNode conditions = statement.putObject("Condition");
    int count = 1 + random.nextInt(2);
    for (int i = 0; i < count; i++) {
      condition(conditions);
    }
  }

  private void condition(ObjectNode conditions) {
    String ifExists = chance(25) ? "IfExists" : "";
    switch (random.nextInt(9)) {
      case 0 -> stringCondition(conditions, ifExists);
      case 1 ->
          put(
              conditions,
              pick(List.of("IpAddress", "NotIpAddress")) + ifExists,
              "aws:SourceIp",
              List.of("10.0.0.0/8", "192.0.2.7", "192.0.2.0/25"));
      case 2 ->
          put(
              conditions,
              "Bool" + ifExists,
              "aws:MultiFactorAuthPresent",
              List.of("true", "false"));
      case 3 -> numericCondition(conditions, ifExists);
      case 4 ->
          put(
              conditions,
              pick(List.of("DateLessThan", "DateGreaterThan", "DateGreaterThanEquals")) + ifExists,
              "aws:CurrentTime",
              List.of("2026-06-01T00:00:00Z", "2026-07-01T12:00:00Z"));
      case 5 ->
          put(
              conditions,
              pick(List.of("ForAllValues:", "ForAnyValue:"))
                  + pick(List.of("StringEquals", "StringNotEquals", "StringLike", "StringNotLike"))
                  + ifExists,
              "aws:TagKeys",
              List.of("team", "cost", "t*"));
      case 6 -> arnCondition(conditions, ifExists);
      case 7 ->
          put(
              conditions,
              "Null",
              pick(List.of("aws:SourceIp", "aws:TagKeys", "aws:SourceArn")),
              List.of("true", "false"));
      default ->
          put(
              conditions,
              pick(List.of("StringEquals", "StringNotEquals")) + ifExists,
              pick(List.of("aws:username", "aws:PrincipalAccount")),
              List.of("alice", HOME, "bob"));
    }
  }

  private void stringCondition(ObjectNode conditions, String ifExists) {
    put(
        conditions,
        pick(
                List.of(
                    "StringEquals",
                    "StringNotEquals",
                    "StringLike",
                    "StringNotLike",
                    "StringEqualsIgnoreCase",
                    "StringNotEqualsIgnoreCase"))
            + ifExists,
        "aws:PrincipalTag/team",
        List.of("red", "r*", "${aws:username}", "RED"));
  }

  private void numericCondition(ObjectNode conditions, String ifExists) {
    put(
        conditions,
        pick(
                List.of(
                    "NumericLessThan",
                    "NumericGreaterThanEquals",
                    "NumericEquals",
                    "NumericNotEquals",
                    "NumericLessThanEquals",
                    "NumericGreaterThan"))
            + ifExists,
        "aws:MultiFactorAuthAge",
        List.of("300", "10", "3600"));
  }

  private void arnCondition(ObjectNode conditions, String ifExists) {
    put(
        conditions,
        pick(List.of("ArnLike", "ArnEquals", "ArnNotLike", "ArnNotEquals")) + ifExists,
        pick(List.of("aws:PrincipalArn", "aws:SourceArn")),
        List.of(
            "arn:aws:iam::*:role/*",
            "arn:aws:iam::" + HOME + ":user/alice",
            "arn:aws:sns:*:" + HOME + ":*",
            "arn:aws:sns:*"));
  }

  private void put(ObjectNode conditions, String operator, String key, List<String> values) {
    ObjectNode keys =
        conditions.has(operator)
            ? (ObjectNode) conditions.get(operator)
            : conditions.putObject(operator);
    List<String> picked = new ArrayList<>(List.of(pick(values)));
    if (chance(25) && !operator.startsWith("Bool") && !operator.equals("Null")) {
      picked.add(pick(values));
    }
    strings(keys, key, picked);
  }

  private void strings(ObjectNode node, String name, List<String> texts) {
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
