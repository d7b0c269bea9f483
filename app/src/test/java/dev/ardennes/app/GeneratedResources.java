package dev.ardennes.app;

import static dev.ardennes.app.GeneratedManifest.map;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// Resources of a generated account: a file for each type in a region, with the properties that
/// Cloud Control answers, and files for the policies that have to be asked for by themselves.
final class GeneratedResources {
  private final GeneratedAccount account;
  private final GeneratedPolicies policies;
  private final GeneratedNetwork network;
  private final List<Integer> rolesOfFunctions;
  private final List<Integer> rolesOfMachines;

  /// By region and type.
  private final Map<String, Map<String, List<Object>>> items = new TreeMap<>();

  private final Map<String, Map<String, List<Object>>> asked = new TreeMap<>();

  GeneratedResources(GeneratedAccount account) {
    this.account = account;
    this.policies = new GeneratedPolicies(account);
    this.network = new GeneratedNetwork(account);
    GeneratedTrust trust = new GeneratedTrust(account);
    this.rolesOfFunctions = trust.rolesOfFunctions();
    this.rolesOfMachines = trust.rolesOfMachines();
  }

  void write(Path folder) throws IOException {
    for (GeneratedKind kind : GeneratedKind.values()) {
      for (int i = 0; i < account.count(kind); i++) {
        add(kind, i);
      }
    }
    String provider = GeneratedTrust.provider();
    item("eu-west-1", "AWS::IAM::OIDCProvider", provider, provider, map("Arn", provider));
    network.parts((type, number, id, properties) -> item(region(number), type, id, "", properties));
    for (String region : items.keySet()) {
      files(folder.resolve(region), region);
    }
  }

  private void files(Path folder, String region) throws IOException {
    for (var type : of(items, region).entrySet()) {
      GeneratedAccount.file(
          folder.resolve(file(type.getKey())),
          map("schema", "cloudformation", "configurationItems", type.getValue()));
    }
    for (var type : of(asked, region).entrySet()) {
      GeneratedAccount.file(
          folder.resolve("policies." + file(type.getKey())),
          map(GeneratedAccount.ID, map("ResourcePolicies", type.getValue())));
    }
  }

  private static Map<String, List<Object>> of(
      Map<String, Map<String, List<Object>>> all, String region) {
    return all.computeIfAbsent(region, key -> new LinkedHashMap<>());
  }

  private static String file(String type) {
    return type.replace("::", ".") + ".json";
  }

  private String region(int number) {
    return account.region(number);
  }

  private void item(
      String region, String type, String id, String arn, Map<String, Object> properties) {
    Map<String, Object> item = map("resourceType", type, "resourceId", id);
    item.put("awsAccountId", GeneratedAccount.ID);
    item.put("awsRegion", region);
    if (!arn.isEmpty()) {
      item.put("arn", arn);
    }
    item.put("configuration", properties);
    of(items, region).computeIfAbsent(type, key -> new ArrayList<>()).add(item);
  }

  private void add(GeneratedKind kind, int i) {
    Map<String, Object> properties = properties(kind, i);
    if (kind != GeneratedKind.PARAMETER) {
      properties.put("Tags", List.of(map("Key", "team", "Value", "t" + account.team(i))));
    }
    item(region(i), kind.type(), account.id(kind, i), account.arn(kind, i), properties);
    Map<String, Object> policy = policies.of(kind, i);
    if (policy.isEmpty()) {
      return;
    }
    switch (kind) {
      case KEY -> properties.put("KeyPolicy", policy);
      case REPOSITORY -> properties.put("RepositoryPolicyText", policy);
      case BUCKET ->
          item(
              region(i),
              "AWS::S3::BucketPolicy",
              account.id(kind, i),
              "",
              map("Bucket", account.name(kind, i), "PolicyDocument", policy));
      default ->
          of(asked, region(i))
              .computeIfAbsent(kind.type(), key -> new ArrayList<>())
              .add(map("Resource", account.arn(kind, i), "Policy", policy));
    }
  }

  private Map<String, Object> properties(GeneratedKind kind, int i) {
    SplittableRandom chance = account.chance(kind.name(), i);
    String name = account.name(kind, i);
    String arn = account.arn(kind, i);
    return switch (kind) {
      case BUCKET -> bucket(i, chance);
      case FUNCTION -> function(i, chance);
      case INSTANCE -> instance(i, chance);
      case DATABASE -> database(i, chance);
      case LOG_GROUP -> map("LogGroupName", name, "Arn", arn + ":*");
      case QUEUE -> encrypted("KmsMasterKeyId", i, map("QueueName", name, "Arn", arn), chance);
      case SECRET -> encrypted("KmsKeyId", i, map("Name", name, "Id", arn), chance);
      case PARAMETER ->
          map("Name", name, "Type", chance.nextInt(3) == 0 ? "String" : "SecureString");
      case TOPIC -> map("TopicName", name, "TopicArn", arn);
      case TABLE -> map("TableName", name, "Arn", arn);
      case KEY -> map("KeyId", account.id(kind, i), "Arn", arn, "Enabled", true);
      case REPOSITORY -> map("RepositoryName", name, "Arn", arn);
      case SECURITY_GROUP, SUBNET, ROUTE_TABLE, VPC, GATEWAY -> network.properties(kind, i);
    };
  }

