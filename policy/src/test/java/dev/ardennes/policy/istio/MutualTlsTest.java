package dev.ardennes.policy.istio;

import static dev.ardennes.policy.Verdict.CONDITIONAL;
import static dev.ardennes.policy.Verdict.NO;
import static dev.ardennes.policy.Verdict.YES;
import static dev.ardennes.policy.istio.Scene.assumptions;
import static dev.ardennes.policy.istio.Scene.connect;
import static dev.ardennes.policy.istio.Scene.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.policy.Control;
import dev.ardennes.policy.Decision;
import org.junit.jupiter.api.Test;

/// The mode of mutual TLS, and what it does to identities.
final class MutualTlsTest {
  @Test
  void withoutAnyPolicyPlainCallersAreLetIn() {
    assertThat(new Scene().verdict(get("legacy"))).isEqualTo(YES);
  }

  @Test
  void strictRefusesPlainCallers() {
    Scene scene = new Scene().peers("s", "shop", "{'mtls':{'mode':'STRICT'}}");
    Decision decision = scene.decide(get("legacy"));
    assertThat(decision.verdict()).isEqualTo(NO);
    assertThat(decision.controls())
        .singleElement()
        .satisfies(
            control -> {
              assertThat(control.kind()).isEqualTo(Control.Kind.MUTUAL_TLS);
              assertThat(control.factIds()).containsExactly("s");
            });
    assertThat(scene.verdict(get("job"))).isEqualTo(YES);
  }

  @Test
  void theNarrowestLevelDecides() {
    Scene scene =
        new Scene()
            .peers("mesh", "istio-system", "{'mtls':{'mode':'STRICT'}}")
            .peers("namespace", "shop", "{'mtls':{'mode':'PERMISSIVE'}}");
    assertThat(scene.verdict(get("legacy"))).isEqualTo(YES);
    scene.peers("db", "shop", DB + "'mtls':{'mode':'STRICT'}}");
    assertThat(scene.verdict(get("legacy"))).isEqualTo(NO);
    scene.peers(
        "db",
        "shop",
        DB + "'mtls':{'mode':'STRICT'},'portLevelMtls':{'8080':{'mode':'PERMISSIVE'}}}");
    assertThat(scene.verdict(get("legacy"))).isEqualTo(YES);
    assertThat(scene.verdict(connect("legacy"))).isEqualTo(NO);
  }

  @Test
  void unsetInheritsFromTheLevelAbove() {
    Scene scene =
        new Scene()
            .peers("mesh", "istio-system", "{'mtls':{'mode':'STRICT'}}")
            .peers("namespace", "shop", "{'mtls':{'mode':'UNSET'}}")
            .peers("db", "shop", DB + "'portLevelMtls':{'8080':{'mode':'UNSET'}}}");
    Decision decision = scene.decide(get("legacy"));
    assertThat(decision.verdict()).isEqualTo(NO);
    assertThat(decision.controls().getFirst().factIds()).containsExactly("mesh");
  }

  @Test
  void aModeOfPortsNeedsASelector() {
    Scene scene = new Scene().peers("n", "shop", "{'portLevelMtls':{'8080':{'mode':'STRICT'}}}");
    assertThat(scene.verdict(get("legacy"))).isEqualTo(YES);
  }

  @Test
  void aSelectorInTheRootNamespaceSelectsNobody() {
    Scene scene = new Scene().peers("r", "istio-system", DB + "'mtls':{'mode':'STRICT'}}");
    assertThat(scene.verdict(get("legacy"))).isEqualTo(YES);
  }

  @Test
  void theMeshMayHaveAnotherDefault() {
    Scene scene = new Scene().mesh(Mesh.DEFAULT.withDefaultMode(MutualTls.STRICT));
    assertThat(scene.verdict(get("legacy"))).isEqualTo(NO);
  }

  @Test
  void whereItIsDisabledNobodyHasAnIdentity() {
    Scene scene =
        new Scene()
            .peers("d", "shop", "{'mtls':{'mode':'DISABLE'}}")
            .policy("ALLOW", "{'from':[{'source':{'namespaces':['shop']}}]}");
    assertThat(scene.verdict(get("web"))).isEqualTo(NO);
    Scene deny =
        new Scene()
            .peers("d", "shop", "{'mtls':{'mode':'DISABLE'}}")
            .policy("DENY", "{'from':[{'source':{'namespaces':['shop']}}]}");
    assertThat(deny.verdict(get("web"))).isEqualTo(YES);
  }

  @Test
  void ambientTakesDisableForPermissive() {
    Scene scene =
        new Scene(MeshMode.AMBIENT)
            .peers("d", "shop", "{'mtls':{'mode':'DISABLE'}}")
            .policy("ALLOW", "{'from':[{'source':{'namespaces':['shop']}}]}");
    assertThat(scene.verdict(get("web"))).isEqualTo(YES);
  }

  @Test
  void ofTwoAtOneLevelEitherMayBeTheOldest() {
    Scene scene =
        new Scene()
            .peers("a", "shop", "{'mtls':{'mode':'STRICT'}}")
            .peers("b", "shop", "{'mtls':{'mode':'PERMISSIVE'}}");
    Decision decision = scene.decide(get("legacy"));
    assertThat(decision.verdict()).isEqualTo(CONDITIONAL);
    assertThat(assumptions(decision))
        .containsExactly("`a` is not the oldest PeerAuthentication of its level");
    assertThat(scene.verdict(get("web"))).isEqualTo(YES);
  }

  private static final String DB = "{'selector':{'matchLabels':{'app':'db'}},";
}
