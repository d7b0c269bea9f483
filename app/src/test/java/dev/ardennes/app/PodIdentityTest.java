package dev.ardennes.app;

import static dev.ardennes.app.ClusterGains.CLUSTER;
import static dev.ardennes.app.ClusterGains.code;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Roles that a cluster of a cloud account gives to the pods of a service account.
final class PodIdentityTest {
  private static final String WEB = CLUSTER + "/shop/pod/web";

  private static final String INFRASTRUCTURE =
      """
      resource "aws_iam_role" "uploads" {
        name               = "uploads"
        assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Principal = { Service = "pods.eks.amazonaws.com" }, Action = ["sts:AssumeRole", "sts:TagSession"] }] })
      }
      resource "aws_iam_role_policy" "uploads" {
        role   = aws_iam_role.uploads.id
        policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }] })
      }
      resource "aws_s3_bucket" "orders" { bucket = "northwind-orders" }
      resource "aws_s3_bucket" "uploads" { bucket = "northwind-uploads" }
      resource "aws_eks_cluster" "main" { name = "main" }
      resource "aws_eks_pod_identity_association" "web" {
        cluster_name    = aws_eks_cluster.main.name
        namespace       = "shop"
        service_account = "web"
        role_arn        = aws_iam_role.uploads.arn
        MORE
      }
      """;

  private static final String PODS =
      """
      apiVersion: v1
      kind: ServiceAccount
      metadata: {name: web, namespace: shop}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop}
      spec: {serviceAccountName: web, containers: [{name: a, image: a}]}
      """;

  private static final String ONLY_UPLOADS =
      """
      disable_session_tags = true
      policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::northwind-uploads/*" }] })
      """;

  @TempDir private Path folder = Path.of("");

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }

  private boolean reads(String bucket, String more, String pods) throws IOException {
    write("infra/main.tf", INFRASTRUCTURE.replace("MORE", more));
    write("deploy/web.yaml", pods);
    return ClusterGains.of(folder).gains(code(WEB), "reads", "arn:aws:s3:::" + bucket);
  }

  @Test
  void podsOfTheAccountHaveTheRole() throws IOException {
    assertThat(reads("northwind-orders", "", PODS)).isTrue();
  }

  @Test
  void podsOfAnotherAccountHaveNot() throws IOException {
    String others = PODS.replace("serviceAccountName: web", "serviceAccountName: other");
    assertThat(reads("northwind-orders", "", others)).isFalse();
    String elsewhere = PODS.replace("name: web, namespace: shop}\n---", "name: web}\n---");
    assertThat(reads("northwind-orders", "", elsewhere.replace("Name: web", "Name: default")))
        .isFalse();
  }

  @Test
  void thePolicyOfTheAssociationLimitsThem() throws IOException {
    assertThat(reads("northwind-orders", ONLY_UPLOADS, PODS)).isFalse();
    assertThat(reads("northwind-uploads", ONLY_UPLOADS, PODS)).isTrue();
  }
}
