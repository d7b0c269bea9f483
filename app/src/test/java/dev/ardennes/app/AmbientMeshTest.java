package dev.ardennes.app;

import static dev.ardennes.app.ClusterGains.CLUSTER;
import static dev.ardennes.app.ClusterGains.code;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What code on a pod of an ambient mesh gets from a neighbour: the nodes' proxies know identities
/// only, and requests are known to a waypoint where one stands before the neighbour.
final class AmbientMeshTest {
  private static final String WEB = CLUSTER + "/shop/pod/web";
  private static final String TOOLS = CLUSTER + "/shop/pod/tools";

  private static final String MANIFESTS =
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: istio-system}
      ---
      apiVersion: v1
      kind: Namespace
      metadata: {name: shop, labels: {istio.io/dataplane-mode: ambient}}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop}
      spec:
        serviceAccountName: web
        automountServiceAccountToken: false
        containers: [{name: web, image: "shop/web:1"}]
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: tools, namespace: shop, labels: {app: tools}}
      spec:
        serviceAccountName: tools
        automountServiceAccountToken: false
        containers: [{name: tools, image: "shop/tools:1", ports: [{containerPort: 8080}]}]
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: tools, namespace: shop}
      spec:
        selector: {app: tools}
        ports: [{port: 80, targetPort: 8080}]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: way, namespace: shop, labels: {istio.io/waypoint-for: all}}
      spec: {gatewayClassName: istio-waypoint, listeners: [{port: 15008, protocol: HBONE}]}
      ---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata: {name: default, namespace: istio-system}
      spec: {mtls: {mode: STRICT}}
      """;

  private static final String BEHIND_WAYPOINT = ", istio.io/use-waypoint: way";
  private static final String PODS = "selector: {matchLabels: {app: tools}}";
  private static final String SERVICE = "targetRefs: [{kind: Service, group: '', name: tools}]";

  @TempDir private Path folder = Path.of("");

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }

  private boolean breached(String labels, String about, String action, String rule)
      throws IOException {
    write("deploy/shop.yaml", MANIFESTS.replace("ambient}", "ambient" + labels + "}"));
    write(
        "deploy/policy.yaml",
        """
        apiVersion: security.istio.io/v1
        kind: AuthorizationPolicy
        metadata: {name: tools, namespace: shop}
        spec:
          %s
          action: %s
          rules: [%s]
        """
            .formatted(about, action, rule));
    ToolsService.in(folder);
    return ClusterGains.of(folder).gains(code(WEB), "runs_code_on", TOOLS);
  }

  private static String from(String account) {
    return "{from: [{source: {principals: [cluster.local/ns/shop/sa/" + account + "]}}]}";
  }

  private static String to(String path) {
    return "{to: [{operation: {paths: ['" + path + "']}}]}";
  }

  @Test
  void withoutAWaypointIdentitiesDecideAndPathsRefuse() throws IOException {
    assertThat(breached("", PODS, "ALLOW", from("web"))).isTrue();
    assertThat(breached("", PODS, "ALLOW", from("batch"))).isFalse();
    assertThat(breached("", PODS, "ALLOW", to("/convert"))).isFalse();
    assertThat(breached("", PODS, "DENY", to("/other"))).isFalse();
  }

  @Test
  void aPolicyForAServiceHoldsBehindAWaypointOnly() throws IOException {
    assertThat(breached(BEHIND_WAYPOINT, SERVICE, "DENY", to("/convert"))).isFalse();
    assertThat(breached(BEHIND_WAYPOINT, SERVICE, "DENY", to("/other"))).isTrue();
    assertThat(breached("", SERVICE, "DENY", to("/convert"))).isTrue();
  }

  @Test
  void aPolicyForPodsBehindAWaypointSeesTheWaypoint() throws IOException {
    assertThat(breached(BEHIND_WAYPOINT, PODS, "ALLOW", from("web"))).isFalse();
    assertThat(breached(BEHIND_WAYPOINT, PODS, "ALLOW", from("way"))).isTrue();
  }
}
