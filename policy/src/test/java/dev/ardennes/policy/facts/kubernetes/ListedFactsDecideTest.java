package dev.ardennes.policy.facts.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.model.FactBase;
import dev.ardennes.policy.Verdict;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every alternative is decided again from its own facts alone, over random clusters.
final class ListedFactsDecideTest {
  private static final List<String> NAMESPACES = List.of("shop", "pay", "istio-system");
  private static final List<String> NAMES = List.of("web", "db", "api");
  private static final int CLUSTERS = 120;

  private final Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);

  @ParameterizedTest
  @ValueSource(longs = {3, 7, 20261128, 20261130})
  void networkDecisionsFollowFromTheirFacts(long seed) {
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < CLUSTERS; i++) {
      FactBase facts = RandomEstate.network(random).facts();
      String one = pods(random);
      String other = pods(random);
      check(facts, "pod_reaches", one, other, port(random), "TCP");
      check(facts, "let_in", one, port(random), "TCP");
      check(facts, "let_out", one, random.nextBoolean() ? "internet" : "10.1.2.3", "443");
    }
    assertThat(verdicts).containsKeys(Verdict.values());
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 7, 20261128, 20261130})
  void meshDecisionsFollowFromTheirFacts(long seed) {
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < CLUSTERS; i++) {
      FactBase facts = RandomEstate.mesh(random).facts();
      String one = pods(random);
      String other = pods(random);
      check(facts, "mesh_connects", one, other, port(random));
      check(facts, "mesh_lets", one, other, port(random), "endpoint/" + random.nextInt(4));
      check(facts, "mesh_lets_through", one, other, port(random), "endpoint/1");
      String gateway = Estate.pods("pay/" + pick(NAMES, random));
      String endpoint = "endpoint/" + (1 + random.nextInt(3));
      check(facts, "mesh_lets_through", gateway, Estate.pods("shop/web"), "80", endpoint);
    }
    assertThat(verdicts).containsKeys(Verdict.values());
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 7, 20261128, 20261130})
  void permissionsFollowFromTheirFacts(long seed) {
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < CLUSTERS; i++) {
      FactBase facts = RandomEstate.rbac(random).facts();
      String who = RandomEstate.principal(random);
      String scope =
          random.nextInt(3) == 0 ? Estate.CLUSTER : Estate.namespaceId(pick(NAMESPACES, random));
      String other = RandomEstate.principal(random);
      check(facts, "kube_may", who, "get", "secrets", scope);
      check(facts, "kube_may", who, "create", "pods/exec", scope);
      check(facts, "kube_may_on", who, "create exec", pods(random));
      check(facts, "kube_may_on", who, "get", "k8s/main/shop/secret/key");
      check(facts, "kube_grants", who, "bind", scope);
      check(facts, "kube_grants", who, "escalate", scope);
      check(facts, "kube_impersonates", who, other);
      check(facts, "kube_administrator", who, scope);
      check(facts, "not_absorbed_in", who, scope);
      check(facts, "admits", Estate.namespaceId("shop"), "privileged");
    }
    assertThat(verdicts).containsKeys(Verdict.values());
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 7, 20261128, 20261130})
  void admissionDecisionsFollowFromTheirFacts(long seed) {
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < CLUSTERS; i++) {
      FactBase facts = RandomEstate.admission(random).facts();
      check(facts, "admits", Estate.namespaceId("shop"), "privileged");
      check(facts, "admits", Estate.namespaceId("shop"), "host path");
    }
    assertThat(verdicts).containsKeys(Verdict.values());
  }

  private void check(FactBase facts, String relation, String... args) {
    List<String> question = List.of(args);
    verdicts.merge(new KubernetesPart(facts).decide(relation, question).verdict(), 1, Integer::sum);
    assertThat(Estate.undecided(facts, relation, question)).isEmpty();
  }

  private static String pods(Random random) {
    return Estate.pods(pick(NAMESPACES, random) + "/" + pick(NAMES, random));
  }

  private static String port(Random random) {
    return pick(List.of("80", "8080", "5432"), random);
  }

  static <T> T pick(List<T> some, Random random) {
    return some.get(random.nextInt(some.size()));
  }
}
