package dev.ardennes.collect.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AccountFactsTest {
  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        serviceAccountName: web
        containers: [{name: web, image: web}]
      """;
  private static final String ACCOUNT =
      """
      apiVersion: v1
      kind: ServiceAccount
      metadata:
        name: web
        annotations:
          eks.amazonaws.com/role-arn: arn:aws:iam::111122223333:role/web
      automountServiceAccountToken: false
      """;

  @TempDir Path folder;

  private Scan pod(String pod) throws IOException {
    return new Scan(folder).file("pod.yaml", pod);
  }

  @Test
  void accountOfThePodIsNamedOrDefault() throws IOException {
    assertThat(pod(POD).facts("runs_as_account"))
        .containsExactly("default/pod/web default/serviceaccount/web @ pod.yaml:5");
    assertThat(pod(POD.replace("  serviceAccountName: web\n", "")).facts("runs_as_account"))
        .containsExactly("default/pod/web default/serviceaccount/default @ pod.yaml:4");
  }

  @Test
  void tokenIsMountedUnlessPodOrAccountSaysNo() throws IOException {
    assertThat(pod(POD).facts("mounts_token"))
        .containsExactly("default/pod/web default/serviceaccount/web @ pod.yaml:4");
    assertThat(pod(POD).file("account.yaml", ACCOUNT).facts("mounts_token")).isEmpty();
    assertThat(
            pod(POD.replace("  containers", "  automountServiceAccountToken: true\n  containers"))
                .file("account.yaml", ACCOUNT)
                .facts("mounts_token"))
        .containsExactly("default/pod/web default/serviceaccount/web @ pod.yaml:6");
  }

  @Test
  void annotatedAccountGivesEveryWorkloadATokenForAws() throws IOException {
    Scan scan = pod(POD).file("account.yaml", ACCOUNT);
    assertThat(scan.facts("annotated_role"))
        .containsExactly(
            "default/serviceaccount/web arn:aws:iam::111122223333:role/web @ account.yaml:6");
    assertThat(scan.facts("projects_token"))
        .containsExactly(
            "default/pod/web default/serviceaccount/web sts.amazonaws.com @ account.yaml:6");
    scan.file(
        "account.yaml",
        ACCOUNT.replace("automount", "    eks.amazonaws.com/audience: other.example\nautomount"));
    assertThat(scan.facts("projects_token"))
        .containsExactly(
            "default/pod/web default/serviceaccount/web other.example @ account.yaml:6");
  }

  @Test
  void projectedTokensCountWhereAContainerMountsThem() throws IOException {
    String volumes =
        """
          volumes:
            - name: vault
              projected:
                sources:
                  - serviceAccountToken: {path: vault, audience: vault}
            - name: api
              projected:
                sources:
                  - serviceAccountToken: {path: token}
            - name: idle
              projected:
                sources:
                  - serviceAccountToken: {path: idle, audience: idle}
          automountServiceAccountToken: false
        """;
    String mounts = "volumeMounts: [{name: vault, mountPath: /v}, {name: api, mountPath: /a}]}]";
    Scan scan = pod(POD.replace("image: web}]", "image: web, " + mounts) + volumes);
    assertThat(scan.facts("projects_token"))
        .containsExactly(
            "default/pod/web default/serviceaccount/web  @ pod.yaml:15",
            "default/pod/web default/serviceaccount/web vault @ pod.yaml:11");
    assertThat(scan.facts("mounts_token"))
        .containsExactly("default/pod/web default/serviceaccount/web @ pod.yaml:15");
  }

  @Test
  void tokenSecretsAndPullSecretsAreTied() throws IOException {
    Scan scan =
        pod(POD + "  imagePullSecrets: [{name: registry}]\n")
            .file(
                "secret.json",
                """
                {"apiVersion": "v1", "kind": "Secret", "type": "kubernetes.io/service-account-token",
                 "metadata": {"name": "web-token", "namespace": "default",
                  "annotations": {"kubernetes.io/service-account.name": "web"}}}
                """);
    assertThat(scan.facts("token_of"))
        .containsExactly("default/secret/web-token default/serviceaccount/web @ secret.json:3");
    assertThat(scan.facts("pull_secret"))
        .containsExactly("default/pod/web default/secret/registry @ pod.yaml:7");
  }
}
