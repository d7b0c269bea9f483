package dev.ardennes.collect.terraform.value;

import dev.ardennes.collect.terraform.hcl.Position;

/// The value of an expression. Two values are equal if they mean the same; where they come from
/// does not count. Two unknown values are equal if they are the same unknown.
public sealed interface Value
    permits NullValue,
        BoolValue,
        NumberValue,
        StringValue,
        ListValue,
        SetValue,
        MapValue,
        UnknownValue {
  Origin origin();

  /// The same value from elsewhere.
  Value withOrigin(Origin origin);

  /// Number of values in it, itself included; a bound for what walking over it costs.
  default long weight() {
    return 1;
  }

  /// Levels of lists and maps in each other.
  default int depth() {
    return 0;
  }

  default Position position() {
    return origin().position();
  }

  /// Own references; for lists and maps see [Values#allReferences].
  default References references() {
    return origin().references();
  }

  /// The same value with more references.
  default Value from(References more) {
    return more.isEmpty() ? this : withOrigin(origin().withReferences(more));
  }
}
