package dev.ardennes.collect.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KustomizationsTest {
  private static final String WEB =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            serviceAccountName: web
            containers:
              - name: web
                image: shop/web:1
                env:
                  - {name: A, value: base}
                  - {name: B, value: base}
                envFrom: [{configMapRef: {name: settings}}]
              - name: helper
                image: shop/helper@sha256:00
      ---
      apiVersion: v1
      kind: ServiceAccount
      metadata: {name: web}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec: {selector: {app: web}, ports: [{port: 80}]}
      """;

  @TempDir Path folder;

  private Scan base() throws IOException {
    return new Scan(folder)
        .file("base/web.yaml", WEB)
        .file("base/kustomization.yaml", "resources: [web.yaml]\n");
  }

  @Test
  void overlayMovesRenamesAndLabels() throws IOException {
    Scan scan =
        base()
            .file(
                "prod/kustomization.yaml",
                """
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                resources: [../base]
                namespace: shop
                namePrefix: eu-
                nameSuffix: -1
                commonLabels:
                  env: prod
                images:
                  - {name: shop/web, newTag: "2"}
                  - name: shop/helper
                    newName: mirror/helper
                """);
    assertThat(scan.facts("runs_as_account"))
        .containsExactly("shop/deployment/eu-web-1 shop/serviceaccount/eu-web-1 @ base/web.yaml:9");
    assertThat(scan.facts("label"))
        .containsExactly(
            "shop/deployment/eu-web-1 app web @ base/web.yaml:7",
            "shop/deployment/eu-web-1 env prod @ prod/kustomization.yaml:8");
    assertThat(scan.facts("image"))
        .containsExactly(
            "shop/deployment/eu-web-1 mirror/helper@sha256:00 @ prod/kustomization.yaml:12",
            "shop/deployment/eu-web-1 shop/web:2 @ prod/kustomization.yaml:10");
    assertThat(scan.facts("backs"))
        .containsExactly(
            "shop/service/eu-web-1 80 shop/deployment/eu-web-1 80 TCP @ base/web.yaml:27");
    assertThat(scan.problems()).isEmpty();
  }

  @Test
  void referencesFollowWhatIsRenamedAndMoved() throws IOException {
    Scan scan =
        new Scan(folder)
            .file(
                "base/all.yaml",
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: web, namespace: old}
                spec:
                  serviceAccountName: web
                  imagePullSecrets: [{name: registry}]
                  containers:
                    - name: web
                      image: web
                      envFrom: [{secretRef: {name: elsewhere}}]
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: registry, namespace: old}
                ---
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: web, namespace: old}
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: Role
                metadata: {name: read, namespace: old}
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: read, namespace: old}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: read}
                subjects:
                  - {kind: ServiceAccount, name: web, namespace: old}
                  - {kind: ServiceAccount, name: default, namespace: old}
                  - {kind: ServiceAccount, name: far, namespace: far}
                """)
            .file("base/kustomization.yaml", "resources: [all.yaml]\nnamePrefix: a-\n")
            .file(
                "top/kustomization.yaml", "resources: [../base]\nnamespace: new\nnameSuffix: -b\n");
    assertThat(scan.facts("rbac_binding"))
        .map(fact -> fact.substring(0, fact.indexOf(" @")))
        .containsExactly(
            "new/rolebinding/a-read-b new new/role/a-read-b far/serviceaccount/far",
            "new/rolebinding/a-read-b new new/role/a-read-b new/serviceaccount/a-web-b",
            "new/rolebinding/a-read-b new new/role/a-read-b new/serviceaccount/default");
    assertThat(scan.facts("pull_secret"))
        .containsExactly("new/pod/a-web-b new/secret/a-registry-b @ base/all.yaml:6");
    assertThat(scan.facts("mounts_object"))
        .containsExactly("new/pod/a-web-b new/secret/elsewhere @ base/all.yaml:10");
  }

  @Test
  void patchesOfAllFormsHaveTheirOwnPlaces() throws IOException {
    Scan scan =
        base()
            .file(
                "prod/patch.yaml",
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec:
                  template:
                    spec:
                      containers:
                        - name: web
                          env:
                            - name: A
                              value: patched
                        - name: helper
                          $patch: delete
                """)
            .file(
                "prod/kustomization.yaml",
                """
                resources: [../base]
                patchesStrategicMerge: [patch.yaml]
                patches:
                  - target: {kind: Deployment, name: w.*}
                    patch: |-
                      - op: replace
                        path: /spec/template/spec/containers/0/env/1/value
                        value: replaced
                      - op: add
                        path: /spec/template/spec/hostNetwork
                        value: true
                  - patch: |-
                      apiVersion: v1
                      kind: Service
                      metadata: {name: web}
                      $patch: delete
                """);
    assertThat(scan.facts("setting"))
        .containsExactly(
            "default/deployment/web A patched @ prod/patch.yaml:11",
            "default/deployment/web B replaced @ prod/kustomization.yaml:8");
    assertThat(scan.facts("image"))
        .containsExactly("default/deployment/web shop/web:1 @ base/web.yaml:12");
    assertThat(scan.facts("host_namespace"))
        .containsExactly("default/deployment/web network @ prod/kustomization.yaml:11");
    assertThat(scan.facts("backs")).isEmpty();
    assertThat(scan.problems()).isEmpty();
  }

  @Test
  void generatedConfigMapsAreThereWithoutTheirHash() throws IOException {
    Scan scan =
        base()
            .file("prod/app.env", "# comment\nCOLOUR=red\n")
            .file("prod/motd.txt", "hello")
            .file(
                "prod/kustomization.yaml",
                """
                resources: [../base]
                configMapGenerator:
                  - name: settings
                    literals:
                      - SIZE=7
                    files: [motd=motd.txt]
                    envs: [app.env]
                secretGenerator:
                  - {name: keys, literals: [KEY=hunter2-hunter2]}
                """);
    assertThat(scan.facts("config_value"))
        .containsExactly(
            "default/configmap/settings COLOUR red @ prod/app.env:2",
            "default/configmap/settings SIZE 7 @ prod/kustomization.yaml:5",
            "default/configmap/settings motd hello @ prod/motd.txt:1");
    assertThat(scan.facts("setting")).hasSize(5);
    assertThat(scan.facts("kind")).anyMatch(fact -> fact.startsWith("default/secret/keys "));
    assertThat(scan.collected().toString()).doesNotContain("hunter2");
  }

  @Test
  void componentsChangeWhoeverIncludesThem() throws IOException {
    Scan scan =
        base()
            .file(
                "debug/kustomization.yaml",
                """
                kind: Component
                apiVersion: kustomize.config.k8s.io/v1alpha1
                patches:
                  - target: {kind: Deployment}
                    patch: '[{"op": "add", "path": "/spec/template/spec/hostPID", "value": true}]'
                """)
            .file("prod/kustomization.yaml", "resources: [../base]\ncomponents: [../debug]\n");
    assertThat(scan.facts("host_namespace"))
        .containsExactly("default/deployment/web processes @ debug/kustomization.yaml:5");
    scan.file("prod/kustomization.yaml", "resources: [../base]\n");
    assertThat(scan.facts("host_namespace")).isEmpty();
    assertThat(scan.problems())
        .containsExactly(
            "a component of kustomize that nothing includes is left out @ debug/kustomization.yaml:1");
  }

  @Test
  void overlaysOfTheSameBaseAreClustersOfTheirOwn() throws IOException {
    Scan scan =
        base()
            .file("envs/dev/kustomization.yaml", "resources: [../../base]\n")
            .file("envs/prod/kustomization.yaml", "resources: [../../base]\n")
            .file("addon.yaml", "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: addon}\n");
    assertThat(scan.facts("kind"))
        .filteredOn(fact -> fact.contains(" k8s.cluster "))
        .containsExactly(
            "k8s/envs-dev k8s.cluster @ base/web.yaml:1",
            "k8s/envs-prod k8s.cluster @ base/web.yaml:1",
            "k8s/main k8s.cluster @ addon.yaml:1");
  }

  @Test
  void whatLiesElsewhereIsAProblem() throws IOException {
    Scan scan =
        base()
            .file(
                "prod/kustomization.yaml",
                """
                resources:
                  - ../base
                  - https://example.org/a.yaml
                  - github.com/example/b?ref=v1
                  - ../../../outside
                  - gone.yaml
                """);
    assertThat(scan.problems())
        .containsExactly(
            "2 resources of kustomizations lie elsewhere, and nothing is fetched: what they have is"
                + " missing @ prod/kustomization.yaml:3",
            "a kustomization refers to a file outside the scanned folder, which is not read"
                + " @ prod/kustomization.yaml:5",
            "a kustomization refers to a file or folder that is not there"
                + " @ prod/kustomization.yaml:6");
    assertThat(scan.facts("runs_as_account")).hasSize(1);
    assertThat(scan.facts("covered")).isEmpty();
  }
}
