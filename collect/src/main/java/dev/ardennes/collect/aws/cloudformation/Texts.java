package dev.ardennes.collect.aws.cloudformation;

import dev.ardennes.collect.terraform.value.Origin;
import dev.ardennes.collect.terraform.value.StringValue;
import dev.ardennes.collect.terraform.value.UnknownValue;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.model.Unknown;

/// Texts with unknown parts as values.
final class Texts {
  private Texts() {}

  /// The text; one that is a single unknown part is an unknown value of that name.
  static Value value(String text, Origin origin) {
    boolean whole =
        text.length() > 2
            && text.charAt(0) == Unknown.OPEN
            && text.indexOf(Unknown.CLOSE) == text.length() - 1;
    return whole
        ? new UnknownValue(
            text.substring(1, text.length() - 1), UnknownValue.Reason.COMPUTED, origin)
        : StringValue.of(text, origin);
  }
}
