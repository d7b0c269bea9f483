package dev.ardennes.policy.istio;

import dev.ardennes.model.Unknown;
import dev.ardennes.policy.Control;
import dev.ardennes.policy.istio.Policies.Issuer;
import dev.ardennes.policy.istio.Policies.RequestAuthentication;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What RequestAuthentication makes of a token: it refuses one of an issuer that it does not name,
/// and lets requests without a token pass. Without such a policy a token counts for nothing.
final class TokenCheck {
  private final WorkloadClass workload;
  private final List<String> facts = new ArrayList<>();
  private final List<String> ids = new ArrayList<>();
  private final List<Issuer> certain = new ArrayList<>();
  private final List<Literal> unsure = new ArrayList<>();

  /// The token after the check.
  ///
  /// @param token as policies see it
  /// @param when what must hold for that
  /// @param refused why the request is refused; null where it is not
  /// @param onwards the token that goes on with the request
  record Checked(Token token, Term when, @Nullable Control refused, Token onwards) {}

  TokenCheck(IstioModel model, WorkloadClass workload, Stop.Proxy proxy) {
    this.workload = workload;
    Selector selector = new Selector(model.mesh(), workload, proxy);
    for (RequestAuthentication policy : model.requestAuthentications(workload.namespace())) {
      selector
          .selects(policy.selection(), policy.namespace(), policy.id(), policy.factId())
          .ifPresent(when -> add(policy, when));
    }
  }

  private void add(RequestAuthentication policy, Term when) {
    if (policy.known() && policy.issuers().isEmpty()) {
      return;
    }
    facts.add(policy.factId());
    ids.add(policy.id());
    if (when.isTrue() && policy.known()) {
      certain.addAll(policy.issuers());
    } else {
      unsure.addAll(when.literals());
    }
  }

  /// The ids of the policies that are about the workload or may be.
  List<String> ids() {
    return ids;
  }

  Checked check(Token token) {
    if (facts.isEmpty() || token instanceof Token.None) {
      return new Checked(Token.none(), Term.TRUE, null, token);
    }
    if (!(token instanceof Token.Claims claims)) {
      return new Checked(token, Term.TRUE, null, token);
    }
    Optional<Issuer> issuer = certain.stream().filter(i -> accepts(i, claims)).findFirst();
    if (issuer.isPresent()) {
      boolean unknown = Unknown.in(issuer.get().name());
      Term when = unknown ? Term.of(accepted()) : Term.TRUE;
      Token onwards = issuer.get().forwards() ? token : Token.none();
      return new Checked(token, when, null, onwards);
    }
    if (!unsure.isEmpty()) {
      return new Checked(token, Term.of(accepted()), null, Token.none());
    }
    return new Checked(token, Term.TRUE, refused(claims), Token.none());
  }

  private static boolean accepts(Issuer issuer, Token.Claims claims) {
    boolean named = claims.of("iss").stream().anyMatch(text -> may(text, issuer.name()));
    boolean meant =
        issuer.audiences().isEmpty()
            || issuer.audiences().stream()
                .anyMatch(wanted -> claims.of("aud").stream().anyMatch(a -> may(a, wanted)));
    return named && meant;
  }

  private static boolean may(String text, String wanted) {
    return Texts.compare(text, TextPattern.exact(wanted)) != Texts.NO;
  }

  private Literal accepted() {
    return Literal.notCollected(
        "the token is valid for `" + workload.id() + "`",
        "the token is not valid for `" + workload.id() + "`",
        facts.getFirst());
  }

  private Control refused(Token.Claims claims) {
    return new Control(
        Control.Kind.TOKEN_CHECK,
        "no RequestAuthentication of `"
            + workload.namespace()
            + "` takes a token of `"
            + String.join(" ", claims.of("iss"))
            + "`",
        facts.stream().sorted().distinct().toList());
  }
}
