package dev.ardennes.collect.aws.cloudformation;

import dev.ardennes.collect.terraform.value.Origin;
import dev.ardennes.collect.terraform.value.StringValue;
import dev.ardennes.collect.terraform.value.UnknownValue;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.model.Unknown;

/// Texts that CloudFormation looks up in Parameter Store or Secrets Manager:
/// `{{resolve:ssm:/app/image}}`. What they stand for no file says.
final class DynamicReferences {
  private static final String OPEN = "{{resolve:";
  private static final String CLOSE = "}}";

  private DynamicReferences() {}

  /// A written text with each such part as an unknown of its name.
  static Value text(String written, Origin origin) {
    String text = written.replace(Unknown.OPEN, '<').replace(Unknown.CLOSE, '>');
    return text.contains(OPEN) ? replaced(text, origin) : StringValue.of(text, origin);
  }

  private static Value replaced(String text, Origin origin) {
    StringBuilder out = new StringBuilder();
    int from = 0;
    for (int open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, from)) {
      int close = text.indexOf(CLOSE, open);
      if (close < 0) {
        break;
      }
      String symbol = text.substring(open + 2, close);
      if (open == 0 && close + CLOSE.length() == text.length()) {
        return new UnknownValue(symbol, UnknownValue.Reason.LOOKED_UP, origin);
      }
      out.append(text, from, open).append(Unknown.part(symbol));
      from = close + CLOSE.length();
    }
    return StringValue.of(out.append(text, from, text.length()).toString(), origin);
  }
}
