package dev.ardennes.collect.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NetworkFactsTest {
  private static final String POLICY =
      """
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: web, namespace: shop}
      spec:
        podSelector: {matchLabels: {app: web}}
        ingress:
          - from: [{podSelector: {}}]
            ports:
              - {protocol: TCP, port: 80}
          - {}
        egress:
          - to:
              - ipBlock: {cidr: 0.0.0.0/0}
      """;

  @TempDir Path folder;

  @Test
  void ruleIsAFactOfItsLine() throws IOException {
    Scan scan = new Scan(folder).file("policy.yaml", POLICY);
    assertThat(scan.facts("network_rule"))
        .containsExactly(
            "shop/networkpolicy/web egress 0 {\"to\":[{\"ipBlock\":{\"cidr\":\"0.0.0.0/0\"}}]}"
                + " @ policy.yaml:12",
            "shop/networkpolicy/web ingress 0 {\"from\":[{\"podSelector\":{}}],"
                + "\"ports\":[{\"port\":80,\"protocol\":\"TCP\"}]} @ policy.yaml:7",
            "shop/networkpolicy/web ingress 1 {} @ policy.yaml:10");
  }

  @Test
  void missingTypesAreThoseOfTheApi() throws IOException {
    assertThat(new Scan(folder).file("policy.yaml", POLICY).facts("network_policy"))
        .containsExactly(
            "shop/networkpolicy/web {\"podSelector\":{\"matchLabels\":{\"app\":\"web\"}},"
                + "\"policyTypes\":[\"Ingress\",\"Egress\"]} @ policy.yaml:4");
    assertThat(
            new Scan(folder)
                .file("policy.yaml", POLICY.substring(0, POLICY.indexOf("  egress")))
                .facts("network_policy"))
        .singleElement()
        .asString()
        .contains("\"policyTypes\":[\"Ingress\"]}");
  }

  @Test
  void namespaceWithWorkloadsIsCoveredAndOneWithoutIsNot() throws IOException {
    Scan scan = new Scan(folder).file("policy.yaml", POLICY);
    assertThat(scan.facts("covered")).isEmpty();
    scan.file(
        "pod.yaml",
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec: {containers: [{name: a, image: a}]}
        """);
    assertThat(scan.facts("covered"))
        .containsExactly(
            "shop authorization_policy @ pod.yaml:1",
            "shop network_policy @ pod.yaml:1",
            "shop peer_authentication @ pod.yaml:1");
    assertThat(scan.collected().covers())
        .singleElement()
        .asString()
        .contains("shop", "manifests are taken as the whole");
  }

  @Test
  void nothingIsCoveredWhereSomethingCannotBeRead() throws IOException {
    Scan scan =
        new Scan(folder)
            .file(
                "pod.yaml",
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: web, namespace: shop}
                spec: {containers: [{name: a, image: a}]}
                ---
                apiVersion: v1
                kind: [
                """);
    assertThat(scan.facts("covered")).isEmpty();
    assertThat(scan.facts("runs_as_account")).hasSize(1);
  }
}
