package dev.ardennes.collect.terraform;

import dev.ardennes.collect.terraform.value.NumberValue;
import dev.ardennes.collect.terraform.value.UnknownValue;
import dev.ardennes.collect.terraform.value.Value;
import org.jspecify.annotations.Nullable;

/// Keys of instances as addresses write them.
final class InstanceKeys {
  private InstanceKeys() {}

  /// `[0]`, `["a"]`, `[⟨symbol⟩]`, or nothing without key.
  static String step(@Nullable Value key) {
    return switch (key) {
      case null -> "";
      case NumberValue number -> "[" + number + "]";
      case UnknownValue unknown -> "[" + unknown.rendered() + "]";
      default -> "[" + quoted(key.toString()) + "]";
    };
  }

  private static String quoted(String key) {
    return '"'
        + key.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("${", "$${")
        + '"';
  }
}
