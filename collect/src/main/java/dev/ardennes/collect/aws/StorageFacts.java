package dev.ardennes.collect.aws;

import dev.ardennes.collect.aws.types.Words;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Unknown;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Facts about data: under which key it lies, what it is part or a copy of, and what access lists
/// open.
final class StorageFacts {
  private static final String BUCKET = "aws_s3_bucket";
  private static final Map<String, String> PUBLIC_GROUPS =
      Map.of(
          "http://acs.amazonaws.com/groups/global/AllUsers", "everyone",
          "http://acs.amazonaws.com/groups/global/AuthenticatedUsers", "any-aws-identity",
          "AllUsers", "everyone",
          "AuthenticatedUsers", "any-aws-identity");

  private final Estate estate;

  StorageFacts(Estate estate) {
    this.estate = estate;
  }

  void state(AwsResource resource) {
    for (Value key : resource.attributes().all(resource.shape().key())) {
      encrypted(resource, resource, key);
    }
    for (Value whole : resource.attributes().all(resource.shape().within())) {
      related(resource, whole, "inside");
    }
    for (Value original : resource.attributes().all(resource.shape().copyOf())) {
      related(resource, original, "copy_of");
    }
    switch (resource.type()) {
      case "aws_s3_bucket_server_side_encryption_configuration" -> bucketEncryption(resource);
      case "aws_s3_bucket_public_access_block" -> publicAccessBlock(resource);
      case "aws_s3_bucket_ownership_controls" -> ownership(resource);
      case "aws_s3_account_public_access_block" -> accountBlock(resource);
      case "aws_s3_bucket_acl" -> {
        AwsResource bucket = target(resource, "bucket", BUCKET);
        if (bucket != null) {
          acl(bucket, resource);
        }
      }
      case "aws_ami_launch_permission" -> shared(resource, "image_id", "group", "account_id");
      case "aws_snapshot_create_volume_permission" ->
          shared(resource, "snapshot_id", "group", "account_id");
      case "aws_db_snapshot", "aws_db_snapshot_copy", "aws_db_cluster_snapshot" ->
          shared(resource, resource, List.of("shared_accounts"));
      case "aws_s3_access_point" -> accessPoint(resource);
      case "aws_s3_bucket", "aws_s3_object", "aws_s3_bucket_object" -> acl(resource, resource);
      default -> {
        // Every other type is said by the table.
      }
    }
  }

  private void related(AwsResource part, Value value, String relation) {
    AwsResource whole = estate.directory().find(value, part.account(), relatedTypes(part.type()));
    if (whole != null && !whole.entity().equals(part.entity())) {
      estate.fact(part.evidence(value), relation, part.entity(), whole.entity());
    }
  }

  private static String[] relatedTypes(String type) {
    return switch (type) {
      case "aws_s3_object", "aws_s3_bucket_object", "aws_s3_access_point" -> types(BUCKET);
      case "aws_dynamodb_table_item" -> types("aws_dynamodb_table");
      case "aws_lambda_alias" -> types("aws_lambda_function");
      case "aws_db_instance", "aws_db_snapshot" -> types("aws_db_instance", "aws_db_snapshot");
      case "aws_rds_cluster", "aws_rds_cluster_instance", "aws_db_cluster_snapshot" ->
          types("aws_rds_cluster", "aws_db_cluster_snapshot");
      case "aws_efs_access_point" -> types("aws_efs_file_system");
      case "aws_ebs_volume", "aws_ebs_snapshot", "aws_ebs_snapshot_copy", "aws_ami" ->
          types("aws_ebs_volume", "aws_ebs_snapshot", "aws_ebs_snapshot_copy");
      case "aws_ami_from_instance" -> types("aws_instance");
      case "aws_bedrockagent_agent_alias" -> types("aws_bedrockagent_agent");
      case "aws_bedrockagent_data_source" -> types("aws_bedrockagent_knowledge_base");
      case "aws_appsync_datasource" -> types("aws_appsync_graphql_api");
      case "aws_ssm_maintenance_window_task" -> types("aws_ssm_maintenance_window");
      default -> types("aws_amplify_app");
    };
  }

  private static String[] types(String... types) {
    return types;
  }

  private @Nullable AwsResource target(AwsResource resource, String attribute, String type) {
    Value value = resource.attributes().value(attribute);
    return value == null ? null : estate.directory().find(value, resource.account(), type);
  }

  private void bucketEncryption(AwsResource configuration) {
    AwsResource bucket = target(configuration, "bucket", BUCKET);
    if (bucket == null) {
      return;
    }
    for (Value key :
        configuration
            .attributes()
            .all("rule.apply_server_side_encryption_by_default.kms_master_key_id")) {
      encrypted(bucket, configuration, key);
    }
  }

  private void encrypted(AwsResource data, AwsResource saying, Value value) {
    String[] keys = {"aws_kms_key", "aws_kms_external_key", "aws_kms_replica_key"};
    AwsResource key = estate.directory().find(value, saying.account(), keys);
    if (key == null) {
      AwsResource alias = estate.directory().find(value, saying.account(), "aws_kms_alias");
      Value aliased = alias == null ? null : alias.attributes().value("target_key_id");
      key =
          alias == null || aliased == null
              ? null
              : estate.directory().find(aliased, alias.account(), keys);
    }
    Evidence at = saying.evidence(value);
    if (key != null) {
      estate.fact(at, "encrypted_with", data.entity(), key.entity());
      return;
    }
    outsideKey(data, saying, value, at);
  }

