package dev.ardennes.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.model.Collected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which of several given paths with manifests are one cluster.
final class ClusterNamesTest {
  @TempDir private Path folder = Path.of("");

  private Path path(String name, String... manifests) throws IOException {
    Path path = Files.createDirectories(folder.resolve(name));
    Files.writeString(path.resolve("all.yaml"), String.join("---\n", manifests));
    return path;
  }

  private static String pod(String namespace, String name) {
    return """
        apiVersion: v1
        kind: Pod
        metadata: {name: %s, namespace: %s}
        spec: {containers: [{name: a, image: a}]}
        """
        .formatted(name, namespace);
  }

  /// As a cluster shows it.
  private static String seen(String namespace, String name) {
    return pod(namespace, name)
        .replace("metadata: {", "metadata: {uid: 1, ")
        .replace("spec: {", "spec: {nodeName: one, ");
  }

  private static List<String> clusters(Path... paths) {
    TreeSet<String> clusters = new TreeSet<>();
    for (Collected source : Collect.run(List.of(paths), Limits.standard())) {
      source.entities().stream()
          .filter(entity -> entity.kind().equals("k8s.cluster"))
          .forEach(entity -> clusters.add(entity.id() + " " + entity.name()));
    }
    return new ArrayList<>(clusters);
  }

  @Test
  void aSinglePathKeepsTheNameThatStandsForNone() throws IOException {
    assertThat(clusters(path("a", pod("shop", "web")))).containsExactly("k8s/main main");
  }

  @Test
  void pathsThatShareANamespaceAreOneCluster() throws IOException {
    assertThat(clusters(path("a", pod("shop", "web")), path("b", pod("shop", "api"))))
        .containsExactly("k8s/main main");
  }

  @Test
  void pathsThatShareNothingAreClustersOfTheirOwn() throws IOException {
    Path a = path("a", pod("shop", "web"));
    assertThat(clusters(a, path("b", pod("pay", "web")))).containsExactly("k8s/a a", "k8s/b b");
    assertThat(clusters(path("c", pod("default", "web")), path("d", pod("default", "api"))))
        .containsExactly("k8s/c c", "k8s/d d");
  }

  @Test
  void pathsThatStartTheSameWorkloadAreTwo() throws IOException {
    Path dev = path("dev", pod("shop", "web"));
    Path prod = path("prod", pod("shop", "web"));
    assertThat(clusters(dev, prod)).containsExactly("k8s/dev dev", "k8s/prod prod");
    assertThat(clusters(dev, prod, path("more", pod("shop", "api"))))
        .containsExactly("k8s/dev dev", "k8s/prod prod");
  }

  @Test
  void whatAClusterShowedOfManifestsIsThatCluster() throws IOException {
    Path manifests = path("deploy", pod("shop", "web"));
    assertThat(clusters(manifests, path("dump", seen("shop", "web"))))
        .containsExactly("k8s/main main");
    assertThat(clusters(path("one", seen("shop", "web")), path("two", seen("shop", "web"))))
        .containsExactly("k8s/one one", "k8s/two two");
  }

  @Test
  void everythingOfAClusterHasItsNameAndAProblemSaysSo() throws IOException {
    List<Collected> sources =
        Collect.run(
            List.of(path("a", pod("shop", "web")), path("b", pod("pay", "api"))),
            Limits.standard());
    assertThat(sources.get(1).facts())
        .flatMap(fact -> fact.args())
        .noneMatch(text -> text.startsWith("k8s/main"))
        .contains("k8s/b/pay/pod/api", "k8s/b/nodes");
    assertThat(sources.get(1).covers()).allMatch(scope -> scope.contains("cluster b"));
    assertThat(sources.get(0).problems()).isEmpty();
    assertThat(sources.get(1).problems())
        .map(problem -> problem.says())
        .containsExactly(
            "two of the given paths describe a cluster without a name: they count as two, `k8s/a`"
                + " and `k8s/b`");
  }
}
