package dev.ardennes.policy.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Random contexts of requests, and random conditions on the keys that they may carry: every
/// operator, with and without quantifier, `IfExists` and policy variables.
final class RandomConditions {
  private static final List<String> TEAMS = List.of("red", "Red", "blue", "r*d");
  private static final List<String> STRING_OPERATORS =
      List.of(
          "StringEquals",
          "StringNotEquals",
          "StringLike",
          "StringNotLike",
          "StringEqualsIgnoreCase",
          "StringNotEqualsIgnoreCase");
  private static final List<String> TIMES =
      List.of("2026-06-01T00:00:00Z", "2026-07-01T12:00:00Z", "1782907200", "2026-07-01");
  private static final List<String> MULTIVALUED = List.of("aws:TagKeys", "aws:CalledVia");

  /// Keys that tell where a request comes from or whose it is, with values.
  private static final List<Key> SINGLE =
      List.of(
          new Key("aws:PrincipalTag/team", TEAMS),
          new Key("aws:ResourceTag/team", TEAMS),
          new Key("aws:RequestTag/team", TEAMS),
          new Key("aws:PrincipalOrgID", List.of("o-aaaa", "o-bbbb")),
          new Key("aws:SourceVpce", List.of("vpce-1", "vpce-2")),
          new Key("aws:SourceVpc", List.of("vpc-1", "vpc-2")),
          new Key("kms:ViaService", List.of("s3.us-east-1.amazonaws.com", "sqs.amazonaws.com")),
          new Key("iam:PassedToService", List.of("lambda.amazonaws.com", "ec2.amazonaws.com")),
          new Key("s3:prefix", List.of("team/", "home/alice/", "")),
          new Key("sts:ExternalId", List.of("one", "two")));

  private final Random random;
  private final String home;

  RandomConditions(Random random, String home) {
    this.random = random;
    this.home = home;
  }

  private record Key(String name, List<String> values) {}

  void context(ObjectNode context) {
    for (Key key : SINGLE) {
      sometimes(context, key.name(), key.values());
    }
    sometimes(context, "aws:SourceIp", List.of("10.1.2.3", "192.0.2.7", "2001:db8::7"));
    sometimes(context, "aws:MultiFactorAuthPresent", List.of("true", "false"));
    sometimes(context, "aws:SecureTransport", List.of("true", "false"));
    sometimes(context, "aws:MultiFactorAuthAge", List.of("10", "300", "3600", "300.0"));
    sometimes(context, "aws:CurrentTime", List.of("2026-01-01T00:00:00Z", "2026-07-01T12:00:00Z"));
    sometimes(context, "aws:EpochTime", List.of("1767225600", "1782907200"));
    sometimes(context, "acme:Digest", List.of("YWJj", "eHl6", "YWJj="));
    sometimes(
        context,
        "aws:SourceArn",
        List.of("arn:aws:sns:us-east-1:" + home + ":topic", "arn:aws:s3:::data"));
    several(context, "aws:TagKeys", List.of("team", "cost", "Team"));
    several(context, "aws:CalledVia", List.of("athena.amazonaws.com", "dynamodb.amazonaws.com"));
    several(
        context,
        "aws:PrincipalOrgPaths",
        List.of("o-aaaa/r-ab12/ou-ab12-11111111/", "o-aaaa/r-ab12/"));
  }

  private void sometimes(ObjectNode context, String key, List<String> values) {
    if (chance(50)) {
      context.put(key, pick(values).replace("*", "e"));
    }
  }

  private void several(ObjectNode context, String key, List<String> values) {
    if (chance(50)) {
      ArrayNode array = context.putArray(key);
      values.stream().filter(value -> chance(50)).forEach(array::add);
      if (array.isEmpty()) {
        context.remove(key);
      }
    }
  }

  void conditions(ObjectNode statement) {
    if (!chance(40)) {
      return;
    }
    ObjectNode conditions = statement.putObject("Condition");
    int count = 1 + random.nextInt(2);
    for (int i = 0; i < count; i++) {
      condition(conditions);
    }
  }

