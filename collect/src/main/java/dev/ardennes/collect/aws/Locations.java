package dev.ardennes.collect.aws;

import dev.ardennes.collect.terraform.value.Value;
import org.jspecify.annotations.Nullable;

/// Addresses of code: buckets and objects in URLs, image repositories.
final class Locations {
  private static final String S3 = "s3://";
  private static final String REGISTRY = ".amazonaws.com/";

  private Locations() {}

  /// The object or bucket of `s3://bucket/key` or `bucket/key`.
  static @Nullable AwsResource s3(String text, AwsResource from, Directory directory) {
    String path = text.startsWith(S3) ? text.substring(S3.length()) : text;
    if (path.startsWith("arn:") || path.indexOf('/') <= 0) {
      return null;
    }
    AwsResource object =
        directory.find(
            "arn:" + from.account().partition() + ":s3:::" + path, from.account(), "aws_s3_object");
    return object != null
        ? object
        : directory.find(path.substring(0, path.indexOf('/')), from.account(), "aws_s3_bucket");
  }

  /// The repository of an image.
  static @Nullable AwsResource repository(
      String image, Value value, AwsResource from, Directory directory) {
    int host = image.indexOf(REGISTRY);
    if (host > 0) {
      String path = image.substring(host + REGISTRY.length());
      int end = path.indexOf('@') >= 0 ? path.indexOf('@') : path.lastIndexOf(':');
      String name = end > 0 ? path.substring(0, end) : path;
      AwsResource found = directory.find(name, from.account(), "aws_ecr_repository");
      if (found != null) {
        return found;
      }
    }
    return directory.find(value, from.account(), "aws_ecr_repository");
  }
}
