package dev.ardennes.app;

import static dev.ardennes.app.GeneratedManifest.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Whom the roles of a generated account trust.
record GeneratedTrust(GeneratedAccount account) {
  private static final String ISSUER = "token.actions.githubusercontent.com";
  static final String ORGANISATION = "northgate";
  static final List<String> OTHERS = List.of("777788880001", "777788880002", "777788880003");

  /// Of a hundred roles, one after the other.
  private enum Trusted {
    FUNCTIONS(28, "lambda"),
    MACHINES(20, "ec2"),
    TASKS(5, "ecs-tasks"),
    BUILDS(5, "codebuild"),
    STACKS(5, "cloudformation"),
    NOTEBOOKS(3, "sagemaker"),
    ACCOUNT(12, ""),
    PRINCIPALS(11, ""),
    OTHER_ACCOUNT(3, ""),
    VENDOR(4, ""),
    WORKFLOWS(4, "");

    private final int ofHundred;
    private final String service;

    Trusted(int ofHundred, String service) {
      this.ofHundred = ofHundred;
      this.service = service;
    }
  }

  static String provider() {
    return GeneratedAccount.iam("oidc-provider/" + ISSUER);
  }

  private Trusted trusted(int role) {
    if (role < 2) {
      return role == 0 ? Trusted.FUNCTIONS : Trusted.MACHINES;
    }
    int at = account.chance("trust", role).nextInt(100);
    for (Trusted each : Trusted.values()) {
      at -= each.ofHundred;
      if (at < 0) {
        return each;
      }
    }
    throw new IllegalStateException("less than a hundred");
  }

  boolean ofFunctions(int role) {
    return trusted(role) == Trusted.FUNCTIONS;
  }

  boolean ofMachines(int role) {
    return trusted(role) == Trusted.MACHINES;
  }

  List<Integer> rolesOfFunctions() {
    return roles(Trusted.FUNCTIONS);
  }

  List<Integer> rolesOfMachines() {
    return roles(Trusted.MACHINES);
  }

  private List<Integer> roles(Trusted what) {
    List<Integer> roles = new ArrayList<>();
    for (int role = 0; role < account.roles(); role++) {
      if (trusted(role) == what) {
        roles.add(role);
      }
    }
    return roles;
  }

  Map<String, Object> policy(int role) {
    SplittableRandom chance = account.chance("trusted", role);
    Trusted trusted = trusted(role);
    return GeneratedStatements.document(
        List.of(
            switch (trusted) {
              case FUNCTIONS, MACHINES, TASKS, BUILDS, STACKS, NOTEBOOKS ->
                  assume("Service", trusted.service + ".amazonaws.com");
              case ACCOUNT -> assume("AWS", GeneratedAccount.iam("root"));
              case PRINCIPALS -> assume("AWS", principals(chance));
              case OTHER_ACCOUNT -> assume("AWS", other(chance));
              case VENDOR -> vendor(role, chance);
              case WORKFLOWS -> workflow(chance);
            }));
  }

  private static Map<String, Object> assume(String kind, Object whom) {
    return map("Effect", "Allow", "Principal", map(kind, whom), "Action", "sts:AssumeRole");
  }

  private static String other(SplittableRandom chance) {
    return "arn:aws:iam::" + GeneratedStatements.pick(OTHERS, chance) + ":root";
  }

  private List<String> principals(SplittableRandom chance) {
    List<String> principals = new ArrayList<>();
    for (int i = chance.nextInt(2); i >= 0; i--) {
      principals.add(
          chance.nextBoolean()
              ? GeneratedAccount.user(chance.nextInt(account.users()))
              : GeneratedAccount.role(chance.nextInt(account.roles())));
    }
    return principals;
  }

  private static Map<String, Object> vendor(int role, SplittableRandom chance) {
    Map<String, Object> statement = assume("AWS", other(chance));
    statement.put(
        "Condition", map("StringEquals", map("sts:ExternalId", "northgate-" + role * 7919)));
    return statement;
  }

  /// Workflows of one branch, of a repository, or of everybody's in the organisation.
  private static Map<String, Object> workflow(SplittableRandom chance) {
    String repository = ORGANISATION + "/service" + chance.nextInt(200);
    String subject =
        switch (chance.nextInt(10)) {
          case 0 -> "repo:" + ORGANISATION + "/*";
          case 1, 2, 3 -> "repo:" + repository + ":*";
          case 4, 5 -> "repo:" + repository + ":environment:production";
          default -> "repo:" + repository + ":ref:refs/heads/main";
        };
    return map(
        "Effect",
        "Allow",
        "Principal",
        map("Federated", provider()),
        "Action",
        "sts:AssumeRoleWithWebIdentity",
        "Condition",
        map(
            "StringEquals",
            map(ISSUER + ":aud", "sts.amazonaws.com"),
            "StringLike",
            map(ISSUER + ":sub", subject)));
  }
}
