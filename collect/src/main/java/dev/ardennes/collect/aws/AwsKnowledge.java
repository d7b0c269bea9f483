package dev.ardennes.collect.aws;

import dev.ardennes.collect.terraform.Mode;
import dev.ardennes.collect.terraform.ResourceInstance;
import dev.ardennes.collect.terraform.ResourceKnowledge;
import dev.ardennes.collect.terraform.value.Origin;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.collect.terraform.value.Values;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the aws provider computes, as far as it follows from the configuration: ARNs, ids and names
/// of resources, the account and region that data sources answer, and the JSON of policy documents.
final class AwsKnowledge implements ResourceKnowledge {
  @Override
  public Optional<Value> attribute(ResourceInstance instance, String attribute) {
    if (!instance.type().startsWith("aws_")) {
      return Optional.empty();
    }
    if (instance.mode() == Mode.DATA) {
      Optional<Value> answered = data(instance, attribute);
      if (answered.isPresent()) {
        return answered;
      }
    }
    ResourceType type = ResourceTypes.standard().find(instance.type());
    if (type == null) {
      return Optional.empty();
    }
    String text = naming(instance, type).computed(attribute);
    return Optional.ofNullable(text)
        .map(known -> Values.ofText(known, Origin.at(instance.position())));
  }

  private static Naming naming(ResourceInstance instance, ResourceType type) {
    return new Naming(
        type,
        instance.root(),
        instance.address(),
        ConfiguredEntries.argumentsOf(instance),
        ProviderAccounts.symbolic(instance.root(), instance.provider()));
  }

  private static Optional<Value> data(ResourceInstance instance, String attribute) {
    AwsAccount account = ProviderAccounts.symbolic(instance.root(), instance.provider());
    String text =
        switch (instance.type() + "." + attribute) {
          case "aws_caller_identity.account_id", "aws_caller_identity.id" -> account.account();
          case "aws_region.name", "aws_region.id", "aws_region.region" -> account.region();
          case "aws_partition.partition", "aws_partition.id" -> account.partition();
          case "aws_partition.dns_suffix" -> "amazonaws.com";
          case "aws_iam_policy.policy" -> managedDocument(instance);
          default -> null;
        };
    if (text != null) {
      return Optional.of(Values.ofText(text, Origin.at(instance.position())));
    }
    boolean document =
        instance.type().equals("aws_iam_policy_document")
            && (attribute.equals("json") || attribute.equals("minified_json"));
    return document ? Optional.of(PolicyDocumentData.of(instance)) : Optional.empty();
  }

  private static @Nullable String managedDocument(ResourceInstance instance) {
    return instance
        .body()
        .value("arn")
        .map(Object::toString)
        .flatMap(arn -> ManagedPolicies.bundled().find(arn))
        .map(ManagedPolicy::document)
        .orElse(null);
  }
}
