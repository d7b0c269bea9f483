package dev.ardennes.app;

import static dev.ardennes.app.ClusterGains.CLUSTER;
import static dev.ardennes.app.ClusterGains.credential;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which endpoints the internet calls through a gateway of Istio, whose rules rewrite, redirect and
/// delegate.
final class GatewayRoutesTest {
  private static final String TOOLS = CLUSTER + "/shop/deployment/tools";

  private static final String MANIFESTS =
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: shop, labels: {istio-injection: enabled}}
      ---
      apiVersion: v1
      kind: Namespace
      metadata: {name: gates, labels: {istio-injection: enabled}}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: tools, namespace: shop}
      spec:
        selector: {matchLabels: {app: tools}}
        template:
          metadata: {labels: {app: tools}}
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
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: gate, namespace: gates}
      spec:
        selector: {matchLabels: {istio: gate}}
        template:
          metadata:
            labels: {istio: gate}
            annotations: {inject.istio.io/templates: gateway}
          spec:
            automountServiceAccountToken: false
            containers: [{name: istio-proxy, image: auto}]
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: gate, namespace: gates}
      spec:
        type: LoadBalancer
        selector: {istio: gate}
        ports: [{port: 443, targetPort: 8443}]
      ---
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: gates}
      spec:
        selector: {istio: gate}
        servers: [{hosts: ["*/*"], port: {number: 8443, name: https, protocol: HTTPS}}]
      """;

  @TempDir private Path folder = Path.of("");

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }

  private boolean breached(String rules) throws IOException {
    write("deploy/shop.yaml", MANIFESTS);
    write(
        "deploy/route.yaml",
        """
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: tools, namespace: shop}
        spec:
          hosts: [tools.example]
          gateways: [gates/edge]
          http:
        """
            + rules.indent(4));
    ToolsService.in(folder);
    ClusterGains gains = ClusterGains.of(folder);
    String endpoint = gains.facts().relation("endpoint_path").getFirst().args().getFirst();
    return gains.gains(
        credential(CLUSTER + "/shop/serviceaccount/tools"), "calls", TOOLS, endpoint);
  }

  private static final String TO_TOOLS = "route: [{destination: {host: tools}}]\n";

  private static String rule(String match, String more) {
    return "- match: [" + match + "]\n" + (more + TO_TOOLS).indent(2);
  }

  @Test
  void aRewrittenPathIsTheOneThatTheProgramAnswers() throws IOException {
    assertThat(breached(rule("{uri: {prefix: /api/}}", ""))).isFalse();
    assertThat(breached(rule("{uri: {prefix: /api/}}", "rewrite: {uri: /}\n"))).isTrue();
    assertThat(breached(rule("{uri: {prefix: /convert}}", "rewrite: {uri: /v2}\n"))).isFalse();
  }

  @Test
  void aHeaderIsWhatTheCallerSends() throws IOException {
    String header = "headers: {x-team: {exact: tools}}";
    assertThat(breached(rule("{uri: {prefix: /convert}, " + header + "}", ""))).isTrue();
  }

  @Test
  void aRedirectBeforeItKeepsRequestsAway() throws IOException {
    String redirect = "- match: [{uri: {prefix: /convert}}]\n  redirect: {uri: /login}\n";
    assertThat(breached(redirect + "- " + TO_TOOLS)).isFalse();
    assertThat(breached(redirect.replace("/convert}", "/admin}") + "- " + TO_TOOLS)).isTrue();
    String forSome = redirect.replace("/convert}", "/convert}, headers: {x: {exact: y}}");
    assertThat(breached(forSome + "- " + TO_TOOLS)).isTrue();
  }

  @Test
  void aRuleForAnotherMethodLeadsNothing() throws IOException {
    assertThat(breached(rule("{method: {exact: GET}}", ""))).isFalse();
    assertThat(breached(rule("{method: {exact: POST}}", ""))).isTrue();
  }

  @Test
  void aDelegateLeadsToItsServices() throws IOException {
    String root = "- match: [{uri: {prefix: /conv}}]\n  delegate: {name: team, namespace: shop}\n";
    String team =
        """
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: team, namespace: shop}
        spec:
          http:
            - match: [{uri: {prefix: %s}}]
              route: [{destination: {host: tools}}]
        """;
    assertThat(breached(root)).isFalse();
    write("deploy/team.yaml", team.formatted("/convert"));
    assertThat(breached(root)).isTrue();
    write("deploy/team.yaml", team.formatted("/co"));
    assertThat(breached(root)).isFalse();
  }

  private void policy(String namespace, String label, String rest) throws IOException {
    write(
        "deploy/policy.yaml",
        """
        apiVersion: v1
        kind: Namespace
        metadata: {name: istio-system}
        ---
        apiVersion: security.istio.io/v1
        kind: AuthorizationPolicy
        metadata: {name: tools, namespace: %s}
        spec:
          action: DENY
          selector: {matchLabels: {%s}}
          rules: [{to: [{operation: {%s}}]}]
        """
            .formatted(namespace, label, rest));
  }

  @Test
  void policiesOfTheGatewaySeeThePathThatWasAskedFor() throws IOException {
    String rewriting = rule("{uri: {prefix: /api/}}", "rewrite: {uri: /}\n");
    policy("gates", "istio: gate", "paths: [\"/convert\"]");
    assertThat(breached(rewriting)).isTrue();
    policy("gates", "istio: gate", "paths: [\"/api/*\"]");
    assertThat(breached(rewriting)).isFalse();
    policy("shop", "app: tools", "paths: [\"/convert\"]");
    assertThat(breached(rewriting)).isFalse();
    policy("shop", "app: tools", "paths: [\"/api/*\"]");
    assertThat(breached(rewriting)).isTrue();
  }

  @Test
  void policiesOfTheWorkloadSeeTheHostThatTheGatewaySends() throws IOException {
    String rewriting = rule("{uri: {prefix: /}}", "rewrite: {authority: tools.inside}\n");
    policy("shop", "app: tools", "hosts: [\"tools.inside\"]");
    assertThat(breached(rewriting)).isFalse();
    policy("shop", "app: tools", "hosts: [\"tools.example\"]");
    assertThat(breached(rewriting)).isTrue();
  }
}
