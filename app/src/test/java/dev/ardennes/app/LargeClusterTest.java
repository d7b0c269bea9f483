package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// Clusters of the size of a company's, of which all pods of a workload are one class. The bounds
/// leave room for a loaded machine; the time itself is printed.
@Isolated("measures time")
final class LargeClusterTest {
  private static final long SEED = 20261128;
  private static final double MOST_SECONDS = 60;
  private static final String CLUSTER = "k8s/main";

  private static final GeneratedCluster LARGE =
      new GeneratedCluster(SEED, 60, 1050, 10_000, 300, 100);

  @TempDir private Path folder = Path.of("");

  @Test
  void tenThousandPodsOfADumpAreScannedWithinAMinute() throws IOException {
    LARGE.dump(folder);
    assertThat(scanned("a dump of 10,000 pods")).isLessThan(MOST_SECONDS);
  }

  @Test
  void manifestsForTenThousandPodsAreScannedWithinAMinute() throws IOException {
    LARGE.manifests(folder);
    assertThat(scanned("manifests for 10,000 pods")).isLessThan(MOST_SECONDS);
  }

  /// From the internet, and from code in a pod whose account administers the cluster.
  ///
  /// @return seconds
  private double scanned(String what) {
    Program.Run run =
        Program.run(
            "4g",
            "scan",
            folder.toString(),
            "--entry",
            "internet",
            "--entry",
            "code:" + LARGE.workloadOfAdministrator(),
            "--target",
            CLUSTER,
            "--target",
            CLUSTER + "/*/secret/secret1");
    System.out.printf("%s (seed %d): %.1f s%n", what, SEED, run.seconds());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("61 crown jewels").doesNotContain("NOT READ");
    assertThat(run.out()).doesNotContain("ended at");
    return run.seconds();
  }

  @Test
  void podsOfOneWorkloadAreOneClass() throws IOException {
    LARGE.dump(folder);
    Set<String> running =
        Estate.read(Labs.request(folder, List.of(), List.of()))
            .facts()
            .relation("runs_as_account")
            .stream()
            .map(fact -> fact.args().getFirst())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(running).hasSize(LARGE.workloads() + 1).allMatch(id -> id.contains("/deployment/"));
  }
}
