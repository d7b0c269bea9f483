package dev.ardennes.policy.istio;

import static dev.ardennes.policy.Verdict.CONDITIONAL;
import static dev.ardennes.policy.Verdict.NO;
import static dev.ardennes.policy.Verdict.YES;
import static dev.ardennes.policy.istio.Scene.assumptions;
import static dev.ardennes.policy.istio.Scene.connect;
import static dev.ardennes.policy.istio.Scene.facts;
import static dev.ardennes.policy.istio.Scene.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.policy.Decision;
import dev.ardennes.policy.istio.WorkloadClass.Waypoint;
import dev.ardennes.policy.istio.WorkloadClass.Waypoint.Traffic;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Where policies are enforced, and by which proxy.
final class EnforcementTest {
  @Test
  void withoutASidecarNoPolicyIsEnforced() {
    WorkloadClass db =
        WorkloadClass.of("db", "shop", Map.of("app", "db"), "db", MeshMode.NONE).withModeFact("m");
    Scene scene = new Scene().workload(db).policy("DENY", "{}");
    Decision decision = scene.decide(get("legacy"));
    assertThat(decision.verdict()).isEqualTo(YES);
    assertThat(facts(decision)).containsExactly("m");
  }

  @Test
  void anExcludedPortPassesByTheSidecar() {
    WorkloadClass db =
        WorkloadClass.of("db", "shop", Map.of("app", "db"), "db", MeshMode.SIDECAR)
            .withExcludedPorts(Set.of(5432));
    Scene scene = new Scene().workload(db).policy("DENY", "{}");
    assertThat(scene.verdict(connect("web"))).isEqualTo(YES);
    assertThat(scene.verdict(get("web"))).isEqualTo(NO);
  }

  @Test
  void udpPassesByTheMesh() {
    assertThat(new Scene().policy("DENY", "{}").verdict(connect("web").withProtocol(Protocol.UDP)))
        .isEqualTo(YES);
  }

  @Test
  void whetherAWorkloadIsInTheMeshMayBeOpen() {
    Scene scene = new Scene(MeshMode.UNKNOWN).policy("DENY", "{}");
    Decision decision = scene.decide(get("web"));
    assertThat(decision.verdict()).isEqualTo(CONDITIONAL);
    assertThat(assumptions(decision)).containsExactly("`db` is not in the mesh");
    assertThat(new Scene(MeshMode.UNKNOWN).verdict(get("web"))).isEqualTo(YES);
  }

  @Test
  void aCallerMayBeOfTheMeshOrNot() {
    Scene scene =
        new Scene()
            .workload("who", "shop", MeshMode.UNKNOWN)
            .policy("ALLOW", "{'from':[{'source':{'namespaces':['shop']}}]}");
    Decision decision = scene.decide(get("who"));
    assertThat(decision.verdict()).isEqualTo(CONDITIONAL);
    assertThat(assumptions(decision)).containsExactly("`who` is in the mesh");
    assertThat(new Scene().workload("who", "shop", MeshMode.UNKNOWN).verdict(get("who")))
        .isEqualTo(YES);
  }

  @Test
  void ztunnelEnforcesWhatItSeesOfConnections() {
    Scene scene =
        new Scene(MeshMode.AMBIENT)
            .policy("ALLOW", "{'from':[{'source':{'namespaces':['shop']}}]}");
    assertThat(scene.verdict(get("web"))).isEqualTo(YES);
    assertThat(scene.verdict(get("job"))).isEqualTo(NO);
  }

  @Test
  void ztunnelErrsOnTheSideOfRefusing() {
    Scene allow =
        new Scene(MeshMode.AMBIENT).policy("ALLOW", "{'to':[{'operation':{'paths':['/']}}]}");
    assertThat(allow.verdict(get("web"))).isEqualTo(NO);
    Scene deny =
        new Scene(MeshMode.AMBIENT).policy("DENY", "{'to':[{'operation':{'paths':['/x']}}]}");
    assertThat(deny.verdict(get("web"))).isEqualTo(NO);
    Scene remote =
        new Scene(MeshMode.AMBIENT)
            .policy("ALLOW", "{'from':[{'source':{'remoteIpBlocks':['0.0.0.0/0']}}]}");
    assertThat(remote.verdict(get("web"))).isEqualTo(NO);
  }

