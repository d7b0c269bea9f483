package dev.ardennes.collect.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.collect.Limits;
import dev.ardennes.collect.SourceFile;
import dev.ardennes.collect.SourceTree;
import dev.ardennes.model.Collected;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HostileManifestsTest {
  private static final String ACCOUNT =
      "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: %s, namespace: shop}\n";

  @TempDir Path folder;

  @Test
  void brokenDocumentLeavesTheOthers() throws IOException {
    Scan scan =
        new Scan(folder)
            .file(
                "a.yaml",
                ACCOUNT.formatted("one")
                    + "---\nkind: Secret\n  apiVersion: [v1\n---\n"
                    + ACCOUNT.formatted("two"));
    assertThat(scan.facts("kind"))
        .contains(
            "shop/serviceaccount/one k8s.service-account @ a.yaml:1",
            "shop/serviceaccount/two k8s.service-account @ a.yaml:8");
    assertThat(scan.problems())
        .singleElement()
        .asString()
        .startsWith("the YAML cannot be read here: ")
        .contains("a.yaml:6");
  }

  @Test
  void bombOfAliasesIsRefused() throws IOException {
    StringBuilder bomb = new StringBuilder("apiVersion: v1\nkind: ConfigMap\n");
    bomb.append("metadata: {name: bomb}\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 60; i++) {
      bomb.append("a%d: &a%d [".formatted(i, i)).append(("*a" + (i - 1) + ",").repeat(10));
      bomb.append("]\n");
    }
    Scan scan = new Scan(folder).file("a.yaml", bomb + "---\n" + ACCOUNT.formatted("one"));
    assertThat(scan.problems())
        .containsExactly(
            "a document has more values than are read, so that it is missing @ a.yaml:1");
    assertThat(scan.facts("kind")).anyMatch(fact -> fact.startsWith("shop/serviceaccount/one"));
  }

  @Test
  void ringOfKustomizationsIsAProblem() throws IOException {
    Scan scan =
        new Scan(folder)
            .file("a/kustomization.yaml", "resources: [../b, a.yaml]\n")
            .file("a/a.yaml", ACCOUNT.formatted("one"))
            .file("b/kustomization.yaml", "resources: [../a]\n");
    assertThat(scan.problems())
        .containsExactly("kustomizations include each other in a ring @ a/kustomization.yaml:1");
    assertThat(scan.facts("kind")).anyMatch(fact -> fact.startsWith("shop/serviceaccount/one"));
  }

  @Test
  void doublingOfKustomizationsEnds() throws IOException {
    Scan scan = new Scan(folder).file("k0/a.yaml", ACCOUNT.formatted("one"));
    scan.file("k0/kustomization.yaml", "resources: [a.yaml]\n");
    for (int i = 1; i < 19; i++) {
      String inner = "../k" + (i - 1);
      scan.file("k" + i + "/kustomization.yaml", "resources: [" + inner + ", " + inner + "]\n");
    }
    assertThat(scan.problems()).anyMatch(problem -> problem.contains("beyond all measure"));
  }

  @Test
  void patchThatDoublesItselfIsRefused() throws IOException {
    StringBuilder patch = new StringBuilder();
    for (int i = 0; i < 80; i++) {
      patch.append("- {op: copy, from: /data, path: /data/x").append(i).append("}\n");
    }
    Scan scan =
        new Scan(folder)
            .file(
                "map.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {k: v}\n")
            .file("patch.yaml", patch.toString())
            .file(
                "kustomization.yaml",
                "resources: [map.yaml]\npatches: [{path: patch.yaml, target: {kind: ConfigMap}}]\n");
    assertThat(scan.problems())
        .containsExactly(
            "a JSON patch cannot be applied to its object, which stays as it was @ patch.yaml:1");
    assertThat(scan.facts("config_value")).containsExactly("default/configmap/a k v @ map.yaml:4");
  }

  @Test
  void everyServiceOfEveryWorkloadEnds() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 3000; i++) {
      text.append("---\n{apiVersion: v1, kind: Service, metadata: {name: s").append(i);
      text.append("}, spec: {selector: {a: b}}}\n---\n{apiVersion: v1, kind: Pod, metadata: ");
      text.append("{name: p").append(i).append(", labels: {a: b}}, spec: {}}\n");
    }
    assertThat(new Scan(folder).file("a.yaml", text.toString()).problems())
        .singleElement()
        .asString()
        .startsWith("the cluster has more services, routes and workloads");
  }

  @Test
  void filesOutsideTheFolderStayUnread() throws IOException {
    Files.writeString(folder.resolve("outside.yaml"), ACCOUNT.formatted("outside"));
    Scan scan =
        new Scan(folder.resolve("in"))
            .file(
                "kustomization.yaml",
                """
                resources: [../outside.yaml, /etc/passwd]
                configMapGenerator:
                  - {name: a, files: [../outside.yaml]}
                """);
    assertThat(scan.collected().toString()).doesNotContain("serviceaccount/outside");
    assertThat(scan.problems())
        .containsExactly(
            "kustomizations refer 3 times to files outside the scanned folder, which are not read"
                + " @ kustomization.yaml:1");
  }

  @Test
  void oddNamesStayOnePartOfAnId() throws IOException {
    Scan scan =
        new Scan(folder)
            .file(
                "a.yaml", "apiVersion: v1\nkind: Secret\nmetadata: {name: a/b%, namespace: x/y}\n");
    assertThat(scan.facts("in_namespace")).contains("x%2Fy/secret/a%2Fb%25 x%2Fy @ a.yaml:1");
  }

  @Test
  void wrongTypesOfFieldsAreNoCrash() throws IOException {
    Random random = new Random(7);
    String[] values = {"{}", "[]", "x", "7", "true", "null", "[[]]", "[x]", "{a: {b: c}}"};
    String[] kinds = {
      "v1/Pod",
      "v1/Service",
      "v1/ConfigMap",
      "v1/Secret",
      "networking.k8s.io/v1/Ingress",
      "networking.k8s.io/v1/NetworkPolicy",
      "rbac.authorization.k8s.io/v1/ClusterRoleBinding",
      "apps/v1/Deployment",
      "security.istio.io/v1/AuthorizationPolicy"
    };
    String[] fields = {
      "spec", "data", "rules", "subjects", "roleRef", "metadata: {name: n}, spec", "stringData"
    };
    String[] inner = {
      "template", "containers", "selector", "ports", "ingress", "rules", "volumes", "type", "spec"
    };
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 400; i++) {
      String kind = kinds[random.nextInt(kinds.length)];
      int slash = kind.lastIndexOf('/');
      text.append("---\napiVersion: ").append(kind, 0, slash);
      text.append("\nkind: ").append(kind.substring(slash + 1));
      text.append("\nmetadata: {name: n").append(i).append("}\n");
      String field = fields[random.nextInt(5)];
      text.append(field).append(": {").append(inner[random.nextInt(inner.length)]).append(": ");
      text.append(values[random.nextInt(values.length)]).append("}\n");
    }
    assertThat(new Scan(folder).file("a.yaml", text.toString()).collected().facts()).isNotEmpty();
  }

  @Test
  void largeListIsReadItemByItem() throws IOException {
    Path file = folder.resolve("all.json");
    String filler = "x".repeat(900);
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write("{\"apiVersion\": \"v1\", \"kind\": \"List\", \"items\": [");
      for (int i = 0; i < 50_000; i++) {
        out.write(i == 0 ? "\n" : ",\n");
        out.write(
            "{\"apiVersion\":\"v1\",\"kind\":\"ServiceAccount\",\"metadata\":{\"name\":\"a"
                + i
                + "\",\"managedFields\":[{\"f\":\""
                + filler
                + "\"}]}}");
      }
      out.write("]}");
    }
    assertThat(Files.size(file)).isGreaterThan(48_000_000);
    Collected collected = Scan.of(folder);
    assertThat(collected.problems()).isEmpty();
    assertThat(collected.entities()).hasSizeGreaterThan(50_000);
  }

  @Test
  void listThatBreaksOffIsThereAsFarAsItGoes() throws IOException {
    Scan scan =
        new Scan(folder)
            .file(
                "a.json",
                """
                {"apiVersion": "v1", "kind": "List", "items": [
                {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "one"}},
                {"apiVersion": "v1", "kind": "Secret", "meta
                """);
    assertThat(scan.facts("kind")).anyMatch(fact -> fact.startsWith("default/secret/one"));
    assertThat(scan.problems()).anyMatch(problem -> problem.startsWith("the JSON breaks off"));
  }

  @Test
  void tooLargeFileIsAProblem() throws IOException {
    StringBuilder large = new StringBuilder(ACCOUNT.formatted("one"));
    large.append("# ").append("x".repeat(9 << 20)).append('\n');
    assertThat(new Scan(folder).file("a.yaml", large.toString()).problems())
        .containsExactly(
            "the manifest is too large to be read, so that what it holds is missing @ a.yaml");
  }

  @Test
  void orderOfFilesChangesNothing() throws IOException {
    Path example = Path.of("../examples/reporting/deploy");
    List<SourceFile> files = new ArrayList<>();
    try (var paths = Files.walk(example)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        String relative = example.relativize(path).toString().replace('\\', '/');
        files.add(new SourceFile(relative, path, Files.size(path)));
      }
    }
    Collections.sort(files, (a, b) -> a.path().compareTo(b.path()));
    Collected sorted = collect(files);
    for (long seed = 1; seed <= 3; seed++) {
      Collections.shuffle(files, new Random(seed));
      assertThat(collect(files)).as("seed " + seed).isEqualTo(sorted);
    }
    assertThat(sorted.facts()).hasSizeGreaterThan(200);
  }

  private static Collected collect(List<SourceFile> files) {
    SourceTree tree =
        new SourceTree("s", Path.of("."), files, List.of(), List.of(), Limits.standard());
    return new Kubernetes().collect(tree, files, "s");
  }

  @Test
  void otherYamlIsNobodysManifest() throws IOException {
    Files.writeString(folder.resolve("compose.yaml"), "services: {web: {image: a}}\n");
    assertThat(
            dev.ardennes.collect.Collect.run(List.of(folder), Limits.standard()).stream()
                .map(Collected::kind))
        .doesNotContain("kubernetes");
  }

  @Test
  void unknownKindsAreCountedOnce() throws IOException {
    Scan scan =
        new Scan(folder)
            .file(
                "a.yaml",
                """
                apiVersion: argoproj.io/v1alpha1
                kind: Application
                metadata: {name: a}
                ---
                apiVersion: argoproj.io/v1alpha1
                kind: Application
                metadata: {name: b}
                """);
    assertThat(scan.problems())
        .containsExactly(
            "2 objects are of kinds that are not understood: nothing is said of them @ a.yaml:1");
  }

  @Test
  void sameObjectTwiceCountsOnce() throws IOException {
    Scan scan =
        new Scan(folder)
            .file("a.yaml", ACCOUNT.formatted("one") + "automountServiceAccountToken: false\n")
            .file("b.yaml", ACCOUNT.formatted("one"))
            .file("c.yaml", ACCOUNT.formatted("two"))
            .file("d.yaml", ACCOUNT.formatted("two"));
    assertThat(scan.problems())
        .containsExactly(
            "an object is defined twice, differently: the first counts, by path and line @ b.yaml:1");
  }
}
