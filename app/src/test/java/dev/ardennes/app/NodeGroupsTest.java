package dev.ardennes.app;

import static dev.ardennes.app.ClusterGains.CLUSTER;
import static dev.ardennes.app.ClusterGains.code;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The credentials of nodes that code on a pod reads: those of the groups whose nodes it may be on.
final class NodeGroupsTest {
  private static final String WEB = CLUSTER + "/shop/pod/web";

  private static final String INFRASTRUCTURE =
      """
      resource "aws_iam_role" "nodes" {
        name               = "nodes"
        assume_role_policy = jsonencode({ Statement = [] })
      }
      resource "aws_eks_cluster" "main" { name = "main" }
      resource "aws_eks_node_group" "workers" {
        cluster_name    = CLUSTER_NAME
        node_group_name = "workers"
        node_role_arn   = aws_iam_role.nodes.arn
      }
      """;

  private static final String PODS =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop}
      spec: {automountServiceAccountToken: false, containers: [{name: a, image: a}]}
      """;

  @TempDir private Path folder = Path.of("");

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }

  private boolean readsCredentials(String cluster, String pod) throws IOException {
    write("infra/main.tf", INFRASTRUCTURE.replace("CLUSTER_NAME", cluster));
    write("deploy/web.yaml", PODS.replace("]}", "]" + pod + "}"));
    return ClusterGains.of(folder)
        .gains(code(WEB), "controls", "aws/infra:default/aws_iam_role.nodes");
  }

  @Test
  void nodesOfTheClusterHandOutTheirRole() throws IOException {
    assertThat(readsCredentials("aws_eks_cluster.main.name", "")).isTrue();
    assertThat(readsCredentials("\"main\"", "")).isTrue();
    assertThat(readsCredentials("var.cluster", "")).isTrue();
  }

  @Test
  void nodesOfAnotherClusterOfTheAccountDoNotHandItOut() throws IOException {
    assertThat(readsCredentials("\"other\"", "")).isFalse();
  }

  @Test
  void theGroupOfTheNodeThatAPodIsSeenOnCounts() throws IOException {
    String node =
        """
        apiVersion: v1
        kind: Node
        metadata:
          name: ip-10-0-0-1
          labels: {kubernetes.io/hostname: ip-10-0-0-1, %s}
        """;
    String on = ", nodeName: ip-10-0-0-1";
    write("deploy/node.yaml", node.formatted("eks.amazonaws.com/nodegroup: workers"));
    assertThat(readsCredentials("\"main\"", on)).isTrue();
    write("deploy/node.yaml", node.formatted("eks.amazonaws.com/nodegroup: others"));
    assertThat(readsCredentials("\"main\"", on)).isFalse();
    write("deploy/node.yaml", node.formatted("eks.amazonaws.com/compute-type: fargate"));
    assertThat(readsCredentials("\"main\"", on)).isFalse();
  }
}