  @Test
  void ztunnelKnowsNoExternalAuthorizer() {
    Scene scene = new Scene(MeshMode.AMBIENT).policyIn("shop", "{'action':'CUSTOM'}", "{}");
    assertThat(scene.verdict(get("web"))).isEqualTo(YES);
  }

  @Test
  void aWaypointEnforcesPoliciesWithTargets() {
    Scene scene = ambient(Traffic.ALL).policyIn("shop", SERVICE, ONLY_ROOT_PATH);
    assertThat(scene.verdict(get("web", "/"))).isEqualTo(YES);
    assertThat(scene.verdict(get("web", "/x"))).isEqualTo(NO);
  }

  @Test
  void aWaypointForServicesIsPassedByAtThePodsAddress() {
    Scene scene = ambient(Traffic.SERVICE).policyIn("shop", SERVICE, ONLY_ROOT_PATH);
    assertThat(scene.verdict(get("web", "/x"))).isEqualTo(YES);
  }

  @Test
  void aWaypointForPodsIsPassedByAtTheirService() {
    Scene scene = ambient(Traffic.WORKLOAD).policyIn("shop", SERVICE, ONLY_ROOT_PATH);
    assertThat(scene.verdict(get("web", "/x"))).isEqualTo(YES);
    WorkloadClass alone =
        WorkloadClass.of("db", "shop", Map.of("app", "db"), "db", MeshMode.AMBIENT)
            .withWaypoint(new Waypoint("way", "ways", "way", Traffic.WORKLOAD, false));
    String head = "{'action':'DENY','targetRefs':[{'kind':'Gateway','name':'way'}]}";
    assertThat(new Scene().workload(alone).policyIn("ways", head, "{}").verdict(get("web")))
        .isEqualTo(NO);
  }

  @Test
  void callersOutsideTheMeshPassByAWaypoint() {
    Scene scene = ambient(Traffic.ALL).policyIn("shop", SERVICE, ONLY_ROOT_PATH);
    assertThat(scene.verdict(get("legacy", "/x"))).isEqualTo(YES);
  }

  @Test
  void ztunnelBehindAWaypointSeesTheWaypointsIdentity() {
    String only = "{'from':[{'source':{'principals':['cluster.local/ns/ways/sa/way']}}]}";
    Scene scene =
        ambient(Traffic.SERVICE).policy("ALLOW", only).policyIn("shop", SERVICE, ONLY_ROOT_PATH);
    assertThat(scene.verdict(get("web", "/"))).isEqualTo(YES);
    assertThat(scene.verdict(get("web", "/x"))).isEqualTo(NO);
    assertThat(scene.verdict(get("legacy", "/"))).isEqualTo(NO);
  }

  @Test
  void aWaypointsGatewayIsATarget() {
    String head = "{'action':'DENY','targetRefs':[{'kind':'Gateway','name':'way'}]}";
    assertThat(ambient(Traffic.ALL).policyIn("ways", head, "{}").verdict(get("web"))).isEqualTo(NO);
    assertThat(ambient(Traffic.ALL).policyIn("shop", head, "{}").verdict(get("web")))
        .isEqualTo(YES);
  }

  private static final String SERVICE =
      "{'action':'ALLOW','targetRefs':[{'kind':'Service','name':'db'}]}";
  private static final String ONLY_ROOT_PATH = "{'to':[{'operation':{'paths':['/']}}]}";

  private static Scene ambient(Traffic traffic) {
    WorkloadClass db =
        WorkloadClass.of("db", "shop", Map.of("app", "db"), "db", MeshMode.AMBIENT)
            .withServices(Set.of("db"))
            .withWaypoint(new Waypoint("way", "ways", "way", traffic, false));
    return new Scene().workload(db);
  }
}