  /// A key that is only named by its ARN restricts all the same.
  private void outsideKey(AwsResource data, AwsResource saying, Value value, Evidence at) {
    String text = Attributes.text(value);
    Arn arn = text == null ? null : Arn.parse(text);
    if (text == null
        || arn == null
        || !arn.service().equals("kms")
        || arn.resource().startsWith("alias/aws/")) {
      return;
    }
    String id = arn.accountKnown() ? text : saying.account().label() + "/" + arn.resource();
    estate.out().entity(id, "aws.kms.key", arn.name(), List.of());
    estate.fact(at, "arn", id, text);
    estate.fact(at, "encrypted_with", data.entity(), id);
  }

  private void publicAccessBlock(AwsResource block) {
    AwsResource bucket = target(block, "bucket", BUCKET);
    if (bucket != null) {
      blocked(block, bucket.entity());
    }
  }

  /// Where the bucket's owner owns every object, access lists give nothing.
  private void ownership(AwsResource controls) {
    AwsResource bucket = target(controls, "bucket", BUCKET);
    for (Attributes rule : controls.attributes().blocks("rule")) {
      if (bucket != null && "BucketOwnerEnforced".equals(rule.text("object_ownership"))) {
        estate.fact(controls.evidence(), "blocks_public_access", bucket.entity(), "acl");
      }
    }
  }

  private void accountBlock(AwsResource block) {
    blocked(block, block.account().entity());
  }

  private void blocked(AwsResource block, String entity) {
    if (block.attributes().is("ignore_public_acls", true)) {
      estate.fact(block.at("ignore_public_acls"), "blocks_public_access", entity, "acl");
    }
    if (block.attributes().is("restrict_public_buckets", true)) {
      estate.fact(block.at("restrict_public_buckets"), "blocks_public_access", entity, "policy");
    }
  }

  /// The block of an access point is on unless it is switched off when the access point is made.
  private void accessPoint(AwsResource point) {
    String restricts = "public_access_block_configuration.restrict_public_buckets";
    if (!point.attributes().has(restricts) || point.attributes().is(restricts, true)) {
      estate.fact(point.at(restricts), "blocks_public_access", point.entity(), "policy");
    }
    Value network = point.attributes().first("vpc_configuration.vpc_id");
    if (network == null) {
      return;
    }
    AwsResource vpc = estate.directory().find(network, point.account(), "aws_vpc");
    String text = Attributes.text(network);
    if (vpc != null) {
      estate.fact(point.evidence(network), "answers_only", point.entity(), vpc.entity());
    } else if (text != null) {
      String elsewhere = point.account().label() + "/network/" + text;
      estate.out().entity(elsewhere, "aws.ec2.vpc", text, List.of());
      estate.fact(point.evidence(network), "answers_only", point.entity(), elsewhere);
    }
  }

  private void shared(AwsResource permission, String attribute, String... whom) {
    Value value = permission.attributes().value(attribute);
    AwsResource copy =
        value == null
            ? null
            : estate
                .directory()
                .find(
                    value,
                    permission.account(),
                    "aws_ami",
                    "aws_ami_from_instance",
                    "aws_ami_copy",
                    "aws_ebs_snapshot",
                    "aws_ebs_snapshot_copy",
                    "aws_ebs_snapshot_import");
    if (copy != null) {
      shared(copy, permission, List.of(whom));
    }
  }

  /// `all` is everyone with an account of the cloud.
  private void shared(AwsResource copy, AwsResource saying, List<String> paths) {
    for (Value value : saying.attributes().all(paths)) {
      String whom = Attributes.text(value);
      if (whom != null) {
        String with = whom.equals("all") ? "everyone" : whom;
        Evidence at = saying.evidence(value);
        estate.fact(at, "shared_with", copy.entity(), with);
        if (Arn.isAccountId(whom) || Unknown.in(whom)) {
          estate.fact(at, "shared_to", copy.entity(), estate.account(whom, at));
        }
      }
    }
  }

  private void acl(AwsResource resource, AwsResource saying) {
    String canned = saying.attributes().text("acl");
    Evidence at = saying.at("acl");
    switch (canned == null ? "" : canned) {
      case "public-read" -> estate.fact(at, "public_acl", resource.entity(), "everyone", "READ");
      case "public-read-write" -> {
        estate.fact(at, "public_acl", resource.entity(), "everyone", "READ");
        estate.fact(at, "public_acl", resource.entity(), "everyone", "WRITE");
      }
      case "authenticated-read" ->
          estate.fact(at, "public_acl", resource.entity(), "any-aws-identity", "READ");
      default -> {
        // Every other canned list is private to accounts.
      }
    }
    for (Attributes grant : saying.attributes().blocks("access_control_policy.grant")) {
      String whom = PUBLIC_GROUPS.get(grant.text("grantee.uri", ""));
      String permission = grant.text("permission");
      Value uri = grant.first("grantee.uri");
      if (whom != null && permission != null && uri != null) {
        String written = permission.contains("_") ? permission : Words.snake(permission);
        estate.fact(
            saying.evidence(uri),
            "public_acl",
            resource.entity(),
            whom,
            written.toUpperCase(Locale.ROOT));
      }
    }
  }
}
