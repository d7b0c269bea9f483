package dev.ardennes.collect.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KustomizeReplacementsTest {
  private static final String OBJECTS =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: source, annotations: {a.b/c: annotated}}
      data: {image: "registry.example/shop/web:7", path: /tmp, account: special}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        template:
          metadata: {labels: {app: web}}
          spec:
            serviceAccountName: web
            containers:
              - {name: web, image: "old/web:1", env: [{name: A, value: x}]}
              - {name: other, image: "old/other:1"}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: jobs}
      spec:
        template:
          metadata: {labels: {app: jobs}}
          spec: {containers: [{name: web, image: "old/web:1"}]}
      """;

  @TempDir private Path folder = Path.of("");

  private Scan replacing(String replacements) throws IOException {
    return new Scan(folder)
        .file("objects.yaml", OBJECTS)
        .file(
            "kustomization.yaml",
            "resources: [objects.yaml]\nreplacements:\n" + replacements.indent(2));
  }

  private static final String SOURCE = "- source: {kind: ConfigMap, name: source, fieldPath: ";

  @Test
  void aValueGoesToTheFieldsOfAllThatIsSelectedAndNotRejected() throws IOException {
    Scan scan =
        replacing(
            SOURCE
                + """
                data.image}
                  targets:
                    - select: {kind: Deployment}
                      reject: [{name: jobs}]
                      fieldPaths: ["spec.template.spec.containers.[name=web].image"]
                """);
    assertThat(scan.facts("image"))
        .containsExactly(
            "default/deployment/jobs old/web:1 @ objects.yaml:24",
            "default/deployment/web old/other:1 @ objects.yaml:16",
            "default/deployment/web registry.example/shop/web:7 @ objects.yaml:4");
    assertThat(scan.problems()).isEmpty();
  }

  @Test
  void partsOfTextsAreTakenAndReplaced() throws IOException {
    Scan scan =
        replacing(
            SOURCE
                + """
                data.image, options: {delimiter: ":", index: 1}}
                  targets:
                    - select: {kind: Deployment}
                      fieldPaths: ["spec.template.spec.containers.*.image"]
                      options: {delimiter: ":", index: 1}
                """);
    assertThat(scan.facts("image").stream().map(fact -> fact.split(" ")[1]))
        .containsExactly("old/web:7", "old/other:7", "old/web:7");
  }

  @Test
  void whatIsMissingIsMadeWhereThatIsSaid() throws IOException {
    String made =
        SOURCE
            + """
            data.path}
              targets:
                - select: {name: jobs}
                  fieldPaths: ["spec.template.spec.volumes.[name=host].hostPath.path"]
                  options: {create: true}
            """
            + SOURCE
            + """
            metadata.name}
              targets:
                - select: {name: jobs}
                  fieldPaths: ["spec.template.spec.containers.0.volumeMounts.[name=host].mountPath"]
                  options: {create: true}
            """;
    assertThat(replacing(made).facts("mounts_host_path"))
        .containsExactly("default/deployment/jobs /tmp write @ objects.yaml:4");
    Scan scan = replacing(made.replace("create: true", "create: false"));
    assertThat(scan.facts("mounts_host_path")).isEmpty();
    assertThat(scan.problems())
        .containsExactly(
            "2 replacements of kustomizations find no field to change @ kustomization.yaml:5");
  }

  @Test
  void keysWithDotsAndFilesOfReplacementsAreFollowed() throws IOException {
    String annotated =
        """
        - source: {kind: ConfigMap, fieldPath: "metadata.annotations.[a.b/c]"}
          targets:
            - select: {name: web}
              fieldPaths: [spec.template.spec.serviceAccountName]
        """;
    Scan scan = replacing("- path: more.yaml\n").file("more.yaml", annotated);
    assertThat(scan.facts("runs_as_account"))
        .contains("default/deployment/web default/serviceaccount/annotated @ objects.yaml:3");
    scan.file("more.yaml", annotated.replace("[a.b/c]", "a\\\\.b/c"));
    assertThat(scan.facts("runs_as_account"))
        .contains("default/deployment/web default/serviceaccount/annotated @ objects.yaml:3");
  }

  @Test
  void aSourceThatIsNotThereOrNotOneIsAProblem() throws IOException {
    String rest = "\n  targets: [{select: {name: web}, fieldPaths: [spec.a]}]\n";
    String none = "- source: {kind: ConfigMap, name: gone}" + rest;
    String two = "- source: {kind: Deployment}" + rest;
    assertThat(replacing(none + two).problems())
        .containsExactly(
            "2 replacements of kustomizations find no value: what they are for stays as it was"
                + " @ kustomization.yaml:3");
  }

  @Test
  void renamedObjectsAreFoundByTheNamesTheyHad() throws IOException {
    Scan scan =
        replacing(
            """
            - source: {kind: ConfigMap, name: source}
              targets:
                - select: {name: web}
                  fieldPaths: ["spec.template.spec.containers.[name=web].env.[name=A].value"]
            """);
    scan.file(
        "kustomization.yaml",
        """
        namePrefix: prod-
        resources: [objects.yaml]
        replacements:
          - source: {kind: ConfigMap, name: source}
            targets:
              - select: {name: web}
                fieldPaths: ["spec.template.spec.containers.[name=web].env.[name=A].value"]
        """);
    assertThat(scan.facts("setting"))
        .containsExactly("default/deployment/prod-web A prod-source @ objects.yaml:3");
  }

  @Test
  void componentsSeeWhatTheirIncluderGenerates() throws IOException {
    Scan scan =
        replacing("[]")
            .file(
                "kustomization.yaml",
                """
                resources: [objects.yaml]
                components: [part]
                configMapGenerator: [{name: made, literals: [SIZE=7]}]
                """)
            .file(
                "part/kustomization.yaml",
                """
                kind: Component
                apiVersion: kustomize.config.k8s.io/v1alpha1
                configMapGenerator: [{name: made, behavior: merge, literals: [SIZE=8]}]
                """);
    assertThat(scan.facts("config_value").stream().filter(fact -> fact.contains("/made ")))
        .containsExactly("default/configmap/made SIZE 8 @ part/kustomization.yaml:3");
  }
}
