package dev.ardennes.policy.istio;

import static dev.ardennes.policy.Verdict.CONDITIONAL;
import static dev.ardennes.policy.Verdict.NO;
import static dev.ardennes.policy.Verdict.YES;
import static dev.ardennes.policy.istio.Scene.assumptions;
import static dev.ardennes.policy.istio.Scene.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.policy.Control;
import dev.ardennes.policy.Decision;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What RequestAuthentication does, and what rules say of tokens.
final class TokensTest {
  @Test
  void aRequestWithoutATokenIsLetIn() {
    assertThat(new Scene().tokens("r", "shop", RULES).verdict(get("web"))).isEqualTo(YES);
  }

  @Test
  void aTokenOfAnotherIssuerIsRefused() {
    Decision decision =
        new Scene().tokens("r", "shop", RULES).decide(with(Token.of("evil", "ann")));
    assertThat(decision.verdict()).isEqualTo(NO);
    assertThat(decision.controls())
        .singleElement()
        .satisfies(
            control -> {
              assertThat(control.kind()).isEqualTo(Control.Kind.TOKEN_CHECK);
              assertThat(control.factIds()).containsExactly("r");
            });
  }

  @Test
  void aTokenForAnotherAudienceIsRefused() {
    String rules = "{'jwtRules':[{'issuer':'idp','audiences':['db']}]}";
    assertThat(new Scene().tokens("r", "shop", rules).verdict(with(Token.of("idp", "ann"))))
        .isEqualTo(NO);
  }

  @Test
  void withoutRequestAuthenticationATokenCountsForNothing() {
    Scene scene = new Scene().policy("ALLOW", SOME);
    assertThat(scene.verdict(with(Token.of("idp", "ann")))).isEqualTo(NO);
  }

  @Test
  void aRuleMayAskForAToken() {
    Scene scene = new Scene().tokens("r", "shop", RULES).policy("ALLOW", SOME);
    assertThat(scene.verdict(with(Token.of("idp", "ann")))).isEqualTo(YES);
    assertThat(scene.verdict(get("web"))).isEqualTo(NO);
  }

  @Test
  void denyingWhoeverHasNoTokenIsTheOtherUsualWay() {
    Scene scene =
        new Scene()
            .tokens("r", "shop", RULES)
            .policy("DENY", "{'from':[{'source':{'notRequestPrincipals':['*']}}]}");
    assertThat(scene.verdict(get("web"))).isEqualTo(NO);
    assertThat(scene.verdict(with(Token.of("idp", "ann")))).isEqualTo(YES);
  }

  @Test
  void aPrincipalIsIssuerAndSubject() {
    for (String value : List.of("idp/ann", "idp/*", "*/ann", "id*", "*nn", "*")) {
      assertThat(allows(value)).as(value).isTrue();
    }
    for (String value : List.of("idp/an", "idp", "ann", "dp/ann", "idp/b*")) {
      assertThat(allows(value)).as(value).isFalse();
    }
  }

  @Test
  void whichTokensTheCallerHoldsMayBeOpen() {
    Scene scene = new Scene().tokens("r", "shop", RULES).policy("ALLOW", SOME);
    Decision decision = scene.decide(with(Token.unknown()));
    assertThat(decision.verdict()).isEqualTo(CONDITIONAL);
    assertThat(assumptions(decision))
        .containsExactly("the issuer and subject of the caller's token is `*`");
  }

  @Test
  void ztunnelSeesNoTokens() {
    Scene scene = new Scene(MeshMode.AMBIENT).tokens("r", "shop", RULES);
    assertThat(scene.verdict(with(Token.of("evil", "ann")))).isEqualTo(YES);
  }

  private static final String RULES = "{'jwtRules':[{'issuer':'idp'}]}";
  private static final String SOME = "{'from':[{'source':{'requestPrincipals':['*']}}]}";

  private static IstioRequest with(Token token) {
    return get("web").withToken(token);
  }

  private static boolean allows(String value) {
    return new Scene()
            .tokens("r", "shop", RULES)
            .policy("ALLOW", "{'from':[{'source':{'requestPrincipals':['" + value + "']}}]}")
            .verdict(with(Token.of("idp", "ann")))
        == YES;
  }
}
