package dev.ardennes.collect.aws;

import dev.ardennes.collect.terraform.EvaluatedBody;
import dev.ardennes.collect.terraform.ResourceInstance;
import dev.ardennes.collect.terraform.value.MapValue;
import dev.ardennes.collect.terraform.value.Origin;
import dev.ardennes.collect.terraform.value.Value;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What the configuration of an instance sets, and nothing that is computed: whoever asks wants to
/// know whether an attribute is there at all.
///
/// @param written names of the arguments that are written
/// @param withBlocks whether nested blocks count; while Terraform is evaluated they do not, since a
///   name must not depend on blocks that may depend on it
record ConfiguredEntries(ResourceInstance instance, Set<String> written, boolean withBlocks)
    implements MapValue.Entries {

  /// Arguments and blocks.
  static Attributes of(ResourceInstance instance, UnaryOperator<String> settle) {
    return attributes(instance, true, settle);
  }

  /// Arguments only.
  static Attributes argumentsOf(ResourceInstance instance) {
    return attributes(instance, false, UnaryOperator.identity());
  }

  private static Attributes attributes(
      ResourceInstance instance, boolean withBlocks, UnaryOperator<String> settle) {
    Set<String> written = new HashSet<>(instance.body().names());
    return new Attributes(
        MapValue.lazy(
            new ConfiguredEntries(instance, written, withBlocks),
            null,
            Origin.at(instance.position())),
        settle);
  }

  @Override
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>(instance.body().names());
    if (withBlocks) {
      for (EvaluatedBody.Block block : instance.body().blocks()) {
        names.add(block.type());
      }
    }
    return names;
  }

  /// Arguments are taken from the body, where they do not yet refer to the instance itself.
  @Override
  public @Nullable Value entry(String name) {
    if (written.contains(name)) {
      return instance.body().value(name).orElse(null);
    }
    return withBlocks && !instance.blocks(name).isEmpty() ? instance.value(name) : null;
  }
}
