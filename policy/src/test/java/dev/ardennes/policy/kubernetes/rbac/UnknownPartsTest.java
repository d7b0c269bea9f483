package dev.ardennes.policy.kubernetes.rbac;

import static dev.ardennes.policy.kubernetes.rbac.Rules.EVE;
import static dev.ardennes.policy.kubernetes.rbac.Rules.ask;
import static dev.ardennes.policy.kubernetes.rbac.Rules.assumed;
import static dev.ardennes.policy.kubernetes.rbac.Rules.eve;
import static dev.ardennes.policy.kubernetes.rbac.Rules.facts;
import static dev.ardennes.policy.kubernetes.rbac.Rules.resource;
import static dev.ardennes.policy.kubernetes.rbac.Rules.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.policy.Decision;
import dev.ardennes.policy.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UnknownPartsTest {
  @Test
  void unknownVerbMakesItConditional() {
    Decision decision =
        ask(eve(rule("⟨verb⟩", "core", "pods")), EVE, "get", resource("pods", "shop"));
    assertThat(decision.verdict()).isEqualTo(Verdict.CONDITIONAL);
    assertThat(assumed(decision)).containsExactly("`⟨verb⟩` stands for `get`");
    assertThat(decision.alternatives().getFirst().assumed().getFirst().about())
        .containsExactly("rule0");
  }

  @Test
  void knownPartsOfATextStillDecide() {
    RbacModel.Builder model = eve(rule("get", "core", "secrets", "team-⟨x⟩-key"));
    assertThat(ask(model, EVE, "get", resource("secrets", "").named("team-a-key")).verdict())
        .isEqualTo(Verdict.CONDITIONAL);
    assertThat(ask(model, EVE, "get", resource("secrets", "").named("root")).verdict())
        .isEqualTo(Verdict.NO);
    assertThat(ask(model, EVE, "get", resource("secrets", "").named("team-⟨x⟩-key")).verdict())
        .isEqualTo(Verdict.YES);
  }

  @Test
  void unknownRuleMayAllowAnything() {
    assertThat(ask(eve("\"⟨rules⟩\""), EVE, "get", resource("secrets", "")).verdict())
        .isEqualTo(Verdict.CONDITIONAL);
    assertThat(ask(eve("\"⟨rules⟩\""), EVE, "get", new RbacTarget.Url("/metrics")).verdict())
        .isEqualTo(Verdict.CONDITIONAL);
  }

  @Test
  void unknownListOfNamesMayBeEmpty() {
    String json =
        "{\"verbs\":[\"get\"],\"apiGroups\":[\"\"],\"resources\":[\"secrets\"],"
            + "\"resourceNames\":\"⟨names⟩\"}";
    assertThat(ask(eve(json), EVE, "get", resource("secrets", "")).verdict())
        .isEqualTo(Verdict.CONDITIONAL);
  }

  @Test
  void certainWayMakesConditionalOnesNeedless() {
    Decision decision =
        ask(
            eve(rule("⟨verb⟩", "core", "pods"), rule("get", "core", "pods")),
            EVE,
            "get",
            resource("pods", ""));
    assertThat(decision.verdict()).isEqualTo(Verdict.YES);
    assertThat(facts(decision)).containsExactly(List.of("binding", "rule1"));
  }

  @Test
  void roleThatWasNotCollectedMayAllowIt() {
    RbacModel.Builder model =
        RbacModel.builder().bind("shop", "b", RoleName.of("shop", "gone"), EVE, "b");
    Decision decision = ask(model, EVE, "get", resource("secrets", "shop"));
    assertThat(decision.verdict()).isEqualTo(Verdict.CONDITIONAL);
    assertThat(assumed(decision))
        .containsExactly(
            "role `shop/gone`, which was not collected, allows `get` `secrets` in namespace"
                + " `shop`");
    assertThat(ask(model.allCollected(), EVE, "get", resource("secrets", "shop")).verdict())
        .isEqualTo(Verdict.NO);
  }

  @Test
  void unknownSubjectMayBeTheRequester() {
    RoleName role = RoleName.cluster("r");
    RbacModel.Builder model =
        RbacModel.builder()
            .rule(role, rule("get", "core", "secrets"), "r")
            .bind("", "b", role, Subject.serviceAccount("⟨ns⟩", "robot"), "b");
    Subject robot = Subject.serviceAccount("shop", "robot");
    assertThat(ask(model, robot, "get", resource("secrets", "")).verdict())
        .isEqualTo(Verdict.CONDITIONAL);
    assertThat(assumed(ask(model, robot, "get", resource("secrets", ""))))
        .containsExactly("`⟨ns⟩` stands for `shop`");
    assertThat(
            ask(model, Subject.serviceAccount("shop", "web"), "get", resource("secrets", ""))
                .verdict())
        .isEqualTo(Verdict.NO);
    assertThat(
            ask(model, Subject.serviceAccount("⟨ns⟩", "robot"), "get", resource("secrets", ""))
                .verdict())
        .isEqualTo(Verdict.YES);
  }

  @Test
  void unknownNamespaceOfABindingMayBeTheOneAsked() {
    RoleName role = RoleName.cluster("r");
    RbacModel.Builder model =
        RbacModel.builder()
            .rule(role, rule("get", "core", "secrets"), "r")
            .bind("⟨release.namespace⟩", "b", role, EVE, "b");
    assertThat(ask(model, EVE, "get", resource("secrets", "shop")).verdict())
        .isEqualTo(Verdict.CONDITIONAL);
    assertThat(ask(model, EVE, "get", resource("secrets", "⟨release.namespace⟩")).verdict())
        .isEqualTo(Verdict.YES);
    assertThat(ask(model, EVE, "get", resource("secrets", "")).verdict()).isEqualTo(Verdict.NO);
  }

  @Test
  void unknownLabelsMaySelectTheRole() {
    RoleName part = RoleName.cluster("part");
    RbacModel.Builder model =
        RbacModel.builder()
            .aggregates(RoleName.cluster("all"), "[{\"matchLabels\":{\"to\":\"all\"}}]", "s")
            .labels(part, "{\"to\":\"⟨to⟩\"}", "l")
            .rule(part, rule("get", "core", "secrets"), "r")
            .bind("", "b", RoleName.cluster("all"), EVE, "b");
    assertThat(ask(model, EVE, "get", resource("secrets", "")).verdict())
        .isEqualTo(Verdict.CONDITIONAL);
  }
}