  private void condition(ObjectNode conditions) {
    String end = chance(25) ? "IfExists" : "";
    switch (random.nextInt(13)) {
      case 0, 1 -> ofSingle(conditions, end);
      case 2 -> address(conditions, end);
      case 3 -> bool(conditions, end);
      case 4 -> number(conditions, end);
      case 5 -> time(conditions, end);
      case 6, 7 -> ofMany(conditions, end);
      case 8 -> arn(conditions, end);
      case 9 -> absence(conditions);
      case 10 -> put(conditions, "BinaryEquals" + end, "acme:Digest", List.of("YWJj", "eHl6"));
      case 11 -> paths(conditions, end);
      default -> identity(conditions, end);
    }
  }

  private void ofSingle(ObjectNode conditions, String end) {
    Key key = pick(SINGLE);
    List<String> values = new ArrayList<>(key.values());
    values.add("*");
    values.add(key.values().getFirst().replace('a', '?'));
    values.add("${aws:PrincipalTag/team}");
    values.add("${aws:ResourceTag/team, 'red'}");
    values.add("${*}");
    String name = chance(10) ? key.name().toUpperCase(Locale.ROOT) : key.name();
    put(conditions, pick(STRING_OPERATORS) + end, name, values);
  }

  private void address(ObjectNode conditions, String end) {
    put(
        conditions,
        pick(List.of("IpAddress", "NotIpAddress")) + end,
        "aws:SourceIp",
        List.of("10.0.0.0/8", "192.0.2.7", "192.0.2.0/25", "2001:db8::/32", "0.0.0.0/0"));
  }

  private void bool(ObjectNode conditions, String end) {
    put(
        conditions,
        "Bool" + end,
        pick(List.of("aws:MultiFactorAuthPresent", "aws:SecureTransport")),
        List.of("true", "false"));
  }

  private void number(ObjectNode conditions, String end) {
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
            + end,
        "aws:MultiFactorAuthAge",
        List.of("300", "10", "3600", "300.0"));
  }

  private void time(ObjectNode conditions, String end) {
    put(
        conditions,
        pick(
                List.of(
                    "DateLessThan",
                    "DateLessThanEquals",
                    "DateGreaterThan",
                    "DateGreaterThanEquals",
                    "DateEquals",
                    "DateNotEquals"))
            + end,
        pick(List.of("aws:CurrentTime", "aws:EpochTime")),
        TIMES);
  }

  private void ofMany(ObjectNode conditions, String end) {
    put(
        conditions,
        pick(List.of("ForAllValues:", "ForAnyValue:")) + pick(STRING_OPERATORS) + end,
        pick(MULTIVALUED),
        List.of("team", "cost", "t*", "athena.amazonaws.com", "*.amazonaws.com"));
  }

  private void paths(ObjectNode conditions, String end) {
    put(
        conditions,
        pick(List.of("ForAllValues:", "ForAnyValue:"))
            + pick(List.of("StringLike", "StringNotLike", "StringEquals"))
            + end,
        "aws:PrincipalOrgPaths",
        List.of("o-aaaa/*", "o-aaaa/r-ab12/ou-ab12-11111111/*", "o-aaaa/r-ab12/", "o-bbbb/*"));
  }

  private void arn(ObjectNode conditions, String end) {
    put(
        conditions,
        pick(List.of("ArnLike", "ArnEquals", "ArnNotLike", "ArnNotEquals")) + end,
        pick(List.of("aws:PrincipalArn", "aws:SourceArn")),
        List.of(
            "arn:aws:iam::*:role/*",
            "arn:aws:iam::" + home + ":user/alice",
            "arn:aws:iam::" + home + ":user/${aws:username}",
            "arn:aws:sns:*:" + home + ":*",
            "arn:aws:s3:::d?ta",
            "arn:aws:sns:*"));
  }

  private void absence(ObjectNode conditions) {
    put(
        conditions,
        "Null",
        pick(
            List.of(
                "aws:SourceIp",
                "aws:TagKeys",
                "aws:SourceArn",
                "aws:PrincipalOrgID",
                "aws:ResourceTag/team")),
        List.of("true", "false"));
  }

  private void identity(ObjectNode conditions, String end) {
    put(
        conditions,
        pick(List.of("StringEquals", "StringNotEquals", "StringLike")) + end,
        pick(List.of("aws:username", "aws:PrincipalAccount", "aws:PrincipalArn")),
        List.of("alice", home, "bob", "arn:aws:iam::" + home + ":*"));
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
    RandomCases.strings(keys, key, picked);
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }
}
