package dev.ardennes.app;

import static dev.ardennes.app.GeneratedManifest.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/// Users, groups, roles and policies of a generated account, as its authorization details show
/// them.
record GeneratedIdentities(
    GeneratedAccount account, GeneratedStatements statements, GeneratedTrust trust) {
  private static final double ADMINISTRATORS = 0.04;
  private static final double BOUNDED = 0.1;
  private static final String BOUNDARY = "Boundary";
  private static final String ADMINISTRATOR = "AdministratorAccess";
  private static final String MANAGED_MACHINE = "AmazonSSMManagedInstanceCore";
  private static final String LOGS = "service-role/AWSLambdaBasicExecutionRole";

  GeneratedIdentities(GeneratedAccount account) {
    this(account, new GeneratedStatements(account), new GeneratedTrust(account));
  }

  Map<String, Object> all() {
    return map(
        "UserDetailList", users(),
        "GroupDetailList", groups(),
        "RoleDetailList", roles(),
        "Policies", policies(),
        "AccessKeys", accessKeys(),
        "LoginProfiles", loginProfiles());
  }

  // --- policies

  private List<Object> policies() {
    List<Object> policies = new ArrayList<>();
    policies.add(ofAws(ADMINISTRATOR, List.of("*")));
    policies.add(
        ofAws(
            MANAGED_MACHINE,
            List.of(
                "ssm:UpdateInstanceInformation",
                "ssmmessages:CreateControlChannel",
                "ssmmessages:CreateDataChannel",
                "ssmmessages:OpenControlChannel",
                "ssmmessages:OpenDataChannel")));
    policies.add(
        ofAws(LOGS, List.of("logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents")));
    policies.add(
        policy(
            BOUNDARY,
            GeneratedAccount.iam("policy/" + BOUNDARY),
            GeneratedStatements.document(
                List.of(
                    GeneratedStatements.allow(
                        List.of("s3:*", "logs:*", "lambda:*", "ec2:*", "iam:PassRole", "sts:*"),
                        "*")))));
    for (int i = 0; i < account.policies(); i++) {
      policies.add(
          policy(policyName(i), policyArn(i), statements.document(account.chance("policy", i))));
    }
    return policies;
  }

  private static Map<String, Object> ofAws(String name, List<String> actions) {
    return policy(
        name.substring(name.lastIndexOf('/') + 1),
        "arn:aws:iam::aws:policy/" + name,
        GeneratedStatements.document(List.of(GeneratedStatements.allow(actions, "*"))));
  }

  private static Map<String, Object> policy(String name, String arn, Object document) {
    return map(
        "PolicyName",
        name,
        "Arn",
        arn,
        "DefaultVersionId",
        "v1",
        "PolicyVersionList",
        List.of(map("VersionId", "v1", "IsDefaultVersion", true, "Document", document)));
  }

  private static String policyName(int policy) {
    return String.format(Locale.ROOT, "policy%05d", policy);
  }

  private static String policyArn(int policy) {
    return GeneratedAccount.iam("policy/" + policyName(policy));
  }

  // --- who has them

  private static Map<String, Object> attached(String arn) {
    return map("PolicyName", arn.substring(arn.lastIndexOf('/') + 1), "PolicyArn", arn);
  }

  private Map<String, Object> somePolicy(SplittableRandom chance) {
    return attached(policyArn(chance.nextInt(account.policies())));
  }

  private List<Object> attachments(SplittableRandom chance) {
    List<Object> attached = new ArrayList<>();
    if (chance.nextDouble() < ADMINISTRATORS) {
      attached.add(attached("arn:aws:iam::aws:policy/" + ADMINISTRATOR));
    } else {
      for (int i = chance.nextInt(3); i > 0; i--) {
        Map<String, Object> one = somePolicy(chance);
        if (!attached.contains(one)) {
          attached.add(one);
        }
      }
    }
    return attached;
  }

  private List<Object> inline(double share, SplittableRandom chance) {
    return chance.nextDouble() < share
        ? List.of(map("PolicyName", "inline", "PolicyDocument", statements.document(chance)))
        : List.of();
  }

  private static void bounded(Map<String, Object> principal, SplittableRandom chance) {
    if (chance.nextDouble() < BOUNDED) {
      principal.put(
          "PermissionsBoundary",
          map(
              "PermissionsBoundaryType",
              "Policy",
              "PermissionsBoundaryArn",
              GeneratedAccount.iam("policy/" + BOUNDARY)));
    }
  }

  private List<Object> tags(int number) {
    return List.of(map("Key", "team", "Value", "t" + account.team(number)));
  }

  private List<Object> users() {
    List<Object> users = new ArrayList<>();
    for (int i = 0; i < account.users(); i++) {
      SplittableRandom chance = account.chance("user", i);
      List<Object> groups =
          chance.nextBoolean() ? List.of(groupName(chance.nextInt(account.groups()))) : List.of();
      Map<String, Object> user =
          map(
              "UserName", GeneratedAccount.userName(i),
              "Arn", GeneratedAccount.user(i),
              "UserId", String.format(Locale.ROOT, "AIDA%016d", i),
              "Path", "/",
              "GroupList", groups,
              "AttachedManagedPolicies", attachments(chance),
              "UserPolicyList", inline(0.4, chance),
              "Tags", tags(i));
      bounded(user, chance);
      users.add(user);
    }
    return users;
  }

  private static String groupName(int group) {
    return String.format(Locale.ROOT, "group%03d", group);
  }

  private List<Object> groups() {
    List<Object> groups = new ArrayList<>();
    for (int i = 0; i < account.groups(); i++) {
      groups.add(
          map(
              "GroupName",
              groupName(i),
              "Arn",
              GeneratedAccount.iam("group/" + groupName(i)),
              "GroupPolicyList",
              List.of(),
              "AttachedManagedPolicies",
              List.of(somePolicy(account.chance("group", i)))));
    }
    return groups;
  }

  private List<Object> roles() {
    List<Object> roles = new ArrayList<>();
    for (int i = 0; i < account.roles(); i++) {
      SplittableRandom chance = account.chance("role", i);
      Map<String, Object> role =
          map(
              "RoleName", GeneratedAccount.roleName(i),
              "Arn", GeneratedAccount.role(i),
              "RoleId", String.format(Locale.ROOT, "AROA%016d", i),
              "Path", GeneratedAccount.path(i),
              "AssumeRolePolicyDocument", trust.policy(i),
              "InstanceProfileList", profiles(i),
              "AttachedManagedPolicies", attachmentsOfRole(i, chance),
              "RolePolicyList", inline(0.5, chance),
              "Tags", tags(i));
      bounded(role, chance);
      roles.add(role);
    }
    return roles;
  }

  private List<Object> attachmentsOfRole(int role, SplittableRandom chance) {
    List<Object> attached = attachments(chance);
    if (trust.ofMachines(role) && chance.nextDouble() < 0.6) {
      attached.add(attached("arn:aws:iam::aws:policy/" + MANAGED_MACHINE));
    }
    if (trust.ofFunctions(role)) {
      attached.add(attached("arn:aws:iam::aws:policy/" + LOGS));
    }
    return attached;
  }

  private List<Object> profiles(int role) {
    return trust.ofMachines(role)
        ? List.of(
            map(
                "InstanceProfileName",
                GeneratedAccount.roleName(role),
                "Arn",
                GeneratedAccount.iam("instance-profile/" + GeneratedAccount.roleName(role))))
        : List.of();
  }

  // --- what they log in with

  private Map<String, Object> accessKeys() {
    Map<String, Object> keys = map();
    for (int i = 0; i < account.users(); i++) {
      int of = account.chance("keys", i).nextInt(4);
      keys.put(GeneratedAccount.userName(i), of == 3 ? 1 : of);
    }
    return keys;
  }

  private List<Object> loginProfiles() {
    List<Object> users = new ArrayList<>();
    for (int i = 0; i < account.users(); i++) {
      if (account.chance("password", i).nextBoolean()) {
        users.add(GeneratedAccount.userName(i));
      }
    }
    return users;
  }
}
