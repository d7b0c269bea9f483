package dev.ardennes.app;

import static dev.ardennes.app.ClusterGains.NODE;
import static dev.ardennes.app.ClusterGains.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ardennes.app.KubeHoundExpectations.Expectation;
import dev.ardennes.model.EntryPoint;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Another tool's vulnerable cluster, from its manifests alone: each edge that it expects is a
/// gain, a fact or a decision here, or is listed with the reason why it is none.
///
/// All manifests are one estate, and nothing is taken from their names but which object is meant.
final class KubeHoundCorpusTest {
  private static final int MOST_MISSED = 5;

  /// Read when the first test runs, after the assumption that it is there.
  private static final class Lazy {
    static final KubeHoundClaims CLAIMS = KubeHoundClaims.read();

    private Lazy() {}
  }

  /// Edges that are not reported, each with its reason.
  private static final Map<String, String> MISSED =
      new TreeMap<>(
          Map.of(
              "CE_MODULE_LOAD kube-proxy -> node",
              "stands in no manifest of the folder: the cluster's installer starts it",
              "CE_PRIV_MOUNT kube-proxy -> node",
              "stands in no manifest of the folder: the cluster's installer starts it"));

  @BeforeAll
  static void casesAreHere() {
    assumeTrue(KubeHound.present(), Labs.ABSENT);
  }

  @Test
  void expectedEdgesAreReported() {
    Set<String> missed = new TreeSet<>();
    Set<String> found = new TreeSet<>();
    for (KubeHound.Edge edge : Lazy.CLAIMS.cases().edges()) {
      (Lazy.CLAIMS.reports(edge) ? found : missed).add(edge.toString());
    }
    System.out.println(found.size() + " edges are reported; not:");
    missed.forEach(edge -> System.out.println("  " + edge + ": " + MISSED.get(edge)));
    assertThat(found).hasSizeGreaterThan(200);
    assertThat(missed).isEqualTo(MISSED.keySet()).hasSizeLessThanOrEqualTo(MOST_MISSED);
  }

  @Test
  void casesWithoutEdgesShowWhatTheirManifestsMean() {
    KubeHoundExpectations given = new KubeHoundExpectations(Lazy.CLAIMS);
    assertThat(KubeHoundExpectations.OF_CASES.stream().map(Expectation::of))
        .containsExactlyInAnyOrderElementsOf(Lazy.CLAIMS.cases().withoutEdges());
    List<String> failed =
        Stream.concat(
                KubeHoundExpectations.OF_CASES.stream(),
                KubeHoundExpectations.OF_MANIFESTS.stream())
            .filter(expectation -> !expectation.holds().test(given))
            .map(expectation -> expectation.of() + ": " + expectation.why())
            .toList();
    assertThat(failed).isEmpty();
  }

  /// The other tool lists every pod that falls to two roles; no further one does here.
  @Test
  void rolesReachThePodsOfTheirNamespaceAndNoOther() {
    for (String kind : List.of("POD_EXEC", "POD_PATCH")) {
      Set<String> expected = new TreeSet<>();
      Set<String> found = new TreeSet<>();
      for (KubeHound.Edge edge : Lazy.CLAIMS.cases().edges()) {
        if (edge.kind().equals(kind)) {
          expected.add(edge.target());
          for (String pod : Lazy.CLAIMS.pods()) {
            String name = Labs.last(pod);
            if (Lazy.CLAIMS.reports(new KubeHound.Edge(kind, edge.source(), name))) {
              found.add(name);
            }
          }
        }
      }
      assertThat(found).as(kind).isEqualTo(expected);
    }
  }

  /// Neither the manifest nor the account's permissions lead out of these pods.
  @Test
  void podsWithoutPrivilegesDoNotGetToTheNode() {
    for (String pod :
        List.of(
            "control-pod",
            "impersonate-pod",
            "netadmin-pod",
            "sharedps-pod1",
            "sharedps-pod2",
            "rolebind-pod-crb-cr-crb-r-fail",
            "rolebind-pod-rb-cr-crb-cr-fail",
            "rolebind-pod-rb-r-crb-cr-fail")) {
      EntryPoint code = code(Lazy.CLAIMS.pod(pod));
      assertThat(Lazy.CLAIMS.gains().gains(code, "runs_code_on", NODE)).as(pod).isFalse();
      assertThat(Lazy.CLAIMS.gains().gains(code, "reads_files_of", NODE)).as(pod).isFalse();
    }
  }
}
