package dev.ardennes.collect.aws;

import dev.ardennes.collect.terraform.EvaluatedBody;
import dev.ardennes.collect.terraform.ResourceInstance;
import dev.ardennes.collect.terraform.value.MapValue;
import dev.ardennes.collect.terraform.value.Origin;
import dev.ardennes.collect.terraform.value.Value;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What the configuration of an instance sets, and nothing that is computed: whoever asks wants to know whether an
/// attribute is there at all.
record ConfiguredEntries(ResourceInstance instance, Set<String> names) implements MapValue.Entries {

  static Attributes of(ResourceInstance instance, UnaryOperator<String> settle) {
    Set<String> names = new LinkedHashSet<>(instance.body().names());
    for (EvaluatedBody.Block block : instance.body().blocks()) {
      names.add(block.type());
    }
    return new Attributes(
        MapValue.lazy(new ConfiguredEntries(instance, names), null, Origin.at(instance.position())),
        settle);
  }

  @Override
  public @Nullable Value entry(String name) {
    return names.contains(name) ? instance.value(name) : null;
  }
}
