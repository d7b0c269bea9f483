package dev.ardennes.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// A path of the public catalogue of AWS escalations, and the small account that it needs.
///
/// @param permissions what the catalogue says is required, and what our account file adds
/// @param services the services that the prerequisites say a role trusts
/// @param needs what the account has besides: an entry of `catalogue-accounts.yaml`
/// @param resources the Terraform of them
record CataloguePath(
    String id,
    List<String> permissions,
    SortedSet<String> services,
    JsonNode needs,
    String resources) {
  static final Path ROOT = Labs.corpora().resolve("aws/pathfinding-cloud/data/paths");
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Pattern SERVICE = Pattern.compile("[a-z0-9.-]+\\.amazonaws\\.com");

  /// The service that runs or provisions what a path's id names, where no prerequisite says so.
  private static final Map<String, String> BY_ID =
      Map.of(
          "apprunner", "tasks.apprunner.amazonaws.com",
          "bedrock", "bedrock-agentcore.amazonaws.com",
          "cloudformation", "cloudformation.amazonaws.com",
          "codebuild", "codebuild.amazonaws.com",
          "ec2", "ec2.amazonaws.com",
          "ec2instanceconnect", "ec2.amazonaws.com",
          "glue", "glue.amazonaws.com",
          "lambda", "lambda.amazonaws.com",
          "sagemaker", "sagemaker.amazonaws.com",
          "ssm", "ec2.amazonaws.com");

  static List<CataloguePath> all() {
    JsonNode accounts = YAML.readTree(accounts());
    try (Stream<Path> files = Files.walk(ROOT, 2)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .sorted()
          .map(file -> read(YAML.readTree(text(file)), accounts))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What `catalogue-accounts.yaml` says about each path.
  static SortedSet<String> described() {
    return new TreeSet<>(YAML.readTree(accounts()).propertyNames());
  }

  private static String accounts() {
    try (var in = CataloguePath.class.getResourceAsStream("catalogue-accounts.yaml")) {
      return new String(
          Objects.requireNonNull(in, "catalogue-accounts.yaml").readAllBytes(),
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CataloguePath read(JsonNode path, JsonNode accounts) {
    String id = path.get("id").asString();
    List<String> permissions = new ArrayList<>(accounts.path(id).path("also").propertyNames());
    path.get("permissions")
        .get("required")
        .forEach(p -> permissions.add(p.get("permission").asString()));
    TreeSet<String> services = new TreeSet<>();
    Matcher found = SERVICE.matcher(path.path("prerequisites").toString());
    while (found.find()) {
      services.add(found.group());
    }
    if (services.isEmpty() && BY_ID.get(id.replaceAll("-\\d+$", "")) != null) {
      services.add(Objects.requireNonNull(BY_ID.get(id.replaceAll("-\\d+$", ""))));
    }
    JsonNode needs = accounts.path(id);
    JsonNode owner = accounts.path(needs.path("like").asString(id));
    return new CataloguePath(
        id, permissions, services, needs, owner.path("resources").asString(""));
  }

  /// The technique of ours that finds the path.
  String technique() {
    return needs.path("by").asString("");
  }

  /// Permissions that the catalogue lists and that our account file says are not needed, or do not
  /// end the path, with the reason.
  Map<String, String> spared() {
    Map<String, String> spared = new TreeMap<>();
    for (String key : List.of("optional", "still")) {
      needs.path(key).properties().forEach(e -> spared.put(e.getKey(), e.getValue().asString()));
    }
    return spared;
  }

  /// The account as Terraform, where the attacker lacks one of the permissions.
  String terraform(String without) {
    List<String> granted = permissions.stream().filter(p -> !p.equals(without)).toList();
    return """
        provider "aws" {
          region = "eu-west-1"
          allowed_account_ids = ["111122223333"]
        }
        """
        + attacker(granted)
        + victim()
        + resources;
  }

  private String attacker(List<String> granted) {
    String statements = granted.stream().map(this::statement).collect(Collectors.joining(",\n"));
    return switch (needs.path("attacker").asString("user")) {
      case "role" ->
          role("attacker", "{ AWS = \"arn:aws:iam::444455556666:root\" }")
              + policy("role", "attacker", statements);
      case "group" ->
          """
          resource "aws_iam_user" "attacker" { name = "attacker" }
          resource "aws_iam_group" "attacker" { name = "attackers" }
          resource "aws_iam_user_group_membership" "attacker" {
            user = aws_iam_user.attacker.name
            groups = [aws_iam_group.attacker.name]
          }
          """
              + policy("group", "attacker", statements);
      default ->
          "resource \"aws_iam_user\" \"attacker\" { name = \"attacker\" }\n"
              + policy("user", "attacker", statements);
    };
  }

  private String statement(String permission) {
    String on = needs.path("on").path(permission).asString("\"*\"");
    return "{ Effect = \"Allow\", Action = \"" + permission + "\", Resource = " + on + " }";
  }

  private String victim() {
    String account = "{ AWS = \"arn:aws:iam::111122223333:root\" }";
    String everything = "{ Effect = \"Allow\", Action = \"*\", Resource = \"*\" }";
    return switch (needs.path("victim").asString("passed")) {
      case "none" -> "";
      case "plain" -> role("privileged", account);
      case "distrusting" -> role("privileged", "{ Service = \"ec2.amazonaws.com\" }");
      case "trusting" -> role("privileged", account) + policy("role", "privileged", everything);
      default ->
          role("privileged", "{ Service = [" + quoted() + "] }")
              + policy("role", "privileged", everything)
              + """
              resource "aws_iam_instance_profile" "privileged" {
                name = "privileged"
                role = aws_iam_role.privileged.name
              }
              """;
    };
  }

  private String quoted() {
    SortedSet<String> all =
        services.isEmpty() ? new TreeSet<>(List.of("ec2.amazonaws.com")) : services;
    return all.stream().map(s -> '"' + s + '"').collect(Collectors.joining(", "));
  }

  private static String role(String name, String trusted) {
    return """
        resource "aws_iam_role" "%s" {
          name = "%s"
          assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = %s, Action = "sts:AssumeRole" }] })
        }
        """
        .formatted(name, name, trusted);
  }

  private static String policy(String of, String name, String statements) {
    return """
        resource "aws_iam_%s_policy" "%s" {
          %s = aws_iam_%s.%s.name
          policy = jsonencode({ Version = "2012-10-17", Statement = [%s] })
        }
        """
        .formatted(of, name, of, of, name, statements);
  }

  @Override
  public String toString() {
    return id;
  }
}
