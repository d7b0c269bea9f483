package dev.ardennes.app;

import static dev.ardennes.app.GeneratedManifest.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Statements of the policies of a generated account: what everybody needs, what leads on, and what
/// somebody denied.
record GeneratedStatements(GeneratedAccount account) {
  private static final double RISKY = 0.35;
  private static final double DENYING = 0.08;
  private static final List<String> DESCRIBED =
      List.of("ec2", "s3", "dynamodb", "sqs", "logs", "cloudwatch", "kms", "ecr", "rds", "route53");

  /// What a program does with resources of a type.
  private record Use(GeneratedKind kind, List<String> actions, String below) {}

  private static final List<Use> USES =
      List.of(
          new Use(GeneratedKind.BUCKET, List.of("s3:GetObject", "s3:PutObject"), "/*"),
          new Use(GeneratedKind.BUCKET, List.of("s3:GetObject*"), "/reports/*"),
          new Use(GeneratedKind.BUCKET, List.of("s3:ListBucket"), ""),
          new Use(
              GeneratedKind.TABLE,
              List.of("dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem"),
              ""),
          new Use(GeneratedKind.QUEUE, List.of("sqs:SendMessage"), ""),
          new Use(GeneratedKind.QUEUE, List.of("sqs:ReceiveMessage", "sqs:DeleteMessage"), ""),
          new Use(GeneratedKind.TOPIC, List.of("sns:Publish"), ""),
          new Use(GeneratedKind.SECRET, List.of("secretsmanager:GetSecretValue"), ""),
          new Use(GeneratedKind.PARAMETER, List.of("ssm:GetParameter", "ssm:GetParameters"), ""),
          new Use(GeneratedKind.KEY, List.of("kms:Decrypt", "kms:GenerateDataKey"), ""),
          new Use(
              GeneratedKind.LOG_GROUP, List.of("logs:CreateLogStream", "logs:PutLogEvents"), ":*"),
          new Use(
              GeneratedKind.REPOSITORY,
              List.of("ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"),
              ""),
          new Use(GeneratedKind.FUNCTION, List.of("lambda:InvokeFunction"), ""),
          new Use(GeneratedKind.DATABASE, List.of("rds:DescribeDBInstances"), ""));

  /// What leads on by changing a resource.
  private static final List<Use> CHANGES =
      List.of(
          new Use(GeneratedKind.FUNCTION, List.of("lambda:UpdateFunctionCode"), ""),
          new Use(GeneratedKind.BUCKET, List.of("s3:PutBucketPolicy"), ""),
          new Use(GeneratedKind.KEY, List.of("kms:CreateGrant"), ""),
          new Use(
              GeneratedKind.REPOSITORY,
              List.of("ecr:PutImage", "ecr:InitiateLayerUpload", "ecr:CompleteLayerUpload"),
              ""),
          new Use(GeneratedKind.INSTANCE, List.of("ssm:SendCommand", "ssm:StartSession"), ""));

  Map<String, Object> document(SplittableRandom chance) {
    List<Object> statements = new ArrayList<>();
    int many = chance.nextInt(1, 5);
    for (int i = 0; i < many; i++) {
      statements.add(chance.nextInt(3) == 0 ? looks(chance) : use(pick(USES, chance), chance));
    }
    if (chance.nextDouble() < RISKY) {
      leadsOn(chance, statements);
    }
    if (chance.nextDouble() < DENYING) {
      statements.add(denial(chance));
    }
    return document(statements);
  }

  static Map<String, Object> document(List<?> statements) {
    return map("Version", "2012-10-17", "Statement", statements);
  }

  static Map<String, Object> allow(List<String> actions, Object resource) {
    return map("Effect", "Allow", "Action", actions, "Resource", resource);
  }

  private static Map<String, Object> allow(
      List<String> actions, Object resource, Map<String, Object> condition) {
    Map<String, Object> statement = allow(actions, resource);
    statement.put("Condition", condition);
    return statement;
  }

  static <T> T pick(List<T> list, SplittableRandom chance) {
    return list.get(chance.nextInt(list.size()));
  }

  // --- what everybody needs

  private static Map<String, Object> looks(SplittableRandom chance) {
    String service = pick(DESCRIBED, chance);
    return allow(
        List.of(service + ":Describe*", service + ":List*", service + ":GetAccount*"), "*");
  }

  /// On one resource, on those of a team, or on all.
  private Map<String, Object> use(Use use, SplittableRandom chance) {
    return allow(use.actions, resource(use.kind, use.below, chance));
  }

  private String resource(GeneratedKind kind, String below, SplittableRandom chance) {
    int number = chance.nextInt(account.count(kind));
    int way = chance.nextInt(100);
    if (way < 55) {
      return account.arn(kind, number) + below;
    }
    String team = GeneratedKind.team(account.team(number));
    return way < 88 ? kind.pattern(team) + below : "*";
  }

