package dev.ardennes.collect.aws;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.terraform.value.UnknownValue;
import dev.ardennes.collect.terraform.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Facts about settings by which a service itself refuses something, whoever asks. What is not
/// known is no safeguard.
final class Safeguards {
  private static final String BUCKET = "aws_s3_bucket";
  private static final String DELETION = "deletion protection";
  private static final String VERSIONS = "versions";
  private static final String LOCKED = "locked versions";
  private static final String BYPASS = "locked versions with a bypass";

  /// The relation of roles that IAM lets nobody change.
  static final String RESERVED = "reserved";

  /// Relations that say what a source says, which every source shows of what it declares.
  private static final List<String> SAID =
      List.of(RESERVED, ManagedKeys.RELATION, Containers.KEPT, TokenSources.PINS);

  private final Estate estate;
  private final ManagedKeys keys;
  private final TreeSet<String> unclear = new TreeSet<>();
  private final Map<String, AwsResource> shown = new LinkedHashMap<>();

  Safeguards(Estate estate) {
    this.estate = estate;
    this.keys = new ManagedKeys(estate);
  }

  /// Whether the role is one that a service or Identity Center made, which its path shows.
  static boolean isReserved(String arn) {
    return arn.contains(":role/aws-service-role/") || arn.contains(":role/aws-reserved/");
  }

  void state(AwsResource resource) {
    shown.putIfAbsent(resource.account().entity(), resource);
    keys.state(resource);
    switch (resource.type()) {
      case "aws_db_instance", "aws_rds_cluster", "aws_docdb_cluster", "aws_neptune_cluster" ->
          whereSet(resource, "deletion_protection", "true", DELETION);
      case "aws_dynamodb_table" -> table(resource);
      case "aws_lambda_function" -> function(resource);
      case BUCKET -> bucket(resource, resource);
      case "aws_s3_bucket_versioning", "aws_s3_bucket_object_lock_configuration" -> {
        Value named = resource.attributes().value("bucket");
        AwsResource bucket =
            named == null ? null : estate.directory().find(named, resource.account(), BUCKET);
        if (bucket != null) {
          bucket(bucket, resource);
        }
      }
      case "aws_ecr_repository" ->
          whereSet(resource, "image_tag_mutability", "IMMUTABLE", "fixed tags");
      case "aws_ecs_service" -> service(resource);
      case "aws_ecs_task_definition" -> task(resource);
      case "aws_codebuild_project" -> project(resource);
      case "aws_eks_cluster" ->
          whereSet(
              resource, "access_config.authentication_mode", "CONFIG_MAP", "no access entries");
      case "aws_sagemaker_user_profile" -> profile(resource);
      case "aws_iam_role" -> {
        if (isReserved(resource.naming().arn())) {
          estate.fact(resource.evidence(), RESERVED, resource.entity());
        }
      }
      default -> {
        // No other type has a safeguard that a technique asks about.
      }
    }
  }

  /// Whatever an account's configuration declares shows its settings, except where one of them is
  /// unknown.
  void finish(Map<String, Boolean> complete) {
    shown.forEach(
        (account, resource) -> {
          for (String relation : SAID) {
            estate.fact(resource.evidence(), "covered", account, relation);
          }
          if (complete.getOrDefault(account, false) && !unclear.contains(account)) {
            estate.fact(resource.evidence(), "covered", account, "safeguard");
          }
        });
  }

  private void whereSet(AwsResource resource, String path, String wanted, String safeguard) {
    if (is(resource, path, wanted)) {
      estate.fact(resource.at(path), "safeguard", resource.entity(), safeguard);
    }
  }

  /// Whether the setting has the text or truth value; one that is unknown has not, and leaves open
  /// what the account's resources have.
  private boolean is(AwsResource resource, String path, String wanted) {
    Value value = resource.attributes().first(path);
    if (value instanceof UnknownValue) {
      unclear.add(resource.account().entity());
    }
    return value != null
        && (wanted.equals(resource.attributes().text(path)) || truth(resource, path, wanted));
  }

  private static boolean truth(AwsResource resource, String path, String wanted) {
    return (wanted.equals("true") && resource.attributes().is(path, true))
        || (wanted.equals("false") && resource.attributes().is(path, false));
  }

