package dev.ardennes.policy.facts.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.model.FactBase;
import dev.ardennes.policy.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class RbacRelationsTest {
  private static final String SHOP = Estate.namespaceId("shop");
  private static final String EVE = "k8s/main/user/eve";
  private static final String KEY = SHOP + "/secret/key";
  private static final String OTHER = SHOP + "/secret/other";
  private static final String EVERYTHING =
      "{\"apiGroups\":[\"*\"],\"resources\":[\"*\"],\"verbs\":[\"*\"]}";
  private static final String BINDS_ROLES =
      "{\"apiGroups\":[\"rbac.authorization.k8s.io\"],\"resources\":[\"rolebindings\"],\"verbs\":[\"create\"]}";

  private static Verdict decide(FactBase facts, String relation, String... args) {
    return new KubernetesPart(facts).decide(relation, List.of(args)).verdict();
  }

  // --- roles that hold everything

  private static Estate mayBindRoles() {
    return new Estate()
        .namespace("shop")
        .namespace("pay")
        .clusterRole(
            "binder",
            BINDS_ROLES,
            "{\"apiGroups\":[\"rbac.authorization.k8s.io\"],\"resources\":[\"roles\"],\"verbs\":[\"bind\"]}")
        .bind("shop", "eve", "binder", EVE);
  }

  @Test
  void whoMayBindRolesBindsTheOneThatHoldsEverything() {
    FactBase facts = mayBindRoles().state("rbac_rule", SHOP + "/role/all", "0", EVERYTHING).facts();
    assertThat(decide(facts, "kube_grants", EVE, "bind", SHOP)).isEqualTo(Verdict.YES);
  }

  @Test
  void aRoleOfAnotherNamespaceCannotBeBound() {
    FactBase facts =
        mayBindRoles()
            .state("rbac_rule", Estate.namespaceId("pay") + "/role/all", "0", EVERYTHING)
            .facts();
    assertThat(decide(facts, "kube_grants", EVE, "bind", SHOP)).isEqualTo(Verdict.NO);
  }

  @Test
  void aRoleThatHoldsLessIsNotEverything() {
    String secrets = "{\"apiGroups\":[\"\"],\"resources\":[\"secrets\"],\"verbs\":[\"*\"]}";
    FactBase facts = mayBindRoles().state("rbac_rule", SHOP + "/role/some", "0", secrets).facts();
    assertThat(decide(facts, "kube_grants", EVE, "bind", SHOP)).isEqualTo(Verdict.NO);
  }

  @Test
  void aRoleThatMayBeBoundByNameOnlyIsOne() {
    Estate estate =
        new Estate()
            .namespace("shop")
            .clusterRole("most", EVERYTHING)
            .clusterRole(
                "binder",
                BINDS_ROLES,
                "{\"apiGroups\":[\"rbac.authorization.k8s.io\"],\"resourceNames\":[\"most\"],"
                    + "\"resources\":[\"clusterroles\"],\"verbs\":[\"bind\"]}")
            .bind("shop", "eve", "binder", EVE);
    assertThat(decide(estate.facts(), "kube_grants", EVE, "bind", SHOP)).isEqualTo(Verdict.YES);
  }

  // --- permissions on named objects

  private static FactBase oneSecret() {
    return new Estate()
        .namespace("shop")
        .object("shop", "secret", "key")
        .object("shop", "secret", "other")
        .object("shop", "configmap", "key")
        .clusterRole(
            "reader",
            "{\"apiGroups\":[\"\"],\"resourceNames\":[\"key\"],\"resources\":[\"secrets\"],\"verbs\":[\"get\"]}")
        .bind("shop", "eve", "reader", EVE)
        .facts();
  }

  @Test
  void aNamedSecretMayBeReadAndNoOther() {
    assertThat(decide(oneSecret(), "kube_may_on", EVE, "get", KEY)).isEqualTo(Verdict.YES);
    assertThat(decide(oneSecret(), "kube_may_on", EVE, "get", OTHER)).isEqualTo(Verdict.NO);
    assertThat(decide(oneSecret(), "kube_may_on", EVE, "delete", KEY)).isEqualTo(Verdict.NO);
  }

  @Test
  void onlyTheNamedObjectIsListed() {
    assertThat(
            new KubernetesPart(oneSecret()).candidates("kube_may_on", 2, List.of(EVE, "get", "")))
        .containsExactly(KEY);
    assertThat(
            new KubernetesPart(oneSecret()).candidates("kube_may_on", 2, List.of(EVE, "list", "")))
        .isEmpty();
  }

  @Test
  void everyObjectThatMayBeUsedIsListed() {
    for (long seed = 20261201; seed < 20261231; seed++) {
      System.out.println("seed " + seed);
      Random random = new Random(seed);
      FactBase facts = RandomEstate.rbac(random).facts();
      KubernetesPart part = new KubernetesPart(facts);
      TreeSet<String> objects = new TreeSet<>();
      facts.relation("in_namespace").forEach(fact -> objects.add(fact.args().getFirst()));
      for (String who : List.of(EVE, "k8s/main/user/alice", "arn:aws:iam::1:role/deployer")) {
        for (String verb : List.of("get", "create exec", "delete")) {
          List<String> listed = part.candidates("kube_may_on", 2, List.of(who, verb, ""));
          List<String> missing = new ArrayList<>(objects);
          missing.removeIf(
              object ->
                  part.decide("kube_may_on", List.of(who, verb, object)).verdict() == Verdict.NO);
          missing.removeAll(listed);
          assertThat(missing).as(who + " " + verb).isEmpty();
        }
      }
    }
  }
}
