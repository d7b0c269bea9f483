package dev.ardennes.policy.istio;

import dev.ardennes.model.Unknown;
import java.util.List;

/// How `requestPrincipals` match a token's issuer and subject.
///
/// The value is cut at its last slash, since an issuer may be a URL; each side is compared by
/// itself, and `*` asks for both to be there.
final class RequestPrincipals {
  private static final TextPattern SOME = TextPattern.of("*");

  private RequestPrincipals() {}

  static Texts compare(String value, String issuer, List<String> subjects) {
    if (subjects.isEmpty()) {
      return Texts.NO;
    }
    String subject = subjects.getFirst();
    if (Unknown.in(value) || Unknown.in(issuer) || Unknown.in(subject)) {
      return Texts.compare(issuer + "/" + subject, TextPattern.of(value));
    }
    int slash = value.lastIndexOf('/');
    boolean cut = slash >= 0;
    String left = cut ? value.substring(0, slash) : value;
    String right = cut ? value.substring(slash + 1) : "";
    boolean matches;
    if (value.equals("*")) {
      matches = SOME.matches(issuer) && SOME.matches(subject);
    } else if (value.startsWith("*")) {
      matches =
          cut
              ? TextPattern.of(left).matches(issuer) && right.equals(subject)
              : SOME.matches(issuer) && TextPattern.of(value).matches(subject);
    } else if (value.endsWith("*")) {
      matches =
          cut
              ? left.equals(issuer) && TextPattern.of(right).matches(subject)
              : TextPattern.of(value).matches(issuer) && SOME.matches(subject);
    } else {
      matches = left.equals(issuer) && right.equals(subject);
    }
    return matches ? Texts.YES : Texts.NO;
  }
}
