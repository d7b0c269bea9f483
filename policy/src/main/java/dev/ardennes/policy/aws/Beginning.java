package dev.ardennes.policy.aws;

import dev.ardennes.model.Unknown;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is known of the beginning of the ARNs that a resource pattern fits.
///
/// @param text what each of them begins with
/// @param whole whether the pattern fits this one ARN only
public record Beginning(String text, boolean whole) {
  private static final String USER_NAME = "${aws:username}";

  /// Nothing is known: any ARN may fit.
  static final Beginning NOTHING = new Beginning("", false);

  /// Of a pattern as a policy writes it: it ends at the first wildcard, policy variable or unknown
  /// part.
  static Beginning of(String pattern) {
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '*' || c == '?' || c == '$' || c == Unknown.OPEN) {
        return new Beginning(pattern.substring(0, i), false);
      }
    }
    return new Beginning(pattern, true);
  }

  /// Of a pattern of a principal's policy, in which the name of a user stands for itself; empty
  /// where the principal has no such name, so that nothing fits the pattern.
  ///
  /// @param variables whether policy variables have a meaning in the document
  static Optional<Beginning> of(
      String pattern, boolean variables, @Nullable AwsPrincipal principal) {
    if (principal == null
        || !variables
        || !pattern.contains(USER_NAME)
        || principal.kind() == AwsPrincipal.Kind.GROUP
        || Unknown.in(principal.arn())) {
      return Optional.of(of(pattern));
    }
    return principal.kind() == AwsPrincipal.Kind.USER
        ? Optional.of(of(pattern.replace(USER_NAME, principal.name())))
        : Optional.empty();
  }

  /// Whether the pattern may fit the ARN, or something that lies inside it, such as the objects of
  /// a bucket.
  public boolean mayFit(String arn) {
    return text.startsWith(arn) || (!whole && arn.startsWith(text));
  }
}