  private void table(AwsResource table) {
    whereSet(table, "deletion_protection_enabled", "true", DELETION);
    for (String path :
        List.of(
            "point_in_time_recovery.enabled",
            "point_in_time_recovery_specification.point_in_time_recovery_enabled")) {
      whereSet(table, path, "false", "no history");
    }
  }

  /// A configuration of code signing says whether code that nobody trusted signed is refused, or
  /// only warned of. Images are not signed that way, and take no layers.
  private void function(AwsResource function) {
    if (is(function, "package_type", "Image") || function.attributes().has("image_uri")) {
      estate.fact(function.at("package_type"), "safeguard", function.entity(), "no layers");
      return;
    }
    Value named = function.attributes().value("code_signing_config_arn");
    AwsResource signing =
        named == null
            ? null
            : estate.directory().find(named, function.account(), "aws_lambda_code_signing_config");
    if (signing == null) {
      return;
    }
    for (String policies : List.of("policies", "code_signing_policies")) {
      if (is(signing, policies + ".untrusted_artifact_on_deployment", "Enforce")) {
        String path = policies + ".untrusted_artifact_on_deployment";
        estate.fact(signing.at(path), "safeguard", function.entity(), "signed code only");
      }
    }
  }

  /// A bucket, and which of its parts says so.
  private void bucket(AwsResource bucket, AwsResource saying) {
    for (String path :
        List.of(
            "versioning_configuration.status",
            "bucket_versioning_configuration.status",
            "versioning.enabled")) {
      if (is(saying, path, "Enabled") || is(saying, path, "true")) {
        estate.fact(saying.at(path), "safeguard", bucket.entity(), VERSIONS);
      }
    }
    for (String path :
        List.of(
            "versioning_configuration.mfa_delete",
            "bucket_versioning_configuration.is_mfa_delete_enabled",
            "versioning.mfa_delete")) {
      if (is(saying, path, "Enabled") || is(saying, path, "true")) {
        estate.fact(saying.at(path), "safeguard", bucket.entity(), LOCKED);
      }
    }
    lock(bucket, saying);
  }

  /// A lock that every new object gets. It needs versions, and a bucket that may be locked has them
  /// for good.
  private void lock(AwsResource bucket, AwsResource saying) {
    String path =
        saying.type().equals(BUCKET)
            ? "object_lock_configuration.rule.default_retention.mode"
            : "rule.default_retention.mode";
    boolean fixed = is(saying, path, "COMPLIANCE");
    if (fixed || is(saying, path, "GOVERNANCE")) {
      estate.fact(saying.at(path), "safeguard", bucket.entity(), VERSIONS);
      estate.fact(saying.at(path), "safeguard", bucket.entity(), fixed ? LOCKED : BYPASS);
    }
  }

  /// Commands in containers are off unless they are switched on.
  private void service(AwsResource service) {
    String path = "enable_execute_command";
    if (!service.attributes().has(path) || is(service, path, "false")) {
      estate.fact(service.at(path), "safeguard", service.entity(), "no shell in its containers");
    }
  }

  /// Images that are named by their digests stay what they are, whatever is pushed.
  private void task(AwsResource task) {
    Value definitions = task.attributes().value("container_definitions");
    Json json = definitions == null ? null : Documents.json(definitions);
    List<Json> containers = json instanceof Json.Arr array ? array.elements() : List.of();
    boolean fixed =
        containers.stream()
            .map(container -> container.textAt("image"))
            .allMatch(image -> image != null && image.contains("@sha256:"));
    if (definitions != null && fixed && !containers.isEmpty()) {
      estate.fact(task.evidence(definitions), "safeguard", task.entity(), "a fixed image");
    }
  }

  private void project(AwsResource project) {
    if (!project.attributes().has("build_batch_config")) {
      estate.fact(project.evidence(), "safeguard", project.entity(), "no batch builds");
    }
  }

  /// The users of a domain come by Identity Center or by IAM.
  private void profile(AwsResource profile) {
    AwsResource domain = domain(profile);
    if (domain != null && is(domain, "auth_mode", "SSO")) {
      estate.fact(domain.at("auth_mode"), "safeguard", profile.entity(), "no signed addresses");
    }
  }

  private @Nullable AwsResource domain(AwsResource profile) {
    Value named = profile.attributes().value("domain_id");
    return named == null
        ? null
        : estate.directory().find(named, profile.account(), "aws_sagemaker_domain");
  }
}
