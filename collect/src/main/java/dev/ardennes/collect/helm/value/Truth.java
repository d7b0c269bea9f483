package dev.ardennes.collect.helm.value;

import dev.ardennes.model.Unknown;

/// What a value counts as in `if`: false for zero, the empty text, list and dict, `false` and
/// `nil`.
public enum Truth {
  YES,
  NO,
  UNKNOWN;

  /// The truth of a value. A text counts as true as soon as one of its characters is known.
  public static Truth of(Value value) {
    return switch (value) {
      case Value.Nil _ -> NO;
      case Value.Bool bool -> of(bool.value());
      case Value.Int number -> of(number.value() != 0);
      case Value.Real number -> of(number.value() != 0);
      case Value.Text text when text.open() ->
          Unknown.asGlob(text.text()).replace("*", "").isEmpty() ? UNKNOWN : YES;
      case Value.Text text -> of(!text.text().isEmpty());
      case Value.ListValue list -> of(!list.elements().isEmpty());
      case Value.Dict dict -> of(!dict.entries().isEmpty());
      case Value.UnknownValue unknown -> unknown.filled() ? YES : UNKNOWN;
      case Value.Opaque opaque -> {
        var entries = opaque.entries();
        yield of(entries == null || !entries.isEmpty());
      }
    };
  }

  public static Truth of(boolean value) {
    return value ? YES : NO;
  }
}
