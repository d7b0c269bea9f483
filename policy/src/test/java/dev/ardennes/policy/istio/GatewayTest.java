package dev.ardennes.policy.istio;

import static dev.ardennes.policy.Verdict.CONDITIONAL;
import static dev.ardennes.policy.Verdict.NO;
import static dev.ardennes.policy.Verdict.YES;
import static dev.ardennes.policy.istio.Scene.get;
import static dev.ardennes.policy.istio.Scene.picked;
import static dev.ardennes.policy.istio.Scene.sentBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.policy.Decision;
import org.junit.jupiter.api.Test;

/// Outsiders, who send through a gateway.
final class GatewayTest {
  @Test
  void theTargetSeesTheGatewaysIdentity() {
    Scene scene = scene().policy("ALLOW", "{'from':[{'source':{'principals':['*/sa/edge']}}]}");
    assertThat(scene.verdict(outside("/"))).isEqualTo(YES);
    Scene other = scene().policy("ALLOW", "{'from':[{'source':{'namespaces':['shop']}}]}");
    assertThat(other.verdict(outside("/"))).isEqualTo(NO);
  }

  @Test
  void theGatewaysOwnPoliciesCountToo() {
    Scene scene =
        scene()
            .policyIn("ways", "{'action':'DENY'}", "{'to':[{'operation':{'paths':['/admin*']}}]}");
    assertThat(scene.verdict(outside("/"))).isEqualTo(YES);
    assertThat(scene.verdict(outside("/admin"))).isEqualTo(NO);
    assertThat(scene.verdict(get("web", "/admin"))).isEqualTo(YES);
  }

  @Test
  void onePathMustPassBoth() {
    Scene scene =
        scene()
            .policyIn("ways", "{'action':'DENY'}", "{'to':[{'operation':{'paths':['/debug/a*']}}]}")
            .policy("ALLOW", "{'to':[{'operation':{'paths':['/debug/*']}}]}");
    Decision decision = scene.decide(open());
    assertThat(decision.verdict()).isEqualTo(YES);
    String path = picked(decision.alternatives().getFirst(), "path");
    assertThat(path).startsWith("/debug/").doesNotStartWith("/debug/a");
    scene.policyIn("ways", "{'action':'DENY'}", "{'to':[{'operation':{'paths':['/debug*']}}]}");
    assertThat(scene.verdict(open())).isEqualTo(NO);
  }

  @Test
  void strictIsNoHindranceForTheGateway() {
    Scene scene = scene().peers("s", "shop", "{'mtls':{'mode':'STRICT'}}");
    assertThat(scene.verdict(outside("/"))).isEqualTo(YES);
  }

  @Test
  void aTokenGoesOnOnlyWhereTheGatewayForwardsIt() {
    String ask = "{'from':[{'source':{'requestPrincipals':['*']}}]}";
    String keep = "{'jwtRules':[{'issuer':'idp','forwardOriginalToken':true}]}";
    String drop = "{'jwtRules':[{'issuer':'idp'}]}";
    IstioRequest request = outside("/").withToken(Token.of("idp", "ann"));
    Scene kept = scene().tokens("g", "ways", keep).tokens("t", "shop", drop).policy("ALLOW", ask);
    assertThat(kept.verdict(request)).isEqualTo(YES);
    Scene dropped =
        scene().tokens("g", "ways", drop).tokens("t", "shop", drop).policy("ALLOW", ask);
    assertThat(dropped.verdict(request)).isEqualTo(NO);
  }

  @Test
  void behindAnUnknownGatewayNothingIsCertain() {
    assertThat(scene().verdict(sentBy(Caller.outsider("nobody", 80), "/"))).isEqualTo(CONDITIONAL);
  }

  @Test
  void theGatewayGuardsAWorkloadOutsideTheMesh() {
    Scene scene =
        scene().workload("db", "shop", MeshMode.NONE).policyIn("ways", "{'action':'DENY'}", "{}");
    assertThat(scene.verdict(outside("/"))).isEqualTo(NO);
  }

  private static Scene scene() {
    return new Scene().workload("edge", "ways", MeshMode.SIDECAR);
  }

  private static IstioRequest outside(String path) {
    return sentBy(Caller.outsider("edge", 80), path);
  }

  private static IstioRequest open() {
    return IstioRequest.http(Caller.outsider("edge", 80), "db", 8080);
  }
}
