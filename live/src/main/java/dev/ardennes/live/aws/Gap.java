package dev.ardennes.live.aws;

import dev.ardennes.live.wire.CallFailure;
import dev.ardennes.model.Redaction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Something that was asked for and not given.
///
/// @param action the IAM action that was refused, or the one of the call that failed
/// @param code as AWS names the reason
/// @param denied whether a permission is missing
/// @param says what AWS says, in one line
/// @param count how often
record Gap(String action, String code, boolean denied, String says, int count) {
  /// Services name the action that is really missing, which for Cloud Control is not the one
  /// called.
  private static final Pattern MISSING =
      Pattern.compile("not authorized to perform:? ([a-z0-9-]{2,40}:[A-Za-z0-9]{2,80})");

  static Gap of(CallFailure failure) {
    Matcher named = MISSING.matcher(failure.says());
    String action = named.find() ? named.group(1) : failure.operation().permission();
    return new Gap(action, failure.code(), failure.denied(), Redaction.redact(failure.says()), 1);
  }

  /// Whether both tell the same, of different resources.
  boolean like(Gap other) {
    return action.equals(other.action) && code.equals(other.code);
  }

  Gap again() {
    return new Gap(action, code, denied, says, count + 1);
  }
}
