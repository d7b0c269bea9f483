package dev.ardennes.collect.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MeshFactsTest {
  @TempDir Path folder;

  private static String pod(String name, String namespace, String metadata, String spec) {
    return "---\napiVersion: v1\nkind: Pod\nmetadata: {name: %s, namespace: %s%s}\nspec: {%scontainers: [{name: a, image: a}]}\n"
        .formatted(name, namespace, metadata, spec);
  }

  private static String namespace(String name, String label) {
    return "---\napiVersion: v1\nkind: Namespace\nmetadata: {name: %s, labels: {%s}}\n"
        .formatted(name, label);
  }

  @Test
  void withoutAnyObjectOfTheMeshThereIsNone() throws IOException {
    Scan scan =
        new Scan(folder).file("a.yaml", namespace("shop", "team: x") + pod("web", "shop", "", ""));
    assertThat(scan.facts("mesh_mode")).isEmpty();
  }

  @Test
  void labelsOfNamespaceAndPodSettleTheMode() throws IOException {
    Scan scan =
        new Scan(folder)
            .file(
                "a.yaml",
                namespace("in", "istio-injection: enabled")
                    + namespace("rev", "istio.io/rev: canary")
                    + namespace("flat", "istio.io/dataplane-mode: ambient")
                    + namespace("out", "team: x")
                    + pod("a", "in", "", "")
                    + pod("b", "in", ", labels: {sidecar.istio.io/inject: \"false\"}", "")
                    + pod("c", "in", "", "hostNetwork: true, ")
                    + pod("d", "rev", "", "")
                    + pod("e", "flat", "", "")
                    + pod("f", "out", "", "")
                    + pod("g", "out", ", annotations: {inject.istio.io/templates: gateway}", "")
                    + pod("h", "elsewhere", "", ""));
    assertThat(scan.facts("mesh_mode"))
        .map(fact -> fact.substring(0, fact.indexOf(" @")))
        .containsExactly(
            "elsewhere/pod/h unknown",
            "flat/pod/e ambient",
            "in/pod/a sidecar",
            "in/pod/b none",
            "in/pod/c none",
            "out/pod/f none",
            "out/pod/g sidecar",
            "rev/pod/d sidecar");
    assertThat(scan.facts("mesh_mode")).contains("in/pod/a sidecar @ a.yaml:4");
  }

  @Test
  void policiesAreReadInParts() throws IOException {
    Scan scan =
        new Scan(folder)
            .file(
                "policy.yaml",
                """
                apiVersion: security.istio.io/v1
                kind: AuthorizationPolicy
                metadata:
                  name: web
                  namespace: shop
                  annotations: {istio.io/dry-run: "true"}
                spec:
                  action: DENY
                  selector: {matchLabels: {app: web}}
                  rules:
                    - to: [{operation: {paths: [/admin]}}]
                ---
                apiVersion: security.istio.io/v1
                kind: PeerAuthentication
                metadata: {name: web, namespace: shop}
                spec:
                  mtls: {mode: STRICT}
                ---
                apiVersion: security.istio.io/v1
                kind: RequestAuthentication
                metadata: {name: web, namespace: shop}
                spec: {jwtRules: [{issuer: me}]}
                """);
    assertThat(scan.facts("authorization_policy"))
        .containsExactly(
            "shop/authorizationpolicy/web {\"action\":\"DENY\",\"dryRun\":\"true\","
                + "\"selector\":{\"matchLabels\":{\"app\":\"web\"}}} @ policy.yaml:7");
    assertThat(scan.facts("authorization_rule"))
        .containsExactly(
            "shop/authorizationpolicy/web 0 {\"to\":[{\"operation\":{\"paths\":[\"/admin\"]}}]}"
                + " @ policy.yaml:11");
    assertThat(scan.facts("peer_authentication"))
        .containsExactly(
            "shop/peerauthentication/web {\"mtls\":{\"mode\":\"STRICT\"}} @ policy.yaml:16");
    assertThat(scan.facts("request_authentication"))
        .containsExactly(
            "shop/requestauthentication/web {\"jwtRules\":[{\"issuer\":\"me\"}]} @ policy.yaml:22");
  }

  @Test
  void settingsOfTheMeshComeFromItsConfigMapOrOperator() throws IOException {
    Scan scan =
        new Scan(folder)
            .file(
                "istio.yaml",
                """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: istio, namespace: mesh}
                data:
                  mesh: |
                    rootNamespace: mesh
                    trustDomain: shop.example
                ---
                apiVersion: install.istio.io/v1alpha1
                kind: IstioOperator
                metadata: {name: istio}
                spec:
                  meshConfig:
                    pathNormalization: {normalization: MERGE_SLASHES}
                """)
            .file("a.yaml", pod("a", "shop", "", ""));
    assertThat(scan.facts("mesh_setting"))
        .containsExactly(
            "k8s/main pathNormalization MERGE_SLASHES @ istio.yaml:14",
            "k8s/main rootNamespace mesh @ istio.yaml:5",
            "k8s/main trustDomain shop.example @ istio.yaml:5");
    assertThat(scan.facts("covered")).anyMatch(fact -> fact.startsWith("mesh authorization"));
  }

  private static String waypoint(String name, String takes) {
    return """
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata: {name: %s, namespace: flat, labels: {istio.io/waypoint-for: %s}}
        spec: {gatewayClassName: istio-waypoint, listeners: [{port: 15008, protocol: HBONE}]}
        """
        .formatted(name, takes);
  }

  private static String service(String name, String labels) {
    return """
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: %s, namespace: flat, labels: {%s}}
        spec: {selector: {app: web}, ports: [{port: 80}]}
        """
        .formatted(name, labels);
  }

  private Scan ambient(String more, String labels) throws IOException {
    String pod = pod("web", "flat", ", labels: {app: web}", "");
    String space = namespace("flat", "istio.io/dataplane-mode: ambient" + labels);
    return new Scan(folder).file("a.yaml", space + pod + more);
  }

  private static String waypoints(Scan scan) {
    return String.join("; ", scan.facts("waypoint")).replaceAll(" @ [^;]*", "");
  }

  @Test
  void waypointsTakeWhatTheyAreMadeFor() throws IOException {
    String use = ", istio.io/use-waypoint: way";
    String named = service("web", "");
    assertThat(waypoints(ambient(named + waypoint("way", "all"), use)))
        .isEqualTo("flat/pod/web flat/gateway/way all not for gateways");
    assertThat(waypoints(ambient(named + waypoint("way", "service"), use)))
        .isEqualTo("flat/pod/web flat/gateway/way service not for gateways");
    assertThat(waypoints(ambient(named + waypoint("way", "workload"), use)))
        .isEqualTo("flat/pod/web flat/gateway/way workload not for gateways");
    assertThat(waypoints(ambient(named + waypoint("way", "none"), use))).isEmpty();
    assertThat(waypoints(ambient(named + waypoint("way", "all"), ""))).isEmpty();
  }

  @Test
  void aServiceMayHaveAWaypointOfItsOwnOrNone() throws IOException {
    String use = "istio.io/use-waypoint: ";
    String none = service("web", use + "none");
    assertThat(waypoints(ambient(none + waypoint("way", "service"), ", " + use + "way"))).isEmpty();
    String own = service("web", use + "other, istio.io/ingress-use-waypoint: \"true\"");
    assertThat(waypoints(ambient(own, "")))
        .isEqualTo("flat/pod/web flat/gateway/other service gateways too");
    String both = service("web", "") + service("plain", use + "none");
    assertThat(waypoints(ambient(both + waypoint("way", "all"), ", " + use + "way")))
        .isEqualTo("flat/pod/web flat/gateway/way service not for gateways");
  }

  @Test
  void outsideAnAmbientMeshThereAreNoWaypoints() throws IOException {
    String space = namespace("flat", "istio-injection: enabled, istio.io/use-waypoint: way");
    String pod = pod("web", "flat", ", labels: {app: web}", "");
    Scan scan = new Scan(folder).file("a.yaml", space + pod + service("web", ""));
    assertThat(scan.facts("waypoint")).isEmpty();
  }
}
