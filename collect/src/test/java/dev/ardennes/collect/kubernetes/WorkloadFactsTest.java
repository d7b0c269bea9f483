package dev.ardennes.collect.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkloadFactsTest {
  private static final String WEB =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web, namespace: shop}
      spec:
        selector: {matchLabels: {app: web}}
        template:
          metadata:
            labels:
              app: web
          spec:
            containers:
              - name: web
                image: shop/web:1.2
                ports:
                  - {name: http, containerPort: 8080}
                  - {containerPort: 53, protocol: UDP, hostPort: 5353}
      """;

  @TempDir Path folder;

  @Test
  void deploymentIsAWorkloadOfItsNamespace() throws IOException {
    Scan scan = new Scan(folder).file("web.yaml", WEB);
    assertThat(scan.facts("kind"))
        .containsExactlyInAnyOrder(
            "k8s/main k8s.cluster @ web.yaml:1",
            "shop k8s.namespace @ web.yaml:1",
            "shop/deployment/web k8s.deployment @ web.yaml:1",
            "shop/serviceaccount/default k8s.service-account @ web.yaml:1",
            "nodes k8s.node @ web.yaml:10");
    assertThat(scan.facts("in_namespace")).contains("shop/deployment/web shop @ web.yaml:1");
    assertThat(scan.facts("in_kubernetes")).contains("shop/deployment/web k8s/main @ web.yaml:1");
    assertThat(scan.collected().entities())
        .anySatisfy(
            entity -> {
              assertThat(entity.id()).isEqualTo("k8s/main/shop/deployment/web");
              assertThat(entity.name()).isEqualTo("web");
              assertThat(entity.aliases()).containsExactly("Deployment/shop/web", "shop/web");
            });
  }

  @Test
  void labelsImagesAndPortsHaveTheirOwnLines() throws IOException {
    Scan scan = new Scan(folder).file("web.yaml", WEB);
    assertThat(scan.facts("label")).containsExactly("shop/deployment/web app web @ web.yaml:9");
    assertThat(scan.facts("image"))
        .containsExactly("shop/deployment/web shop/web:1.2 @ web.yaml:13");
    assertThat(scan.facts("container_port"))
        .containsExactly(
            "shop/deployment/web 53 UDP  @ web.yaml:16",
            "shop/deployment/web 8080 TCP http @ web.yaml:15");
    assertThat(scan.facts("host_port"))
        .containsExactly("shop/deployment/web 5353 UDP @ web.yaml:16");
    assertThat(scan.problems()).isEmpty();
  }

  @Test
  void whereNoNodeIsKnownOneStandsForAll() throws IOException {
    Scan scan =
        new Scan(folder)
            .file("web.yaml", WEB)
            .file("agent.yaml", WEB.replace("Deployment", "DaemonSet").replace("web", "agent"));
    assertThat(scan.facts("runs_on"))
        .containsExactly(
            "shop/daemonset/agent nodes every node @ agent.yaml:10",
            "shop/deployment/web nodes may be placed there @ web.yaml:10");
  }
}
