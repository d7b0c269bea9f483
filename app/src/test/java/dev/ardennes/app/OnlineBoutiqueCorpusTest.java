package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An outside system of which it is known who may call whom: by the policies of its mesh, and by
/// its network policies.
///
/// The chart is rendered here with the values that each test says, since charts that are found in a
/// folder are not read yet: that a report says of policies that they ship switched off is not
/// tested.
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
