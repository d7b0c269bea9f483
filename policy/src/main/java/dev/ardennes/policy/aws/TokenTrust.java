package dev.ardennes.policy.aws;

import dev.ardennes.model.TokenIssuer;
import dev.ardennes.model.Unknown;
import dev.ardennes.policy.Conjunction;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Answers whether a role lets in whoever shows a token of an OpenID Connect provider: the trust
/// policy's conditions on the token's subject and audience are decided like any other.
///
/// Condition keys of a provider are its issuer with `:sub` and `:aud`. Where the issuer of the
/// provider or of a key is not known, the key is taken to be the provider's own, as it must be for
/// the policy to be of use.
///
/// Source: "IAM and AWS STS condition context keys" and "Create an OpenID Connect identity
/// provider" in the AWS IAM User Guide.
public final class TokenTrust {
  private static final String PROVIDER = "oidc-provider/";

  private final AwsPolicyModel model;
  private final AwsDecisions decisions;

  TokenTrust(AwsPolicyModel model, AwsDecisions decisions) {
    this.model = model;
    this.decisions = decisions;
  }

  /// The answer for the tokens of one provider.
  ///
  /// @param provider the ARN of the provider as the trust policy writes it
  public record Trusted(String provider, Decision decision) {}

  /// Whether the role's trust names a provider of tokens at all.
  public boolean namesProvider(String role) {
    return !providers(statements(role)).isEmpty();
  }

  private List<PolicyStatement> statements(String role) {
    return Statements.of(model, model.trusts(role));
  }

  /// The providers that the role's trust names, in order, each with whether it suffices to hold a
  /// token of this subject and audience from it.
  public List<Trusted> of(String role, String subject, String audience) {
    List<PolicyStatement> statements = statements(role);
    List<Trusted> trusted = new ArrayList<>();
    for (String provider : providers(statements)) {
      AwsRequest request =
          AwsRequest.of(provider, "sts:AssumeRoleWithWebIdentity", role)
              .withContext(context(provider, statements, subject, audience));
      trusted.add(new Trusted(provider, decisions.decide(request)));
    }
    return trusted;
  }

  /// The public issuers whose tokens the role's trust names, in order.
  public Set<String> issuers(String role) {
    Set<String> issuers = new TreeSet<>();
    List<PolicyStatement> statements = statements(role);
    for (String provider : federated(statements)) {
      String issuer = issuer(provider);
      TokenIssuer.of(issuer).ifPresent(known -> issuers.add(known.issuer()));
      if (Unknown.in(issuer)) {
        conditions(role)
            .forEach(
                one ->
                    TokenIssuer.ofKey(one.key()).ifPresent(known -> issuers.add(known.issuer())));
      }
    }
    return issuers;
  }

  /// Whether some token lets its holder in that a stranger gets from a public issuer: one that
  /// names nobody whom the role's trust names.
  public Trusted outsiders(String role, String issuer) {
    return shown(role, issuer, null);
  }

  /// Whether some token of a public issuer lets its holder in whose subject matches the pattern.
  public Trusted source(String role, String issuer, String subject) {
    return shown(role, issuer, subject);
  }

  private Trusted shown(String role, String issuer, @Nullable String subject) {
    List<PolicyStatement> statements = statements(role);
    Trusted best = new Trusted(issuer, Conjunction.no("the role trusts no tokens of it"));
    for (String provider : federated(statements)) {
      if (!isOf(issuer, issuer(provider))) {
        continue;
      }
      TokenClaims claims = new TokenClaims(issuer, conditions(role));
      Formula tokens = subject == null ? claims.ofStranger() : claims.withSubject(subject);
      AwsRequest request = AwsRequest.of(provider, "sts:AssumeRoleWithWebIdentity", role);
      Decision decision = decisions.decide(request, tokens);
      if (best.decision().verdict() == Verdict.NO) {
        best = new Trusted(provider, decision);
      }
    }
    return best;
  }

  private List<PolicyStatement.Condition> conditions(String role) {
    String account = model.principal(role).map(AwsPrincipal::account).orElse("");
    return Statements.conditions(model, statements(role), account);
  }

  /// Every provider of tokens that the statements let in, by its ARN or, where it is AWS's own, by
  /// its name.
  private static Set<String> federated(List<PolicyStatement> statements) {
    Set<String> providers = new TreeSet<>();
    for (PolicyStatement statement : statements) {
      PolicyStatement.PrincipalElement principal = statement.principal();
      if (statement.allow() && principal != null) {
        principal.entries().stream()
            .filter(entry -> entry.type().equalsIgnoreCase("federated"))
            .map(PolicyStatement.Entry::text)
            .filter(text -> !text.contains(":saml-provider/"))
            .forEach(providers::add);
      }
    }
    return providers;
  }

  private static Set<String> providers(List<PolicyStatement> statements) {
    Set<String> providers = federated(statements);
    providers.removeIf(provider -> !provider.contains(PROVIDER));
    return providers;
  }

  private static AwsRequest.Context context(
      String provider, List<PolicyStatement> statements, String subject, String audience) {
    String issuer = issuer(provider);
    Map<String, String> values = new TreeMap<>();
    for (PolicyStatement statement : statements) {
      for (PolicyStatement.Condition condition : statement.conditions()) {
        String key = condition.key();
        int colon = key.lastIndexOf(':');
        String name = colon < 0 ? "" : key.substring(colon + 1);
        if (colon > 0 && isOf(key.substring(0, colon), issuer)) {
          switch (name) {
            case "sub" -> values.put(key, subject);
            case "aud" -> values.put(key, audience);
            default -> {}
          }
        }
      }
    }
    return AwsRequest.Context.of(values);
  }

  static boolean isOf(String key, String issuer) {
    return Unknown.in(key) || Unknown.in(issuer) || key.equalsIgnoreCase(issuer);
  }

  /// The issuer's address without its scheme; of an unknown ARN, the unknown part.
  public static String issuer(String provider) {
    return !provider.contains(PROVIDER)
        ? provider
        : provider.substring(provider.indexOf(PROVIDER) + PROVIDER.length());
  }
}
