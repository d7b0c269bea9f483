package dev.ardennes.policy.kubernetes.rbac;

import static dev.ardennes.policy.kubernetes.rbac.Rules.EVE;
import static dev.ardennes.policy.kubernetes.rbac.Rules.RBAC;
import static dev.ardennes.policy.kubernetes.rbac.Rules.eve;
import static dev.ardennes.policy.kubernetes.rbac.Rules.facts;
import static dev.ardennes.policy.kubernetes.rbac.Rules.rule;
import static dev.ardennes.policy.kubernetes.rbac.Rules.urls;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.policy.Decision;
import dev.ardennes.policy.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RbacEscalationTest {
  private static final Requester WHO = Requester.of(EVE);
  private static final RoleName NEW = RoleName.cluster("new");
  private static final String WRITE =
      rule("create,update", RBAC, "clusterroles,clusterrolebindings,roles,rolebindings");

  private static RbacEscalation of(RbacModel.Builder model) {
    return new RbacEscalation(new RbacDecisions(model.build()));
  }

  private static Decision write(String verb, RoleName role, String content, String... has) {
    return of(eve(has)).mayWriteRole(WHO, verb, role, RbacEscalation.RoleContent.of(content));
  }

  @Test
  void roleMayHoldOnlyWhatItsAuthorHas() {
    String secrets = rule("get", "core", "secrets");
    assertThat(write("create", NEW, secrets, WRITE).verdict()).isEqualTo(Verdict.NO);
    Decision decision = write("create", NEW, secrets, WRITE, rule("get,list", "core", "secrets"));
    assertThat(decision.verdict()).isEqualTo(Verdict.YES);
    assertThat(facts(decision)).containsExactly(List.of("binding", "rule0", "rule1"));
  }

  @Test
  void authorNeedsTheVerbOnTheRoleToo() {
    String secrets = rule("get", "core", "secrets");
    assertThat(write("create", NEW, secrets, secrets).verdict()).isEqualTo(Verdict.NO);
  }

  @Test
  void severalRulesOfTheAuthorMayCoverOneOfTheRole() {
    String both = rule("get,list", "core", "secrets,pods");
    assertThat(
            write(
                    "create",
                    NEW,
                    both,
                    WRITE,
                    rule("get", "core", "*"),
                    rule("list", "*", "secrets,pods"))
                .verdict())
        .isEqualTo(Verdict.YES);
    assertThat(write("create", NEW, both, WRITE, rule("get", "core", "*")).verdict())
        .isEqualTo(Verdict.NO);
  }

  @Test
  void starIsCoveredByStarOnly() {
    String all = rule("*", "core", "pods");
    assertThat(write("create", NEW, all, WRITE, rule("get,list,create", "core", "pods")).verdict())
        .isEqualTo(Verdict.NO);
    assertThat(write("create", NEW, all, WRITE, rule("*", "*", "*")).verdict())
        .isEqualTo(Verdict.YES);
  }

  @Test
  void namesAreCoveredByTheSameNamesOrByAll() {
    String named = rule("create", "core", "secrets", "tls");
    assertThat(write("create", NEW, named, WRITE, named).verdict()).isEqualTo(Verdict.YES);
    assertThat(
            write("create", NEW, named, WRITE, rule("create", "core", "secrets", "db")).verdict())
        .isEqualTo(Verdict.NO);
    assertThat(write("create", NEW, rule("get", "core", "secrets"), WRITE, named).verdict())
        .isEqualTo(Verdict.NO);
  }

  @Test
  void urlsAreCoveredByPrefix() {
    assertThat(write("create", NEW, urls("get", "/a/b"), WRITE, urls("get", "/a/*")).verdict())
        .isEqualTo(Verdict.YES);
    assertThat(write("create", NEW, urls("get", "/a/*"), WRITE, urls("get", "/a/b")).verdict())
        .isEqualTo(Verdict.NO);
  }

  @Test
  void escalateReplacesThePermissions() {
    String all = rule("*", "*", "*");
    assertThat(write("create", NEW, all, WRITE, rule("escalate", RBAC, "clusterroles")).verdict())
        .isEqualTo(Verdict.YES);
  }

  @Test
  void escalateOnANamedRoleHelpsToUpdateItButNotToCreateIt() {
    String all = rule("*", "*", "*");
    String escalate = rule("escalate", RBAC, "clusterroles", "new");
    assertThat(write("update", NEW, all, WRITE, escalate).verdict()).isEqualTo(Verdict.YES);
    assertThat(write("create", NEW, all, WRITE, escalate).verdict()).isEqualTo(Verdict.NO);
  }

  @Test
  void aggregatingRoleNeedsEverything() {
    RbacEscalation.RoleContent aggregating = new RbacEscalation.RoleContent(List.of(), true);
    assertThat(
            of(eve(WRITE, rule("get", "*", "*"), urls("*", "*")))
                .mayWriteRole(WHO, "create", NEW, aggregating)
                .verdict())
        .isEqualTo(Verdict.NO);
    assertThat(
            of(eve(WRITE, rule("*", "*", "*"), urls("*", "*")))
                .mayWriteRole(WHO, "create", NEW, aggregating)
                .verdict())
        .isEqualTo(Verdict.YES);
  }

  @Test
  void permissionsInTheNamespaceSufficeForARoleThere() {
    RoleName local = RoleName.cluster("local");
    RbacModel.Builder model =
        RbacModel.builder()
            .withoutDefaults()
            .rule(local, WRITE, "w")
            .rule(local, rule("get", "core", "secrets"), "r")
            .bind("shop", "b", local, EVE, "b");
    RbacEscalation.RoleContent secrets =
        RbacEscalation.RoleContent.of(rule("get", "core", "secrets"));
    assertThat(of(model).mayWriteRole(WHO, "create", RoleName.of("shop", "n"), secrets).verdict())
        .isEqualTo(Verdict.YES);
    assertThat(of(model).mayWriteRole(WHO, "create", RoleName.of("bank", "n"), secrets).verdict())
        .isEqualTo(Verdict.NO);
    assertThat(of(model).mayWriteRole(WHO, "create", NEW, secrets).verdict()).isEqualTo(Verdict.NO);
  }

  private static RbacModel.Builder withStrong(String... has) {
    return eve(has).rule(RoleName.cluster("strong"), rule("*", "core", "secrets"), "s");
  }

  @Test
  void bindingNeedsBindOrThePermissions() {
    RoleName strong = RoleName.cluster("strong");
    assertThat(of(withStrong(WRITE)).mayBind(WHO, "create", "shop", "n", strong).verdict())
        .isEqualTo(Verdict.NO);
    assertThat(
            of(withStrong(WRITE, rule("bind", RBAC, "clusterroles", "strong")))
                .mayBind(WHO, "create", "shop", "n", strong)
                .verdict())
        .isEqualTo(Verdict.YES);
    assertThat(
            of(withStrong(WRITE, rule("bind", RBAC, "clusterroles", "other")))
                .mayBind(WHO, "create", "shop", "n", strong)
                .verdict())
        .isEqualTo(Verdict.NO);
    assertThat(
            of(withStrong(WRITE, rule("*", "core", "secrets")))
                .mayBind(WHO, "create", "shop", "n", strong)
                .verdict())
        .isEqualTo(Verdict.YES);
    assertThat(
            of(withStrong(rule("bind", RBAC, "clusterroles")))
                .mayBind(WHO, "create", "shop", "n", strong)
                .verdict())
        .isEqualTo(Verdict.NO);
  }

  @Test
  void bindInANamespaceDoesNotHelpInTheCluster() {
    RoleName local = RoleName.cluster("local");
    RbacModel.Builder model =
        withStrong(WRITE)
            .rule(local, rule("bind", RBAC, "clusterroles"), "l")
            .bind("shop", "b", local, EVE, "b");
    RoleName strong = RoleName.cluster("strong");
    assertThat(of(model).mayBind(WHO, "create", "shop", "n", strong).verdict())
        .isEqualTo(Verdict.YES);
    assertThat(of(model).mayBind(WHO, "create", "", "n", strong).verdict()).isEqualTo(Verdict.NO);
  }

  @Test
  void roleThatWasNotCollectedMayBeBoundIfItHoldsNoMore() {
    assertThat(of(eve(WRITE)).mayBind(WHO, "create", "", "n", RoleName.cluster("gone")).verdict())
        .isEqualTo(Verdict.CONDITIONAL);
  }

  @Test
  void impersonationIsLimitedByKindAndName() {
    RbacEscalation named = of(eve(rule("impersonate", "core", "users", "adam")));
    assertThat(impersonate(named, Subject.user("adam"))).isEqualTo(Verdict.YES);
    assertThat(impersonate(named, Subject.user("root"))).isEqualTo(Verdict.NO);
    assertThat(impersonate(named, Subject.serviceAccount("shop", "adam"))).isEqualTo(Verdict.NO);
    RbacEscalation accounts = of(eve(rule("impersonate", "core", "serviceaccounts")));
    assertThat(impersonate(accounts, Subject.serviceAccount("shop", "adam")))
        .isEqualTo(Verdict.YES);
  }

  private static Verdict impersonate(RbacEscalation escalation, Subject subject) {
    return escalation.mayImpersonate(WHO, RbacEscalation.Identity.of(subject)).verdict();
  }

  @Test
  void everyGroupAndAttributeMustBeAllowed() {
    RbacEscalation.Identity masters =
        new RbacEscalation.Identity(
            Subject.user("adam"),
            List.of("system:masters"),
            "u1",
            Map.of("scopes", List.of("view")));
    String authentication = "authentication.k8s.io";
    String users = rule("impersonate", "core", "users,groups");
    String uid = rule("impersonate", authentication, "uids");
    String scope = rule("impersonate", authentication, "userextras/scopes", "view");
    assertThat(of(eve(users, uid, scope)).mayImpersonate(WHO, masters).verdict())
        .isEqualTo(Verdict.YES);
    assertThat(of(eve(users, uid)).mayImpersonate(WHO, masters).verdict()).isEqualTo(Verdict.NO);
    assertThat(of(eve(users, scope)).mayImpersonate(WHO, masters).verdict()).isEqualTo(Verdict.NO);
    assertThat(
            of(eve(rule("impersonate", "core", "users"), uid, scope))
                .mayImpersonate(WHO, masters)
                .verdict())
        .isEqualTo(Verdict.NO);
  }
}
