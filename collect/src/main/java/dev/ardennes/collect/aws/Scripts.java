package dev.ardennes.collect.aws;

import dev.ardennes.collect.terraform.value.StringValue;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.model.Evidence;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What can be told from the first script of a machine without running it.
final class Scripts {
  private static final int LONGEST = 1 << 18;
  private static final Pattern CLUSTER =
      Pattern.compile("ECS_CLUSTER=[\"']?([A-Za-z0-9_-]{1,255})");

  private Scripts() {}

  /// The script's text, decoded where it is in base 64; null where the value is no text.
  static @Nullable String text(Value value) {
    String text = Attributes.text(value);
    if (text == null || text.length() > LONGEST) {
      return null;
    }
    if (text.length() % 4 == 0
        && text.length() > 16
        && text.indexOf(' ') < 0
        && text.indexOf('\n') < 0) {
      try {
        return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException e) {
        return text;
      }
    }
    return text;
  }

  /// The cluster that the script makes its machine join.
  static @Nullable AwsResource namedCluster(
      String script, AwsResource machine, Directory directory) {
    Matcher matcher = CLUSTER.matcher(script);
    return matcher.find()
        ? directory.find(matcher.group(1), machine.account(), "aws_ecs_cluster")
        : null;
  }

  /// Where the directive stands, in the file that the script was written in.
  static Evidence place(AwsResource resource, Value script, String text, String directive) {
    int at = text.indexOf(directive);
    boolean plain = script instanceof StringValue && text.equals(Attributes.text(script));
    if (script instanceof StringValue string && plain && at >= 0 && string.map() != null) {
      return string.positionAt(at).evidence(resource.source());
    }
    return resource.evidence(script);
  }
}
