package dev.ardennes.policy.kubernetes.rbac;

import static dev.ardennes.policy.kubernetes.rbac.Rules.EVE;
import static dev.ardennes.policy.kubernetes.rbac.Rules.RBAC;
import static dev.ardennes.policy.kubernetes.rbac.Rules.ask;
import static dev.ardennes.policy.kubernetes.rbac.Rules.assumed;
import static dev.ardennes.policy.kubernetes.rbac.Rules.resource;
import static dev.ardennes.policy.kubernetes.rbac.Rules.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.policy.Verdict;
import org.junit.jupiter.api.Test;

/// What the documentation says of the default roles.
final class DefaultRolesTest {
  private static Verdict bound(String role, String verb, RbacTarget target) {
    return ask(
            RbacModel.builder().bind("shop", "b", RoleName.cluster(role), EVE, "b"),
            EVE,
            verb,
            target)
        .verdict();
  }

  @Test
  void viewReadsAlmostEverythingButSecretsAndRoles() {
    assertThat(bound("view", "list", resource("pods", "shop"))).isEqualTo(Verdict.YES);
    assertThat(bound("view", "get", resource("secrets", "shop"))).isEqualTo(Verdict.NO);
    assertThat(bound("view", "get", RbacTarget.Resource.of(RBAC, "roles", "shop")))
        .isEqualTo(Verdict.NO);
  }

  @Test
  void editReadsSecretsRunsPodsAsAnyAccountButCannotGrant() {
    assertThat(bound("edit", "get", resource("secrets", "shop"))).isEqualTo(Verdict.YES);
    assertThat(bound("edit", "create", resource("pods/exec", "shop"))).isEqualTo(Verdict.YES);
    assertThat(bound("edit", "impersonate", resource("serviceaccounts", "shop").named("x")))
        .isEqualTo(Verdict.YES);
    assertThat(bound("edit", "list", resource("pods", "shop"))).isEqualTo(Verdict.YES);
    assertThat(bound("edit", "create", RbacTarget.Resource.of(RBAC, "rolebindings", "shop")))
        .isEqualTo(Verdict.NO);
  }

  @Test
  void adminGrantsInTheNamespaceButWritesNoQuotaAndNoNamespace() {
    assertThat(bound("admin", "create", RbacTarget.Resource.of(RBAC, "rolebindings", "shop")))
        .isEqualTo(Verdict.YES);
    assertThat(bound("admin", "update", resource("resourcequotas", "shop"))).isEqualTo(Verdict.NO);
    assertThat(bound("admin", "patch", resource("namespaces", "").named("shop")))
        .isEqualTo(Verdict.NO);
    assertThat(bound("admin", "get", resource("secrets", "bank"))).isEqualTo(Verdict.NO);
  }

  @Test
  void defaultRoleIsAnAssumptionThatLeavesAYesAYes() {
    RbacModel.Builder model =
        RbacModel.builder().bind("shop", "b", RoleName.cluster("cluster-admin"), EVE, "b");
    assertThat(assumed(ask(model, EVE, "get", resource("secrets", "shop"))))
        .containsExactly("cluster role `cluster-admin` is as Kubernetes makes it");
    assertThat(ask(model, EVE, "get", resource("secrets", "shop")).verdict())
        .isEqualTo(Verdict.YES);
  }

  @Test
  void declaredRoleReplacesTheDefault() {
    RbacModel.Builder model =
        RbacModel.builder()
            .rule(RoleName.cluster("view"), rule("get", "core", "secrets"), "r")
            .bind("shop", "b", RoleName.cluster("view"), EVE, "b");
    assertThat(ask(model, EVE, "get", resource("secrets", "shop")).verdict())
        .isEqualTo(Verdict.YES);
    assertThat(ask(model, EVE, "get", resource("pods", "shop")).verdict()).isEqualTo(Verdict.NO);
  }

  @Test
  void everybodyMayDiscoverTheApiAndNobodyAnonymousMay() {
    RbacModel.Builder model = RbacModel.builder();
    Subject anonymous = Subject.user("system:anonymous");
    assertThat(ask(model, EVE, "get", new RbacTarget.Url("/apis/apps/v1")).verdict())
        .isEqualTo(Verdict.YES);
    assertThat(ask(model, anonymous, "get", new RbacTarget.Url("/apis/apps/v1")).verdict())
        .isEqualTo(Verdict.NO);
    assertThat(ask(model, anonymous, "get", new RbacTarget.Url("/version")).verdict())
        .isEqualTo(Verdict.YES);
  }

  @Test
  void declaredBindingReplacesTheDefault() {
    RbacModel.Builder model =
        RbacModel.builder()
            .bind(
                "",
                "system:discovery",
                RoleName.cluster("system:discovery"),
                Subject.user("adam"),
                "b");
    assertThat(ask(model, EVE, "get", new RbacTarget.Url("/apis/apps/v1")).verdict())
        .isEqualTo(Verdict.NO);
  }

  @Test
  void everyDefaultBindingRefersToADefaultRole() {
    DefaultRoles bundled = DefaultRoles.bundled();
    assertThat(bundled.roles()).hasSizeGreaterThan(50);
    assertThat(bundled.roles())
        .extracting(DefaultRoles.DefaultRole::name)
        .doesNotHaveDuplicates()
        .containsAll(bundled.bindings().stream().map(DefaultRoles.DefaultBinding::role).toList());
  }
}