  // --- what leads on

  private String someRole(SplittableRandom chance) {
    return GeneratedAccount.role(chance.nextInt(account.roles()));
  }

  private String someUser(SplittableRandom chance) {
    return GeneratedAccount.user(chance.nextInt(account.users()));
  }

  private List<String> someRoles(int most, SplittableRandom chance) {
    int many = chance.nextInt(1, most + 1);
    List<String> roles = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      roles.add(someRole(chance));
    }
    return roles;
  }

  private static Map<String, Object> passedTo(String service) {
    return map("StringEquals", map("iam:PassedToService", service));
  }

  private void leadsOn(SplittableRandom chance, List<Object> out) {
    switch (chance.nextInt(20)) {
      case 0 -> out.add(allow(List.of("sts:AssumeRole"), someRoles(4, chance)));
      case 1 -> {
        String some = GeneratedAccount.iam("role/role" + chance.nextInt(10) + "*");
        out.add(allow(List.of("sts:AssumeRole"), some));
      }
      case 2 -> passes(someRole(chance), chance, out);
      case 3 -> {
        out.add(allow(List.of("iam:PassRole"), "*", passedTo("lambda.amazonaws.com")));
        out.add(allow(List.of("lambda:*"), "*"));
      }
      case 4 -> {
        out.add(allow(List.of("iam:PassRole"), "*", passedTo("ec2.amazonaws.com")));
        out.add(allow(List.of("ec2:RunInstances"), "*"));
      }
      case 5 -> out.add(allow(List.of("ssm:SendCommand", "ssm:StartSession"), "*"));
      case 6 ->
          out.add(
              allow(List.of("iam:CreateAccessKey"), List.of(someUser(chance), someUser(chance))));
      case 7 ->
          out.add(
              allow(List.of("iam:UpdateLoginProfile", "iam:CreateLoginProfile"), someUser(chance)));
      case 8 -> out.add(allow(List.of("iam:UpdateAssumeRolePolicy"), someRole(chance)));
      case 9 -> own(out);
      case 10 ->
          out.add(
              map(
                  "Effect",
                  "Allow",
                  "NotAction",
                  List.of("iam:*", "organizations:*", "sts:*", "ssm:*", "lambda:*"),
                  "Resource",
                  "*"));
      case 11 -> out.add(allow(List.of("iam:AttachRolePolicy", "iam:PutRolePolicy"), team(chance)));
      case 12, 13 -> out.add(tagged(chance));
      case 14, 15 -> passes(someRole(chance), chance, out);
      default -> out.add(use(pick(CHANGES, chance), chance));
    }
  }

  private static String team(SplittableRandom chance) {
    return GeneratedAccount.iam("role/apps/role" + chance.nextInt(10) + "*");
  }

  private static void passes(String role, SplittableRandom chance, List<Object> out) {
    List<List<String>> starts =
        List.of(
            List.of("lambda:CreateFunction", "lambda:InvokeFunction"),
            List.of("codebuild:CreateProject", "codebuild:StartBuild"),
            List.of("cloudformation:CreateStack"),
            List.of(
                "sagemaker:CreateNotebookInstance", "sagemaker:CreatePresignedNotebookInstanceUrl"),
            List.of("ecs:RegisterTaskDefinition", "ecs:RunTask"));
    out.add(allow(List.of("iam:PassRole"), role));
    out.add(allow(pick(starts, chance), "*"));
  }

  private static void own(List<Object> out) {
    out.add(
        allow(
            List.of("iam:*AccessKey*", "iam:*MFADevice", "iam:ChangePassword"),
            GeneratedAccount.iam("user/${aws:username}"),
            map("Bool", map("aws:MultiFactorAuthPresent", "true"))));
  }

  /// Machines of a team, told by their tag.
  private Map<String, Object> tagged(SplittableRandom chance) {
    String team = "t" + chance.nextInt(account.teams());
    return allow(
        List.of("ssm:StartSession", "ec2-instance-connect:SendSSHPublicKey"),
        "arn:aws:ec2:*:" + GeneratedAccount.ID + ":instance/*",
        map("StringEquals", map("aws:ResourceTag/team", team)));
  }

  // --- what somebody denied

  private Map<String, Object> denial(SplittableRandom chance) {
    Map<String, Object> statement =
        switch (chance.nextInt(4)) {
          case 0 -> allow(List.of("iam:*"), "*");
          case 1 ->
              allow(
                  List.of("lambda:*", "ec2:RunInstances"),
                  "*",
                  map("StringNotEquals", map("aws:RequestedRegion", "eu-west-1")));
          case 2 -> use(pick(USES, chance), chance);
          default -> allow(List.of("sts:AssumeRole"), someRole(chance));
        };
    statement.put("Effect", "Deny");
    return statement;
  }
}
