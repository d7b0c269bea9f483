package dev.ardennes.policy.kubernetes.rbac;

import static dev.ardennes.policy.kubernetes.rbac.Rules.EVE;
import static dev.ardennes.policy.kubernetes.rbac.Rules.ask;
import static dev.ardennes.policy.kubernetes.rbac.Rules.eve;
import static dev.ardennes.policy.kubernetes.rbac.Rules.facts;
import static dev.ardennes.policy.kubernetes.rbac.Rules.resource;
import static dev.ardennes.policy.kubernetes.rbac.Rules.rule;
import static dev.ardennes.policy.kubernetes.rbac.Rules.urls;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.policy.Control;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RbacDecisionsTest {
  private static Verdict verdict(String json, String verb, RbacTarget target) {
    return ask(eve(json), EVE, verb, target).verdict();
  }

  @Test
  void ruleAllowsItsVerbOnItsResource() {
    Decision decision =
        ask(eve(rule("get,list", "core", "pods")), EVE, "get", resource("pods", "shop"));
    assertThat(decision.verdict()).isEqualTo(Verdict.YES);
    assertThat(facts(decision)).containsExactly(List.of("binding", "rule0"));
  }

  @Test
  void whatNoRuleAllowsIsForbidden() {
    Decision decision = ask(eve(rule("get", "core", "pods")), EVE, "list", resource("pods", ""));
    assertThat(decision.verdict()).isEqualTo(Verdict.NO);
    assertThat(decision.controls())
        .containsExactly(
            new Control(
                Control.Kind.MISSING_ALLOW,
                "no binding lets user `eve` `list` `pods` in the cluster",
                List.of()));
  }

  @Test
  void starIsEveryVerbGroupAndResource() {
    assertThat(verdict(rule("*", "core", "pods"), "teleport", resource("pods", "a")))
        .isEqualTo(Verdict.YES);
    assertThat(verdict(rule("get", "*", "pods"), "get", RbacTarget.Resource.of("x.io", "pods", "")))
        .isEqualTo(Verdict.YES);
    assertThat(verdict(rule("get", "core", "*"), "get", resource("pods/exec", "a")))
        .isEqualTo(Verdict.YES);
    assertThat(verdict(rule("get", "core", "*"), "get", RbacTarget.Resource.of("apps", "x", "")))
        .isEqualTo(Verdict.NO);
  }

  @Test
  void resourceDoesNotIncludeItsSubresources() {
    assertThat(verdict(rule("create", "core", "pods"), "create", resource("pods/exec", "a")))
        .isEqualTo(Verdict.NO);
    assertThat(verdict(rule("create", "core", "pods/exec"), "create", resource("pods", "a")))
        .isEqualTo(Verdict.NO);
  }

  @Test
  void starSlashSubresourceIsThatSubresourceOfEveryResource() {
    String scale = rule("update", "*", "*/scale");
    assertThat(verdict(scale, "update", RbacTarget.Resource.of("apps", "deployments/scale", "a")))
        .isEqualTo(Verdict.YES);
    assertThat(verdict(scale, "update", RbacTarget.Resource.of("apps", "deployments", "a")))
        .isEqualTo(Verdict.NO);
    assertThat(verdict(scale, "update", RbacTarget.Resource.of("apps", "deployments/status", "a")))
        .isEqualTo(Verdict.NO);
  }

  @Test
  void resourceSlashStarIsNoWildcard() {
    assertThat(verdict(rule("create", "core", "pods/*"), "create", resource("pods/exec", "a")))
        .isEqualTo(Verdict.NO);
  }

  @Test
  void resourceNamesLimitToTheObject() {
    String named = rule("get,update,list,delete", "core", "secrets", "tls");
    assertThat(verdict(named, "get", resource("secrets", "a").named("tls"))).isEqualTo(Verdict.YES);
    assertThat(verdict(named, "get", resource("secrets", "a").named("db"))).isEqualTo(Verdict.NO);
    assertThat(verdict(named, "list", resource("secrets", "a"))).isEqualTo(Verdict.NO);
  }

  @Test
  void listByFieldSelectorIsAboutTheObject() {
    String named = rule("list,watch", "core", "secrets", "tls");
    assertThat(verdict(named, "list", resource("secrets", "a").named("tls")))
        .isEqualTo(Verdict.YES);
  }

  @Test
  void createAndDeletecollectionAreNeverAboutANamedObject() {
    String named = rule("create,deletecollection", "core", "pods", "web");
    assertThat(verdict(named, "create", resource("pods", "a").named("web"))).isEqualTo(Verdict.NO);
    assertThat(verdict(named, "deletecollection", resource("pods", "a").named("web")))
        .isEqualTo(Verdict.NO);
  }

  @Test
  void createOfASubresourceIsAboutTheObject() {
    String exec = rule("create", "core", "pods/exec", "web");
    assertThat(verdict(exec, "create", resource("pods/exec", "a").named("web")))
        .isEqualTo(Verdict.YES);
    assertThat(verdict(exec, "create", resource("pods/exec", "a").named("db")))
        .isEqualTo(Verdict.NO);
  }

  @Test
  void urlsMatchExactlyOrByTrailingStar() {
    assertThat(verdict(urls("get", "/metrics"), "get", new RbacTarget.Url("/metrics")))
        .isEqualTo(Verdict.YES);
    assertThat(verdict(urls("get", "/metrics"), "get", new RbacTarget.Url("/metrics/cadvisor")))
        .isEqualTo(Verdict.NO);
    assertThat(verdict(urls("get", "/metrics/*"), "get", new RbacTarget.Url("/metrics/cadvisor")))
        .isEqualTo(Verdict.YES);
    assertThat(verdict(urls("get", "*"), "get", new RbacTarget.Url("/debug")))
        .isEqualTo(Verdict.YES);
    assertThat(verdict(urls("get", "*"), "post", new RbacTarget.Url("/debug")))
        .isEqualTo(Verdict.NO);
  }

  private static RbacModel.Builder inShop(String... rules) {
    RbacModel.Builder model = RbacModel.builder().withoutDefaults();
    RoleName role = RoleName.cluster("wide");
    for (int i = 0; i < rules.length; i++) {
      model.rule(role, rules[i], "rule" + i);
    }
    return model.bind("shop", "b", role, EVE, "binding");
  }

  @Test
  void roleBindingOfAClusterRoleHoldsInItsNamespaceOnly() {
    RbacModel.Builder model = inShop(rule("*", "*", "*"));
    assertThat(ask(model, EVE, "get", resource("secrets", "shop")).verdict())
        .isEqualTo(Verdict.YES);
    assertThat(ask(model, EVE, "get", resource("secrets", "bank")).verdict()).isEqualTo(Verdict.NO);
    assertThat(ask(model, EVE, "list", resource("secrets", "")).verdict()).isEqualTo(Verdict.NO);
    assertThat(ask(model, EVE, "get", resource("nodes", "").named("n1")).verdict())
        .isEqualTo(Verdict.NO);
  }

  @Test
  void roleBindingGivesNoUrls() {
    assertThat(ask(inShop(urls("*", "*")), EVE, "get", new RbacTarget.Url("/metrics")).verdict())
        .isEqualTo(Verdict.NO);
  }

  @Test
  void namespaceObjectIsInItsOwnNamespace() {
    RbacModel.Builder model = inShop(rule("get,patch,list", "core", "namespaces"));
    assertThat(ask(model, EVE, "patch", resource("namespaces", "").named("shop")).verdict())
        .isEqualTo(Verdict.YES);
    assertThat(ask(model, EVE, "patch", resource("namespaces", "").named("bank")).verdict())
        .isEqualTo(Verdict.NO);
    assertThat(ask(model, EVE, "list", resource("namespaces", "")).verdict()).isEqualTo(Verdict.NO);
  }

  @Test
  void roleOfTheNamespaceIsBoundThere() {
    RoleName role = RoleName.of("shop", "reader");
    RbacModel.Builder model =
        RbacModel.builder()
            .rule(role, rule("get", "core", "secrets"), "r")
            .bind("shop", "b", role, EVE, "b");
    assertThat(facts(ask(model, EVE, "get", resource("secrets", "shop"))))
        .containsExactly(List.of("b", "r"));
  }

  @Test
  void serviceAccountIsBoundByNameAndByItsGroups() {
    Subject robot = Subject.serviceAccount("shop", "robot");
    for (Subject bound :
        List.of(
            robot,
            Subject.user("system:serviceaccount:shop:robot"),
            new Subject(Subject.Kind.USER, "", "system:serviceaccount:shop:robot"),
            Subject.group("system:serviceaccounts"),
            Subject.group("system:serviceaccounts:shop"),
            Subject.group("system:authenticated"))) {
      RoleName role = RoleName.cluster("r");
      RbacModel.Builder model =
          RbacModel.builder()
              .rule(role, rule("get", "core", "secrets"), "r")
              .bind("", "b", role, bound, "b");
      assertThat(ask(model, robot, "get", resource("secrets", "x")).verdict())
          .as(bound.says())
          .isEqualTo(Verdict.YES);
      assertThat(
              ask(model, Subject.user(Requester.ANONYMOUS), "get", resource("secrets", "x"))
                  .verdict())
          .as(bound.says())
          .isEqualTo(Verdict.NO);
    }
  }

  @Test
  void accountsOfOtherNamespacesAreInOtherGroups() {
    RoleName role = RoleName.cluster("r");
    RbacModel.Builder model =
        RbacModel.builder()
            .rule(role, rule("get", "core", "secrets"), "r")
            .bind("", "b", role, Subject.group("system:serviceaccounts:shop"), "b");
    assertThat(
            ask(model, Subject.serviceAccount("bank", "r"), "get", resource("secrets", "shop"))
                .verdict())
        .isEqualTo(Verdict.NO);
  }

  @Test
  void accountOfARoleBindingWithoutNamespaceIsOfTheBindingsNamespace() {
    RoleName role = RoleName.cluster("r");
    Subject nameless = Subject.serviceAccount("", "robot");
    RbacModel.Builder model =
        RbacModel.builder()
            .rule(role, rule("get", "core", "secrets"), "r")
            .bind("shop", "b", role, nameless, "b")
            .bind("", "c", role, nameless, "c");
    Subject robot = Subject.serviceAccount("shop", "robot");
    assertThat(facts(ask(model, robot, "get", resource("secrets", "shop"))))
        .containsExactly(List.of("b", "r"));
    assertThat(model.build().problems()).hasSize(1);
  }

  @Test
  void anonymousIsUnauthenticatedOnly() {
    RoleName role = RoleName.cluster("r");
    RbacModel.Builder model =
        RbacModel.builder()
            .rule(role, rule("get", "core", "secrets"), "r")
            .bind("", "b", role, Subject.group("system:unauthenticated"), "b");
    assertThat(
            ask(model, Subject.user("system:anonymous"), "get", resource("secrets", "")).verdict())
        .isEqualTo(Verdict.YES);
    assertThat(ask(model, EVE, "get", resource("secrets", "")).verdict()).isEqualTo(Verdict.NO);
  }

  @Test
  void membershipGivesWhatTheGroupHas() {
    RoleName role = RoleName.cluster("r");
    RbacModel.Builder model =
        RbacModel.builder()
            .rule(role, rule("get", "core", "secrets"), "r")
            .bind("", "b", role, Subject.group("ops"), "b")
            .member(EVE, "ops", "m");
    assertThat(facts(ask(model, EVE, "get", resource("secrets", ""))))
        .containsExactly(List.of("b", "m", "r"));
  }

  @Test
  void groupsOfTheCredentialCount() {
    RbacModel model = RbacModel.builder().build();
    Requester master = Requester.of(EVE, List.of("system:masters"));
    Decision decision =
        new RbacDecisions(model).decide(new RbacRequest(master, "get", resource("secrets", "")));
    assertThat(decision.verdict()).isEqualTo(Verdict.YES);
    assertThat(facts(decision)).containsExactly(List.of());
  }

  @Test
  void everyMinimalWayIsListed() {
    RoleName one = RoleName.cluster("one");
    RoleName two = RoleName.of("shop", "two");
    RbacModel.Builder model =
        RbacModel.builder()
            .rule(one, rule("get", "core", "pods"), "r1")
            .rule(one, rule("*", "core", "*"), "r2")
            .rule(two, rule("get", "core", "pods"), "r3")
            .bind("", "b1", one, EVE, "b1")
            .bind("shop", "b2", two, Subject.group("system:authenticated"), "b2");
    Decision decision = ask(model, EVE, "get", resource("pods", "shop"));
    assertThat(facts(decision))
        .containsExactly(List.of("b1", "r1"), List.of("b1", "r2"), List.of("b2", "r3"));
    assertThat(decision.complete()).isTrue();
  }

  @Test
  void malformedRulesAreProblemsAndGiveNothing() {
    RbacModel.Builder model =
        eve("{", "[]", "{\"verbs\":\"get\"}", "{\"verbs\":[1]}", "{\"apiGroups\":[\"\"]}", "7", "");
    assertThat(ask(model, EVE, "get", resource("pods", "")).verdict()).isEqualTo(Verdict.NO);
    assertThat(model.build().problems()).isNotEmpty();
    assertThat(model.build().problems().getFirst().says())
        .startsWith("a rule of cluster role `given` is left out: ");
  }

  @Test
  void deepJsonIsAProblem() {
    RbacModel.Builder model = eve("[".repeat(100_000));
    assertThat(model.build().problems()).hasSize(1);
  }
}
