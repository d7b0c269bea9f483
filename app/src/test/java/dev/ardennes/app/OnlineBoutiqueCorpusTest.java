package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ardennes.analysis.Report;
import dev.ardennes.model.Problem;
import dev.ardennes.report.TextOptions;
import dev.ardennes.report.TextReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An outside system of which it is known who may call whom: by the policies of its mesh, and by
/// its network policies. The chart is rendered with the values that each test says.
final class OnlineBoutiqueCorpusTest {
  @TempDir Path folder;

  @BeforeAll
  static void casesAreHere() {
    assumeTrue(OnlineBoutique.present(), Labs.ABSENT);
  }

  /// What each side lets through, and both together.
  @Test
  void withEveryPolicySwitchedOnTheGrantsAreWhatMayBeCalled() throws IOException {
    OnlineBoutique boutique =
        OnlineBoutique.rendered(
            folder,
            """
            authorizationPolicies: {create: true}
            networkPolicies: {create: true}
            sidecars: {create: true}
            """);
    assertThat(boutique.calls()).isEqualTo(OnlineBoutique.grants()).hasSize(25);
    assertThat(boutique.openCalls()).isEmpty();
  }

  @Test
  void thePoliciesOfTheMeshAloneLetTheSameCallsThrough() throws IOException {
    OnlineBoutique boutique =
        OnlineBoutique.rendered(folder, "authorizationPolicies: {create: true}");
    assertThat(boutique.calls()).isEqualTo(OnlineBoutique.grants());
    assertThat(boutique.openCalls()).isEmpty();
  }

  /// A network policy knows pods and ports and no methods.
  @Test
  void networkPoliciesAloneLetEveryMethodOfTheGrantedServicesThrough() throws IOException {
    OnlineBoutique boutique = OnlineBoutique.rendered(folder, "networkPolicies: {create: true}");
    assertThat(boutique.pairs()).isEqualTo(pairs(OnlineBoutique.grants()));
    assertThat(boutique.calls()).hasSizeGreaterThan(OnlineBoutique.grants().size());
  }

  @Test
  void theChartAsItShipsLetsEverybodyCallEverything() throws IOException {
    OnlineBoutique boutique = OnlineBoutique.rendered(folder, "");
    assertThat(boutique.calls()).isEqualTo(boutique.everyCall());
  }

  /// As a user scans the chart, without any value.
  @Test
  void theReportSaysThatThePoliciesOfTheChartShipSwitchedOff() {
    ScanRequest request =
        Labs.request(
            Labs.corpora().resolve("multi-source/online-boutique/helm-chart"),
            List.of(),
            List.of());
    Report report = Scans.of(request).report(Estate.read(request));
    List<String> says = report.problems().stream().map(Problem::says).toList();
    assertThat(says)
        .anyMatch(text -> text.contains("kind NetworkPolicy switched off"))
        .anyMatch(text -> text.contains("kind AuthorizationPolicy switched off"));
    assertThat(new TextReport(report, TextOptions.plain()).whole())
        .contains("networkPolicies.create")
        .contains("authorizationPolicies.create");
  }

  @Test
  void plainManifestsLetEverybodyCallEverything() throws IOException {
    OnlineBoutique boutique = OnlineBoutique.plain(folder, "kubernetes-manifests");
    assertThat(boutique.calls()).isEqualTo(boutique.everyCall());
  }

  @Test
  void plainManifestsWithTheirNetworkPoliciesLetTheGrantedServicesBeCalled() throws IOException {
    OnlineBoutique boutique =
        OnlineBoutique.plain(
            folder, "kubernetes-manifests", "kustomize/components/network-policies");
    assertThat(boutique.pairs()).isEqualTo(pairs(OnlineBoutique.grants()));
  }

  @Test
  void theServiceThatIsCalledAndExistsNowhereIsNoWorkload() throws IOException {
    OnlineBoutique boutique = OnlineBoutique.plain(folder, "kubernetes-manifests");
    for (OnlineBoutique.Pair missing : OnlineBoutique.missing()) {
      assertThat(boutique.names(missing.source(), missing.target())).isTrue();
      assertThat(boutique.workloads()).contains(missing.source()).doesNotContain(missing.target());
    }
  }

  private static Set<OnlineBoutique.Pair> pairs(Set<OnlineBoutique.Call> calls) {
    Set<OnlineBoutique.Pair> pairs = new TreeSet<>();
    calls.forEach(call -> pairs.add(call.pair()));
    return pairs;
  }
}
