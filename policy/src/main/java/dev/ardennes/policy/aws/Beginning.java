package dev.ardennes.policy.aws;

import dev.ardennes.model.Unknown;

/// What is known of the beginning of the ARNs that a resource pattern fits.
///
/// @param text what each of them begins with
/// @param whole whether the pattern fits this one ARN only
public record Beginning(String text, boolean whole) {
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

  /// Whether the pattern may fit the ARN, or something that lies inside it, such as the objects of
  /// a bucket.
  public boolean mayFit(String arn) {
    return text.startsWith(arn) || (!whole && arn.startsWith(text));
  }
}
