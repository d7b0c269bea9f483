package dev.ardennes.policy.aws;

import dev.ardennes.model.TokenIssuer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The condition keys that an identity provider's tokens and assertions fill, where the provider
/// sends the request: whoever controls it says in them what it likes.
///
/// Source: "IAM and AWS STS condition context keys" in the AWS IAM User Guide.
final class FederatedKeys {
  private static final String SAML = "saml:";
  private static final Set<String> EVERY_TOKEN = Set.of("sub", "aud", "amr");

  private FederatedKeys() {}

  /// What is known of the key; null where it is none of the subject's provider.
  static ContextKeys.@Nullable Value lookup(Subject subject, String lower) {
    if (subject.kind() != Subject.Kind.FEDERATED) {
      return null;
    }
    if (subject.arn().contains(":saml-provider/")) {
      return lower.startsWith(SAML) ? new ContextKeys.Chosen() : null;
    }
    int colon = lower.lastIndexOf(':');
    String issuer = colon < 0 ? "" : lower.substring(0, colon);
    if (issuer.isEmpty() || !TokenTrust.isOf(issuer, TokenTrust.issuer(subject.arn()))) {
      return null;
    }
    return claim(issuer, lower.substring(colon + 1));
  }

  private static ContextKeys.Value claim(String issuer, String name) {
    Optional<TokenIssuer> known = TokenIssuer.of(issuer);
    if (known.isEmpty()) {
      return EVERY_TOKEN.contains(name) ? new ContextKeys.Chosen() : new ContextKeys.Open();
    }
    TokenIssuer.Claim claim = known.get().claim(name.toLowerCase(Locale.ROOT)).orElse(null);
    if (claim == null) {
      return new ContextKeys.Absent();
    }
    return claim instanceof TokenIssuer.Claim.Given
        ? new ContextKeys.Open()
        : new ContextKeys.Chosen();
  }
}
