package dev.ardennes.policy.istio;

import static dev.ardennes.policy.istio.Scene.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.policy.Explanation;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A line for each policy that may be about the target.
final class ExplanationTest {
  @Test
  void everyPolicyInReachHasALine() {
    Scene scene =
        new Scene()
            .policy("ALLOW", "{'from':[{'source':{'namespaces':['shop']}}]}")
            .policy("DENY", "{'to':[{'operation':{'paths':['/x']}}]}")
            .policy("AUDIT", "{}")
            .policyIn("shop", "{'selector':{'matchLabels':{'app':'web'}}}")
            .policyIn("batch", "{}")
            .peers("m", "shop", "{'mtls':{'mode':'STRICT'}}");
    List<String> lines = lines(scene, get("web"));
    assertThat(lines)
        .containsExactly(
            "mutual TLS m ALLOWS lets in the caller: STRICT",
            "DENY policy p1 DOES_NOT_APPLY does not match",
            "ALLOW policy p0.0 ALLOWS matches",
            "AUDIT policy p2 DOES_NOT_APPLY only logs",
            "ALLOW policy p3 DOES_NOT_APPLY does not select the target");
    assertThat(lines(scene, get("legacy")).getFirst())
        .isEqualTo("mutual TLS m DENIES refuses the caller: STRICT");
  }

  @Test
  void whatTheMeshDoesNotSeeHasOneLine() {
    assertThat(lines(new Scene(MeshMode.NONE).policy("DENY", "{}"), get("web")))
        .containsExactly("mesh  ALLOWS the mesh does not see this traffic");
  }

  private static List<String> lines(Scene scene, IstioRequest request) {
    Explanation explanation = new IstioDecisions(scene.builder().build()).explain(request);
    return explanation.lines().stream()
        .map(line -> line.layer() + " " + line.factId() + " " + line.outcome() + " " + line.says())
        .toList();
  }
}
