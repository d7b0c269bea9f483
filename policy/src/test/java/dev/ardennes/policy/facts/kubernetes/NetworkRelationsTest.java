package dev.ardennes.policy.facts.kubernetes;

import static dev.ardennes.policy.facts.kubernetes.Estate.namespaceId;
import static dev.ardennes.policy.facts.kubernetes.Estate.pods;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.model.Assumption;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.Verdict;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class NetworkRelationsTest {
  private static final String WEB_ONLY =
      "{\"from\":[{\"podSelector\":{\"matchLabels\":{\"app\":\"web\"}}}],"
          + "\"ports\":[{\"port\":5432}]}";

  private static Estate shop() {
    return new Estate()
        .namespace("shop")
        .covered("shop", "network_policy")
        .pods("shop", "web", "app=web", "tier=front")
        .pods("shop", "api", "app=api")
        .pods("shop", "db", "app=db");
  }

  private static Estate guarded() {
    return shop()
        .networkPolicy("shop", "db", "{\"podSelector\":{\"matchLabels\":{\"app\":\"db\"}}}")
        .networkRule("shop", "db", "ingress", 0, WEB_ONLY);
  }

  private static List<String> listed(Estate estate, Decision decision) {
    return decision.alternatives().getFirst().factIds().stream()
        .map(id -> estate.facts().fact(id))
        .map(fact -> fact == null ? "" : fact.relation())
        .sorted()
        .distinct()
        .toList();
  }

  @Test
  void podsThatNoPolicySelectsAreReached() {
    Estate estate = shop();
    Decision decision = estate.decide("pod_reaches", pods("shop/api"), pods("shop/db"), "1", "TCP");
    assertThat(decision.verdict()).isEqualTo(Verdict.YES);
    assertThat(listed(estate, decision))
        .contains("covered", "in_namespace")
        .doesNotContain("label");
  }

  @Test
  void whatARuleAllowsRestsOnRuleAndLabels() {
    Estate estate = guarded();
    Decision decision =
        estate.decide("pod_reaches", pods("shop/web"), pods("shop/db"), "5432", "TCP");
    assertThat(decision.verdict()).isEqualTo(Verdict.YES);
    assertThat(listed(estate, decision)).contains("network_policy", "network_rule", "label");
    String tier = Fact.idOf("label", List.of(pods("shop/web"), "tier", "front"));
    assertThat(decision.alternatives().getFirst().factIds()).doesNotContain(tier);
  }

  @Test
  void whatNoRuleAllowsIsRefusedAndSaysThatEnforcementIsNotTold() {
    Decision decision =
        guarded().decide("pod_reaches", pods("shop/api"), pods("shop/db"), "5432", "TCP");
    assertThat(decision.verdict()).isEqualTo(Verdict.NO);
    assertThat(decision.controls().getFirst().says()).contains("taken to be");
  }

  @Test
  void policiesThatAreNotEnforcedAreVoid() {
    Estate estate = guarded().state("enforces_policies", Estate.CLUSTER, "not enforced");
    Decision decision =
        estate.decide("pod_reaches", pods("shop/api"), pods("shop/db"), "5432", "TCP");
    assertThat(decision.verdict()).isEqualTo(Verdict.YES);
    assertThat(listed(estate, decision)).contains("enforces_policies");
  }

  @Test
  void labelsOfANamespaceThatIsOnlyNamedAreNotKnown() {
    String team = "{\"from\":[{\"namespaceSelector\":{\"matchLabels\":{\"team\":\"a\"}}}]}";
    Estate estate =
        guarded().pods("pay", "job", "app=job").networkRule("shop", "db", "ingress", 1, team);
    String[] question = {pods("pay/job"), pods("shop/db"), "1", "TCP"};
    assertThat(estate.decide("pod_reaches", question).verdict()).isEqualTo(Verdict.CONDITIONAL);
    estate.namespace("pay", "team=b");
    assertThat(estate.decide("pod_reaches", question).verdict()).isEqualTo(Verdict.NO);
  }

  @Test
  void theInternetIsLetInWhereNoPolicySelects() {
    Estate estate = guarded();
    assertThat(estate.decide("let_in", pods("shop/web"), "80", "TCP").verdict())
        .isEqualTo(Verdict.YES);
    assertThat(estate.decide("let_in", pods("shop/db"), "5432", "TCP").verdict())
        .isEqualTo(Verdict.NO);
  }

  @Test
  void egressIsLetOutOnlyToWhatARuleNames() {
    Estate estate =
        shop()
            .networkPolicy("shop", "out", "{\"podSelector\":{},\"policyTypes\":[\"Egress\"]}")
            .networkRule(
                "shop", "out", "egress", 0, "{\"to\":[{\"ipBlock\":{\"cidr\":\"10.0.0.0/8\"}}]}");
    assertThat(estate.decide("let_out", pods("shop/web"), "10.2.3.4", "443").verdict())
        .isEqualTo(Verdict.YES);
    assertThat(estate.decide("let_out", pods("shop/web"), "8.8.8.8", "443").verdict())
        .isEqualTo(Verdict.NO);
  }

  @Test
  void podsOfDifferentClustersAreNotConnected() {
    assertThat(
            shop()
                .decide("pod_reaches", "k8s/other/a/deployment/b", pods("shop/db"), "1", "TCP")
                .verdict())
        .isEqualTo(Verdict.NO);
  }

  @Test
  void listsAgreeWithDecisions() {
    long seed = 11;
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 40; i++) {
      FactBase facts = RandomEstate.network(random).facts();
      KubernetesPart part = new KubernetesPart(facts);
      List<String> all = List.of("shop/web", "shop/db", "pay/web", "istio-system/api");
      for (String one : all) {
        List<String> sources =
            part.candidates("pod_reaches", 0, List.of("", pods(one), "8080", "TCP"));
        for (String other : all) {
          boolean known = sources.contains(pods(other));
          Decision decision =
              part.decide("pod_reaches", List.of(pods(other), pods(one), "8080", "TCP"));
          if (!facts.relation("runs_as_account", pods(other)).isEmpty()) {
            assertThat(known).isEqualTo(decision.verdict() != Verdict.NO);
          }
        }
      }
    }
  }

  @Test
  void namespacesAdmitWhatTheirLevelAllows() {
    Estate estate =
        shop().label(namespaceId("shop"), "pod-security.kubernetes.io/enforce=baseline");
    assertThat(estate.decide("admits", namespaceId("shop"), "privileged").verdict())
        .isEqualTo(Verdict.NO);
    assertThat(estate.decide("admits", namespaceId("shop"), "root").verdict())
        .isEqualTo(Verdict.YES);
    assertThat(shop().decide("admits", namespaceId("shop"), "host path").verdict())
        .isEqualTo(Verdict.YES);
  }

  @Test
  void whatOtherPoliciesOfAdmissionAskIsAnAssumption() {
    Estate estate =
        shop()
            .label(namespaceId("shop"), "pod-security.kubernetes.io/enforce=privileged")
            .state("checks_pods", "k8s/main/clusterpolicy/images", "k8s/main", "Kyverno")
            .state("checks_pods", "k8s/main/k8spsp/no", namespaceId("shop"), "Gatekeeper");
    Decision decision = estate.decide("admits", namespaceId("shop"), "privileged");
    assertThat(decision.verdict()).isEqualTo(Verdict.CONDITIONAL);
    assertThat(decision.alternatives().getFirst().assumptions())
        .map(Assumption::says)
        .containsExactly(
            "admission by `images` (Kyverno), `no` (Gatekeeper) does not refuse a pod with"
                + " a privileged container in namespace `shop`");
    estate.label(namespaceId("pay"), "pod-security.kubernetes.io/enforce=baseline");
    assertThat(estate.decide("admits", namespaceId("pay"), "privileged").verdict())
        .isEqualTo(Verdict.NO);
  }
}
