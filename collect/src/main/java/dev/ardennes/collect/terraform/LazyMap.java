package dev.ardennes.collect.terraform;

import dev.ardennes.collect.terraform.value.MapValue;
import dev.ardennes.collect.terraform.value.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Entries of a lazy map: known names, each value made once.
final class LazyMap implements MapValue.Entries {
  private final Set<String> names;
  private final Map<String, Lazy<Value>> values = new HashMap<>();
  private final Function<String, String> description;
  private final Function<String, @Nullable Supplier<Value>> maker;

  /// @param description what a problem calls an entry
  /// @param maker how an entry is made; null where there is none of that name
  LazyMap(
      Set<String> names,
      Function<String, String> description,
      Function<String, @Nullable Supplier<Value>> maker) {
    this.names = names;
    this.description = description;
    this.maker = maker;
  }

  @Override
  public Set<String> names() {
    return names;
  }

  @Override
  public @Nullable Value entry(String name) {
    Lazy<Value> value = values.get(name);
    if (value == null) {
      Supplier<Value> supplier = maker.apply(name);
      if (supplier == null) {
        return null;
      }
      value = new Lazy<>(description.apply(name), supplier);
      values.put(name, value);
    }
    return value.get();
  }
}
