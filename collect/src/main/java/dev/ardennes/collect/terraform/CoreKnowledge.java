package dev.ardennes.collect.terraform;

import dev.ardennes.collect.terraform.value.Value;
import java.util.Optional;

/// What is known of resource types that only compute: those of Terraform itself and of its
/// companions.
final class CoreKnowledge implements ResourceKnowledge {
  @Override
  public Optional<Value> attribute(ResourceInstance instance, String attribute) {
    return switch (instance.type() + "." + attribute) {
      case "terraform_data.output" -> instance.body().value("input");
      case "null_data_source.outputs" -> instance.body().value("inputs");
      default -> Optional.empty();
    };
  }
}
