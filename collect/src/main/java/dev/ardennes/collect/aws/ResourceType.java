package dev.ardennes.collect.aws;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `resource-types.yaml` says of one resource type; the meaning of each part stands at the
/// head of that file.
///
/// @param arn format of its ARN; empty where it has none
/// @param id format of Terraform's `id`; empty where it is not known before the resource exists
/// @param stores empty where it holds nothing worth reading
record ResourceType(
    String type,
    String kind,
    List<String> name,
    String arn,
    String id,
    String stores,
    List<String> key,
    List<String> runsAs,
    List<String> callsAs,
    List<String> templateRunsAs,
    List<String> provisionsWith,
    List<String> provisionsIn,
    List<String> profile,
    List<String> groups,
    List<String> code,
    List<String> within,
    List<String> copyOf,
    List<String> policy) {

  /// A resource that is only the policy of another one.
  ///
  /// @param target attribute that names the other resource
  /// @param targetType its type
  /// @param document attribute that holds the policy
  record PolicyOf(String target, String targetType, String document) {}

  /// What an unlisted type is taken for: an entity of its own kind, with nothing known of its
  /// shape.
  static ResourceType unlisted(String type) {
    List<String> none = List.of();
    return new ResourceType(
        type,
        kindOf(type),
        List.of("name"),
        "",
        "",
        "",
        none,
        none,
        none,
        none,
        none,
        none,
        none,
        none,
        none,
        none,
        none,
        none);
  }

  /// `aws_sqs_queue` as `aws.sqs.queue`: the service is the word after the provider.
  private static String kindOf(String type) {
    String[] words = type.split("_", 3);
    return words.length < 3
        ? type.replace('_', '.')
        : words[0] + "." + words[1] + "." + words[2].replace('_', '-');
  }

  /// What stands before the first placeholder behind the account: `function:`; null without an ARN
  /// format.
  @Nullable String resourcePrefix() {
    Arn parts = Arn.parse(arn);
    if (parts == null) {
      return null;
    }
    int open = parts.resource().indexOf('{');
    return open < 0 ? parts.resource() : parts.resource().substring(0, open);
  }
}
