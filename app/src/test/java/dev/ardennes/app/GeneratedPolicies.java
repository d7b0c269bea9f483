package dev.ardennes.app;

import static dev.ardennes.app.GeneratedManifest.map;
import static dev.ardennes.app.GeneratedStatements.pick;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Policies of the resources of a generated account.
record GeneratedPolicies(GeneratedAccount account) {
  /// Empty where it has none.
  Map<String, Object> of(GeneratedKind kind, int i) {
    SplittableRandom chance = account.chance("policy of " + kind, i);
    List<Object> statements =
        switch (kind) {
          case BUCKET -> bucket(i, chance);
          case KEY -> key(chance);
          case FUNCTION -> some(25, chance, () -> invoked(i));
          case QUEUE -> some(30, chance, () -> fed(i, chance));
          case TOPIC -> some(20, chance, () -> toOthers(List.of("sns:Subscribe"), i, kind, chance));
          case SECRET ->
              some(5, chance, () -> shared("secretsmanager:GetSecretValue", "*", chance));
          case REPOSITORY -> some(15, chance, () -> pulled(chance));
          default -> List.of();
        };
    return statements.isEmpty() ? map() : GeneratedStatements.document(statements);
  }

  /// One of fifty is open to everybody.
  boolean isPublic(int bucket) {
    return bucket % 50 == 7;
  }

  private interface Statement {
    Map<String, Object> made();
  }

  private static List<Object> some(int ofHundred, SplittableRandom chance, Statement statement) {
    return chance.nextInt(100) < ofHundred ? List.of(statement.made()) : List.of();
  }

  private static Map<String, Object> allow(Object principal, List<String> actions, Object on) {
    return map("Effect", "Allow", "Principal", principal, "Action", actions, "Resource", on);
  }

  private String someRole(SplittableRandom chance) {
    return GeneratedAccount.role(chance.nextInt(account.roles()));
  }

  private static String other(SplittableRandom chance) {
    return "arn:aws:iam::" + pick(GeneratedTrust.OTHERS, chance) + ":root";
  }

  private List<Object> bucket(int i, SplittableRandom chance) {
    String arn = account.arn(GeneratedKind.BUCKET, i);
    List<Object> statements = new ArrayList<>();
    if (isPublic(i)) {
      statements.add(allow("*", List.of("s3:GetObject"), arn + "/*"));
    }
    if (chance.nextInt(100) < 40) {
      Map<String, Object> plain = allow("*", List.of("s3:*"), List.of(arn, arn + "/*"));
      plain.put("Effect", "Deny");
      plain.put("Condition", map("Bool", map("aws:SecureTransport", "false")));
      statements.add(plain);
    }
    if (chance.nextInt(100) < 12) {
      statements.add(shared("s3:GetObject", arn + "/*", chance));
    }
    if (chance.nextInt(100) < 4) {
      statements.add(allow(map("AWS", other(chance)), List.of("s3:PutObject"), arn + "/*"));
    }
    return statements;
  }

  private Map<String, Object> shared(String action, String on, SplittableRandom chance) {
    List<String> roles = List.of(someRole(chance), someRole(chance));
    return allow(map("AWS", roles), List.of(action), on);
  }

  /// The account decides by its own policies; some keys have users by name.
  private List<Object> key(SplittableRandom chance) {
    List<Object> statements = new ArrayList<>();
    statements.add(allow(map("AWS", GeneratedAccount.iam("root")), List.of("kms:*"), "*"));
    if (chance.nextInt(100) < 30) {
      statements.add(shared("kms:Decrypt", "*", chance));
    }
    if (chance.nextInt(100) < 5) {
      statements.add(
          allow(map("AWS", other(chance)), List.of("kms:Decrypt", "kms:DescribeKey"), "*"));
    }
    return statements;
  }

  private Map<String, Object> invoked(int i) {
    Map<String, Object> statement =
        allow(
            map("Service", "events.amazonaws.com"),
            List.of("lambda:InvokeFunction"),
            account.arn(GeneratedKind.FUNCTION, i));
    statement.put(
        "Condition",
        map(
            "ArnLike",
            map(
                "AWS:SourceArn",
                "arn:aws:events:" + account.region(i) + ":" + GeneratedAccount.ID + ":rule/*")));
    return statement;
  }

  private Map<String, Object> fed(int i, SplittableRandom chance) {
    int topics = account.count(GeneratedKind.TOPIC);
    Map<String, Object> statement =
        allow(
            map("Service", "sns.amazonaws.com"),
            List.of("sqs:SendMessage"),
            account.arn(GeneratedKind.QUEUE, i));
    String topic = account.arn(GeneratedKind.TOPIC, chance.nextInt(topics));
    statement.put("Condition", map("ArnEquals", map("aws:SourceArn", topic)));
    return statement;
  }

  private Map<String, Object> toOthers(
      List<String> actions, int i, GeneratedKind kind, SplittableRandom chance) {
    return allow(map("AWS", other(chance)), actions, account.arn(kind, i));
  }

  private static Map<String, Object> pulled(SplittableRandom chance) {
    return map(
        "Effect",
        "Allow",
        "Principal",
        map("AWS", other(chance)),
        "Action",
        List.of("ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"));
  }
}
