package dev.ardennes.policy.istio;

import static dev.ardennes.policy.Verdict.NO;
import static dev.ardennes.policy.Verdict.YES;
import static dev.ardennes.policy.istio.Scene.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/// Which policies are about a workload.
final class SelectionTest {
  @Test
  void aPolicyIsForItsOwnNamespace() {
    Scene scene = new Scene().policyIn("batch", "{'action':'DENY'}", "{}");
    assertThat(scene.verdict(get("web"))).isEqualTo(YES);
  }

  @Test
  void aPolicyOfTheRootNamespaceIsForTheMesh() {
    Scene scene = new Scene().policyIn("istio-system", "{'action':'DENY'}", "{}");
    assertThat(scene.verdict(get("web"))).isEqualTo(NO);
  }

  @Test
  void theRootNamespaceIsASettingOfTheMesh() {
    Scene scene =
        new Scene()
            .mesh(Mesh.DEFAULT.withRootNamespace("batch"))
            .policyIn("batch", "{'action':'DENY'}", "{}");
    assertThat(scene.verdict(get("web"))).isEqualTo(NO);
  }

  @Test
  void aSelectorNarrowsAPolicy() {
    String db = "{'action':'DENY','selector':{'matchLabels':{'app':'db'}}}";
    String other = "{'action':'DENY','selector':{'matchLabels':{'app':'db','tier':'x'}}}";
    assertThat(new Scene().policyIn("shop", db, "{}").verdict(get("web"))).isEqualTo(NO);
    assertThat(new Scene().policyIn("shop", other, "{}").verdict(get("web"))).isEqualTo(YES);
    assertThat(new Scene().policyIn("istio-system", db, "{}").verdict(get("web"))).isEqualTo(NO);
  }

  @Test
  void anAllowPolicyThatSelectsOthersDoesNotCloseAWorkload() {
    String other = "{'selector':{'matchLabels':{'app':'web'}}}";
    assertThat(new Scene().policyIn("shop", other).verdict(get("job"))).isEqualTo(YES);
  }

  @Test
  void aPolicyWithTargetsPassesBySidecars() {
    String service = "{'action':'DENY','targetRefs':[{'kind':'Service','name':'db'}]}";
    assertThat(new Scene().policyIn("shop", service, "{}").verdict(get("web"))).isEqualTo(YES);
  }

  @Test
  void aGatewayIsATarget() {
    WorkloadClass gateway =
        WorkloadClass.of(
            "edge", "ways", Map.of(WorkloadClass.GATEWAY_LABEL, "edge"), "edge", MeshMode.SIDECAR);
    String head = "{'action':'DENY','targetRefs':[{'kind':'Gateway','name':'edge'}]}";
    IstioRequest request = IstioRequest.http(Caller.plaintext(), "edge", 80);
    assertThat(new Scene().workload(gateway).policyIn("ways", head, "{}").verdict(request))
        .isEqualTo(NO);
    assertThat(new Scene().workload(gateway).policyIn("shop", head, "{}").verdict(request))
        .isEqualTo(YES);
  }
}
