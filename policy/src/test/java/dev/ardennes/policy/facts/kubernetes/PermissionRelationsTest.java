package dev.ardennes.policy.facts.kubernetes;

import static dev.ardennes.policy.facts.kubernetes.Estate.CLUSTER;
import static dev.ardennes.policy.facts.kubernetes.Estate.account;
import static dev.ardennes.policy.facts.kubernetes.Estate.namespaceId;
import static dev.ardennes.policy.facts.kubernetes.Estate.pods;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.policy.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PermissionRelationsTest {
  private static final String SECRETS =
      "{\"apiGroups\":[\"\"],\"resources\":[\"secrets\"],\"verbs\":[\"get\",\"list\"]}";
  private static final String EXEC =
      "{\"apiGroups\":[\"\"],\"resources\":[\"pods/exec\"],\"verbs\":[\"create\"]}";
  private static final String EVERYTHING =
      "{\"apiGroups\":[\"*\"],\"resources\":[\"*\"],\"verbs\":[\"*\"]}";
  private static final String URLS = "{\"nonResourceURLs\":[\"*\"],\"verbs\":[\"*\"]}";
  private static final String DEPLOYER = "arn:aws:iam::123456789012:role/deployer";

  private static Estate shop() {
    return new Estate()
        .namespace("shop")
        .namespace("pay")
        .pods("shop", "web")
        .pods("pay", "db")
        .clusterRole("reader", SECRETS, EXEC)
        .clusterRole("owner", EVERYTHING, URLS);
  }

  private static Verdict may(Estate estate, String principal, String scope) {
    return estate.decide("kube_may", principal, "get", "secrets", scope).verdict();
  }

  @Test
  void anAccountWithoutABindingMayNothing() {
    assertThat(may(shop(), account("shop/web"), namespaceId("shop"))).isEqualTo(Verdict.NO);
  }

  @Test
  void aBindingInANamespaceGivesNothingElsewhere() {
    Estate estate = shop().bind("pay", "b", "reader", account("shop/web"));
    assertThat(may(estate, account("shop/web"), namespaceId("pay"))).isEqualTo(Verdict.YES);
    assertThat(may(estate, account("shop/web"), namespaceId("shop"))).isEqualTo(Verdict.NO);
    assertThat(may(estate, account("shop/web"), CLUSTER)).isEqualTo(Verdict.NO);
    List<String> question = List.of(account("shop/web"), "get", "secrets", "");
    assertThat(estate.part().candidates("kube_may", 3, question)).contains(namespaceId("pay"));
  }

  @Test
  void groupsOfAccountsCount() {
    String group = "k8s/main/group/system:serviceaccounts:shop";
    Estate estate = shop().bind("", "b", "reader", group);
    assertThat(may(estate, account("shop/web"), CLUSTER)).isEqualTo(Verdict.YES);
    assertThat(may(estate, account("pay/db"), CLUSTER)).isEqualTo(Verdict.NO);
    assertThat(estate.part().candidates("kube_may", 0, List.of("", "get", "secrets", CLUSTER)))
        .contains(account("shop/web"))
        .doesNotContain(account("pay/db"));
  }

  @Test
  void theInternetIsAnonymous() {
    Estate estate = shop().bind("", "b", "reader", "k8s/main/user/system:anonymous");
    assertThat(may(estate, "internet", namespaceId("pay"))).isEqualTo(Verdict.YES);
    assertThat(may(shop(), "internet", namespaceId("pay"))).isEqualTo(Verdict.NO);
    assertThat(estate.part().candidates("kube_may", 0, List.of("", "get", "secrets", CLUSTER)))
        .contains("internet");
  }

  @Test
  void anAwsRoleHasThePermissionsOfWhomItIsMappedTo() {
    Estate estate =
        shop()
            .bind("pay", "b", "reader", "k8s/main/group/devs")
            .state("maps_identity", DEPLOYER, "k8s/main/group/devs", CLUSTER)
            .state("maps_identity", DEPLOYER, "k8s/main/user/deployer", CLUSTER);
    assertThat(may(estate, DEPLOYER, namespaceId("pay"))).isEqualTo(Verdict.YES);
    assertThat(may(estate, DEPLOYER, namespaceId("shop"))).isEqualTo(Verdict.NO);
    assertThat(
            estate
                .part()
                .candidates("kube_may", 0, List.of("", "get", "secrets", namespaceId("pay"))))
        .contains(DEPLOYER);
  }

  @Test
  void mastersMayEverything() {
    Estate estate =
        shop().state("maps_identity", DEPLOYER, "k8s/main/group/system:masters", CLUSTER);
    assertThat(estate.decide("kube_administrator", DEPLOYER, CLUSTER).verdict())
        .isEqualTo(Verdict.YES);
  }

  @Test
  void executingInTheWorkloadsPodsIsAQuestionAboutPods() {
    Estate estate = shop().bind("pay", "b", "reader", account("shop/web"));
    assertThat(
            estate
                .decide("kube_may_on", account("shop/web"), "create exec", pods("pay/db"))
                .verdict())
        .isEqualTo(Verdict.YES);
    assertThat(
            estate
                .decide("kube_may_on", account("shop/web"), "create exec", pods("shop/web"))
                .verdict())
        .isEqualTo(Verdict.NO);
  }

  @Test
  void administratorsAreAbsorbedInWhatTheyControl() {
    Estate estate = shop().bind("pay", "b", "owner", account("shop/web"));
    String web = account("shop/web");
    assertThat(estate.decide("kube_administrator", web, namespaceId("pay")).verdict())
        .isEqualTo(Verdict.YES);
    assertThat(estate.decide("not_absorbed_in", web, namespaceId("pay")).verdict())
        .isEqualTo(Verdict.NO);
    assertThat(estate.decide("not_absorbed_in", web, CLUSTER).verdict()).isEqualTo(Verdict.YES);
    assertThat(estate.part().candidates("kube_administrator", 0, List.of("", namespaceId("pay"))))
        .contains(web);
  }

  @Test
  void whoMayBindTheRoleOfEverythingMayGiveItToItself() {
    String bind =
        "{\"apiGroups\":[\"rbac.authorization.k8s.io\"],\"resources\":[\"clusterroles\"],"
            + "\"verbs\":[\"bind\"]}";
    String create =
        "{\"apiGroups\":[\"rbac.authorization.k8s.io\"],\"resources\":[\"rolebindings\"],"
            + "\"verbs\":[\"create\"]}";
    Estate estate = shop().clusterRole("binder", bind, create);
    estate.bind("", "b", "binder", account("shop/web"));
    assertThat(
            estate.decide("kube_grants", account("shop/web"), "bind", namespaceId("pay")).verdict())
        .isEqualTo(Verdict.YES);
    assertThat(estate.decide("kube_grants", account("shop/web"), "bind", CLUSTER).verdict())
        .isEqualTo(Verdict.NO);
    assertThat(estate.decide("kube_grants", account("shop/web"), "escalate", CLUSTER).verdict())
        .isEqualTo(Verdict.NO);
  }

  @Test
  void whoMayWriteItsOwnRoleWithoutLimitsMayGiveItselfEverything() {
    String write =
        "{\"apiGroups\":[\"rbac.authorization.k8s.io\"],\"resources\":[\"clusterroles\"],"
            + "\"verbs\":[\"update\",\"escalate\"]}";
    Estate estate =
        shop().clusterRole("writer", write).bind("", "b", "writer", account("shop/web"));
    assertThat(estate.decide("kube_grants", account("shop/web"), "escalate", CLUSTER).verdict())
        .isEqualTo(Verdict.YES);
  }

  @Test
  void aGroupIsImpersonatedTogetherWithAUser() {
    String groups = "{\"apiGroups\":[\"\"],\"resources\":[\"groups\"],\"verbs\":[\"impersonate\"]}";
    String users = groups.replace("groups\"],", "users\"],");
    Estate estate = shop().bind("pay", "r", "reader", "k8s/main/group/devs");
    estate.clusterRole("g", groups).bind("", "g", "g", account("shop/web"));
    String[] question = {account("shop/web"), "k8s/main/group/devs"};
    assertThat(estate.decide("kube_impersonates", question).verdict()).isEqualTo(Verdict.NO);
    estate.clusterRole(
        "u",
        users.replace(
            "\"apiGroups\":[\"\"],\"resources\":[\"groups\"]",
            "\"apiGroups\":[\"\"],\"resources\":[\"users\"]"));
    estate.bind("", "u", "u", account("shop/web"));
    assertThat(estate.decide("kube_impersonates", question).verdict()).isEqualTo(Verdict.YES);
    assertThat(estate.part().candidates("kube_impersonates", 1, List.of(account("shop/web"), "")))
        .contains("k8s/main/group/devs");
  }
}
