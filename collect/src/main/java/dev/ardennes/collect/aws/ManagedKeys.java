package dev.ardennes.collect.aws;

import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.model.Evidence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Data under a key that AWS manages for the service. The policy of such a key lets principals of
/// its own account in, through the service, and nobody can change it: what lies under it is of no
/// use in another account.
final class ManagedKeys {
  /// The relation that says so.
  static final String RELATION = "key_of_aws";

  private static final String ALIAS = "alias/aws/";

  private static final String[] ORIGINALS = {
    "aws_db_instance", "aws_rds_cluster", "aws_ebs_volume", "aws_ebs_snapshot"
  };

  private final Estate estate;

  ManagedKeys(Estate estate) {
    this.estate = estate;
  }

  void state(AwsResource resource) {
    Evidence at = managed(resource);
    AwsResource data = at == null ? null : data(resource);
    if (at != null && data != null) {
      estate.fact(at, RELATION, data.entity());
    }
  }

  /// What is encrypted: the bucket, where a resource of its own says how.
  private @Nullable AwsResource data(AwsResource resource) {
    if (!resource.type().equals("aws_s3_bucket_server_side_encryption_configuration")) {
      return resource;
    }
    Value bucket = resource.attributes().value("bucket");
    return bucket == null
        ? null
        : estate.directory().find(bucket, resource.account(), "aws_s3_bucket");
  }

  /// Where it says that the key is AWS's; null where it does not.
  private @Nullable Evidence managed(AwsResource resource) {
    return switch (resource.type()) {
      case "aws_secretsmanager_secret" -> unlessNamed(resource, "kms_key_id", null);
      case "aws_db_instance", "aws_rds_cluster" ->
          unlessNamed(resource, "kms_key_id", "storage_encrypted");
      case "aws_db_snapshot", "aws_db_cluster_snapshot", "aws_ebs_snapshot", "aws_ami" ->
          ofOriginal(resource);
      case "aws_s3_bucket" -> bucket(resource, "server_side_encryption_configuration.rule");
      case "aws_s3_bucket_server_side_encryption_configuration" -> bucket(resource, "rule");
      default -> named(resource, resource.shape().key());
    };
  }

  /// A key of the account that is not named is AWS's wherever data is encrypted at all.
  ///
  /// @param switched the attribute that turns encryption on; null where it cannot be off
  private @Nullable Evidence unlessNamed(
      AwsResource resource, String key, @Nullable String switched) {
    if (resource.attributes().has(key)) {
      return named(resource, List.of(key));
    }
    // What is restored or copied brings the key along that its original has.
    boolean copy = !resource.attributes().all(resource.shape().copyOf()).isEmpty();
    boolean encrypted = switched == null || resource.attributes().is(switched, true);
    return encrypted && !copy ? resource.at(switched == null ? key : switched) : null;
  }

  private @Nullable Evidence named(AwsResource resource, List<String> paths) {
    for (Value value : resource.attributes().all(paths)) {
      String text = Attributes.text(value);
      if (text != null && (text.startsWith(ALIAS) || text.contains(":" + ALIAS))) {
        return resource.evidence(value);
      }
    }
    return null;
  }

  /// A snapshot lies under the key of what it was made of.
  private @Nullable Evidence ofOriginal(AwsResource snapshot) {
    for (Value value : snapshot.attributes().all(snapshot.shape().copyOf())) {
      AwsResource original = estate.directory().find(value, snapshot.account(), ORIGINALS);
      if (original != null) {
        return original.type().equals("aws_ebs_snapshot") ? volume(original) : managed(original);
      }
    }
    return null;
  }

  private @Nullable Evidence volume(AwsResource snapshot) {
    Value volume = snapshot.attributes().value("volume_id");
    AwsResource found =
        volume == null
            ? null
            : estate.directory().find(volume, snapshot.account(), "aws_ebs_volume");
    return found == null ? null : managed(found);
  }

  private @Nullable Evidence bucket(AwsResource saying, String rules) {
    String by = rules + ".apply_server_side_encryption_by_default";
    String key = by + ".kms_master_key_id";
    String algorithm = by + ".sse_algorithm";
    if (saying.attributes().has(key)) {
      return named(saying, List.of(key));
    }
    String text = saying.attributes().text(algorithm, "");
    return text.startsWith("aws:kms") ? saying.at(algorithm) : null;
  }
}