  private Map<String, Object> encrypted(
      String property, int i, Map<String, Object> properties, SplittableRandom chance) {
    if (chance.nextInt(5) == 0) {
      properties.put(property, key(i));
    }
    return properties;
  }

  /// A key of the region.
  private String key(int i) {
    int keys = account.count(GeneratedKind.KEY);
    return account.arn(GeneratedKind.KEY, network.near(i, keys));
  }

  private Map<String, Object> bucket(int i, SplittableRandom chance) {
    boolean blocked = !policies.isPublic(i);
    Map<String, Object> bucket =
        map(
            "BucketName",
            account.name(GeneratedKind.BUCKET, i),
            "Arn",
            account.arn(GeneratedKind.BUCKET, i),
            "PublicAccessBlockConfiguration",
            map(
                "BlockPublicAcls", blocked,
                "IgnorePublicAcls", blocked,
                "BlockPublicPolicy", blocked,
                "RestrictPublicBuckets", blocked));
    if (chance.nextInt(5) == 0) {
      bucket.put(
          "BucketEncryption",
          map(
              "ServerSideEncryptionConfiguration",
              List.of(
                  map(
                      "ServerSideEncryptionByDefault",
                      map("SSEAlgorithm", "aws:kms", "KMSMasterKeyID", key(i))))));
    }
    return bucket;
  }

  private Map<String, Object> function(int i, SplittableRandom chance) {
    int role = GeneratedStatements.pick(rolesOfFunctions, chance);
    Map<String, Object> function =
        map(
            "FunctionName", account.name(GeneratedKind.FUNCTION, i),
            "Arn", account.arn(GeneratedKind.FUNCTION, i),
            "Role", GeneratedAccount.role(role),
            "Runtime", "python3.13",
            "Handler", "main.handler",
            "Environment", map("Variables", variables(i, chance)));
    if (chance.nextInt(3) == 0) {
      function.put(
          "VpcConfig",
          map(
              "SubnetIds",
              List.of(network.subnet(i, chance)),
              "SecurityGroupIds",
              List.of(network.group(i, chance))));
    }
    return function;
  }

  private Map<String, Object> variables(int i, SplittableRandom chance) {
    int tables = account.count(GeneratedKind.TABLE);
    Map<String, Object> variables = map("STAGE", "production");
    variables.put("TABLE_NAME", account.name(GeneratedKind.TABLE, chance.nextInt(tables)));
    if (i % 10 == 0) {
      variables.put("DATABASE_PASSWORD", "[redacted]");
    }
    return variables;
  }

  private Map<String, Object> instance(int i, SplittableRandom chance) {
    String id = account.id(GeneratedKind.INSTANCE, i);
    String group = network.group(i, chance);
    String subnet = network.subnet(i, chance);
    Map<String, Object> instance =
        map(
            "InstanceId",
            id,
            "ImageId",
            "ami-0a1b2c3d4e5f60718",
            "InstanceType",
            "m7g.large",
            "SubnetId",
            subnet,
            "SecurityGroupIds",
            List.of(group),
            "MetadataOptions",
            map("HttpTokens", chance.nextInt(4) == 0 ? "optional" : "required"));
    if (chance.nextInt(100) < 85) {
      int role = GeneratedStatements.pick(rolesOfMachines, chance);
      instance.put("IamInstanceProfile", GeneratedAccount.roleName(role));
    }
    if (network.isPublic(subnet) && chance.nextBoolean()) {
      instance.put(
          "NetworkInterfaces",
          List.of(
              map(
                  "DeviceIndex",
                  "0",
                  "AssociatePublicIpAddress",
                  true,
                  "GroupSet",
                  List.of(group),
                  "SubnetId",
                  subnet)));
    }
    if (chance.nextInt(4) == 0) {
      instance.put("KeyName", "operations");
    }
    if (chance.nextInt(5) == 0) {
      String script = "#!/bin/sh\nsystemctl start service" + i + "\n";
      byte[] bytes = script.getBytes(StandardCharsets.UTF_8);
      instance.put("UserData", Base64.getEncoder().encodeToString(bytes));
    }
    return instance;
  }

  private Map<String, Object> database(int i, SplittableRandom chance) {
    Map<String, Object> database =
        map(
            "DBInstanceIdentifier",
            account.name(GeneratedKind.DATABASE, i),
            "DBInstanceArn",
            account.arn(GeneratedKind.DATABASE, i),
            "Engine",
            "postgres",
            "StorageEncrypted",
            true,
            "PubliclyAccessible",
            chance.nextInt(30) == 0,
            "EnableIAMDatabaseAuthentication",
            chance.nextInt(3) == 0,
            "VPCSecurityGroups",
            List.of(network.group(i, chance)));
    database.put("KmsKeyId", key(i));
    return database;
  }
}
