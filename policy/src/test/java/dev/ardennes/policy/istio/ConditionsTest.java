package dev.ardennes.policy.istio;

import static dev.ardennes.policy.Verdict.CONDITIONAL;
import static dev.ardennes.policy.Verdict.NO;
import static dev.ardennes.policy.Verdict.YES;
import static dev.ardennes.policy.istio.Scene.assumptions;
import static dev.ardennes.policy.istio.Scene.get;
import static dev.ardennes.policy.istio.Scene.sentBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.policy.Decision;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The keys of `when`.
final class ConditionsTest {
  @Test
  void aHeaderIsComparedByItsNameInAnyCase() {
    assertThat(allows("request.headers[X-A]", "blue", header("x-a", "blue"))).isTrue();
    assertThat(allows("request.headers[x-a]", "bl*", header("X-A", "blue"))).isTrue();
    assertThat(allows("request.headers[x-a]", "blue", header("x-a", "Blue"))).isFalse();
    assertThat(allows("request.headers[x-a]", "*", header("x-b", "blue"))).isFalse();
  }

  @Test
  void notValuesMatchWhereTheHeaderIsAbsent() {
    String rule = "{'when':[{'key':'request.headers[x-a]','notValues':['blue']}]}";
    Scene scene = new Scene().policy("ALLOW", rule);
    assertThat(scene.verdict(get("web"))).isEqualTo(YES);
    assertThat(scene.verdict(header("x-a", "red"))).isEqualTo(YES);
    assertThat(scene.verdict(header("x-a", "blue"))).isEqualTo(NO);
  }

  @Test
  void theSendersIdentityIsAKey() {
    assertThat(allows("source.namespace", "shop", get("web"))).isTrue();
    assertThat(allows("source.namespace", "shop", get("job"))).isFalse();
    assertThat(allows("source.principal", "*/sa/web", get("web"))).isTrue();
    assertThat(allows("source.principal", "*", get("legacy"))).isFalse();
  }

  @Test
  void addressesAndPortsAreKeys() {
    IstioRequest request = sentBy(new Caller.Plaintext("10.0.0.1"), "/");
    assertThat(allows("source.ip", "10.0.0.0/24", request)).isTrue();
    assertThat(allows("remote.ip", "10.0.1.0/24", request)).isFalse();
    assertThat(allows("destination.port", "8080", request)).isTrue();
    assertThat(allows("destination.port", "80", request)).isFalse();
  }

  @Test
  void theTargetsAddressIsNotKnown() {
    Decision decision = scene("destination.ip", "10.9.0.0/16").decide(get("web"));
    assertThat(decision.verdict()).isEqualTo(CONDITIONAL);
    assertThat(assumptions(decision)).containsExactly("the target's address is in `10.9.0.0/16`");
  }

  @Test
  void theServerNameNeedsTls() {
    assertThat(scene("connection.sni", "a.b").verdict(get("web"))).isEqualTo(CONDITIONAL);
    assertThat(scene("connection.sni", "a.b").verdict(get("legacy"))).isEqualTo(NO);
  }

  @Test
  void metadataOfFiltersIsNotKnown() {
    assertThat(scene("experimental.envoy.filters.a.b[c]", "x").verdict(get("web")))
        .isEqualTo(CONDITIONAL);
  }

  @Test
  void claimsAndAudiencesAreKeys() {
    TreeMap<String, List<String>> claims = new TreeMap<>();
    claims.put("iss", List.of("idp"));
    claims.put("sub", List.of("ann"));
    claims.put("aud", List.of("x", "y"));
    claims.put("azp", List.of("app"));
    claims.put("realm][roles", List.of("admin"));
    IstioRequest request = get("web").withToken(new Token.Claims(claims));
    assertThat(allows("request.auth.audiences", "y", request)).isTrue();
    assertThat(allows("request.auth.audiences", "z", request)).isFalse();
    assertThat(allows("request.auth.presenter", "app", request)).isTrue();
    assertThat(allows("request.auth.principal", "idp/ann", request)).isTrue();
    assertThat(allows("request.auth.claims[realm][roles]", "adm*", request)).isTrue();
    assertThat(allows("request.auth.claims[group]", "*", request)).isFalse();
  }

  private static IstioRequest header(String name, String value) {
    return get("web").withHeaders(Map.of(name, value));
  }

  private static boolean allows(String key, String value, IstioRequest request) {
    return scene(key, value).verdict(request) == YES;
  }

  private static Scene scene(String key, String value) {
    return new Scene()
        .tokens("r", "shop", "{'jwtRules':[{'issuer':'idp'}]}")
        .policy("ALLOW", "{'when':[{'key':'" + key + "','values':['" + value + "']}]}");
  }
}
