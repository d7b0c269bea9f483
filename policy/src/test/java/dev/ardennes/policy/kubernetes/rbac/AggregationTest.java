package dev.ardennes.policy.kubernetes.rbac;

import static dev.ardennes.policy.kubernetes.rbac.Rules.EVE;
import static dev.ardennes.policy.kubernetes.rbac.Rules.ask;
import static dev.ardennes.policy.kubernetes.rbac.Rules.assumed;
import static dev.ardennes.policy.kubernetes.rbac.Rules.facts;
import static dev.ardennes.policy.kubernetes.rbac.Rules.resource;
import static dev.ardennes.policy.kubernetes.rbac.Rules.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.policy.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AggregationTest {
  private static final RoleName ALL = RoleName.cluster("all");
  private static final RoleName PART = RoleName.cluster("part");

  private static RbacModel.Builder model(String selectors, String labels) {
    return RbacModel.builder()
        .withoutDefaults()
        .aggregates(ALL, selectors, "selectors")
        .labels(PART, labels, "labels")
        .rule(PART, rule("get", "core", "secrets"), "rule")
        .bind("", "b", ALL, EVE, "binding");
  }

  private static Verdict verdict(String selectors, String labels) {
    return ask(model(selectors, labels), EVE, "get", resource("secrets", "")).verdict();
  }

  private static String expression(String key, String operator, String values) {
    return "[{\"matchExpressions\":[{\"key\":\"%s\",\"operator\":\"%s\",\"values\":%s}]}]"
        .formatted(key, operator, values);
  }

  @Test
  void aggregatedRoleHasTheRulesOfTheRolesItSelects() {
    RbacModel.Builder model =
        model(
            "{\"clusterRoleSelectors\":[{\"matchLabels\":{\"to\":\"all\"}}]}", "{\"to\":\"all\"}");
    assertThat(facts(ask(model, EVE, "get", resource("secrets", ""))))
        .containsExactly(List.of("binding", "labels", "rule", "selectors"));
    assertThat(verdict("[{\"matchLabels\":{\"to\":\"all\"}}]", "{\"to\":\"none\"}"))
        .isEqualTo(Verdict.NO);
  }

  @Test
  void expressionsSelectByLabel() {
    assertThat(verdict(expression("to", "In", "[\"a\",\"b\"]"), "{\"to\":\"b\"}"))
        .isEqualTo(Verdict.YES);
    assertThat(verdict(expression("to", "In", "[\"a\"]"), "{}")).isEqualTo(Verdict.NO);
    assertThat(verdict(expression("to", "NotIn", "[\"a\"]"), "{\"to\":\"a\"}"))
        .isEqualTo(Verdict.NO);
    assertThat(verdict(expression("to", "NotIn", "[\"a\"]"), "{\"to\":\"b\"}"))
        .isEqualTo(Verdict.YES);
    assertThat(verdict(expression("to", "NotIn", "[\"a\"]"), "{}")).isEqualTo(Verdict.YES);
    assertThat(verdict(expression("to", "Exists", "[]"), "{\"to\":\"\"}")).isEqualTo(Verdict.YES);
    assertThat(verdict(expression("to", "Exists", "[]"), "{}")).isEqualTo(Verdict.NO);
    assertThat(verdict(expression("to", "DoesNotExist", "[]"), "{}")).isEqualTo(Verdict.YES);
    assertThat(verdict(expression("to", "DoesNotExist", "[]"), "{\"to\":\"a\"}"))
        .isEqualTo(Verdict.NO);
  }

  @Test
  void selectorsAreAUnionAndTheirRequirementsAnIntersection() {
    String both = "[{\"matchLabels\":{\"a\":\"1\",\"b\":\"1\"}}]";
    String either = "[{\"matchLabels\":{\"a\":\"1\"}},{\"matchLabels\":{\"b\":\"1\"}}]";
    assertThat(verdict(both, "{\"a\":\"1\"}")).isEqualTo(Verdict.NO);
    assertThat(verdict(either, "{\"b\":\"1\"}")).isEqualTo(Verdict.YES);
    assertThat(verdict("[{}]", "{}")).isEqualTo(Verdict.YES);
    assertThat(verdict("[]", "{}")).isEqualTo(Verdict.NO);
  }

  @Test
  void aggregationIsTransitiveAndSurvivesCycles() {
    RoleName middle = RoleName.cluster("middle");
    RbacModel.Builder model =
        RbacModel.builder()
            .aggregates(ALL, "[{\"matchLabels\":{\"to\":\"all\"}}]", "s1")
            .labels(ALL, "{\"to\":\"middle\"}", "l0")
            .aggregates(middle, "[{\"matchLabels\":{\"to\":\"middle\"}}]", "s2")
            .labels(middle, "{\"to\":\"all\"}", "l1")
            .labels(PART, "{\"to\":\"middle\"}", "l2")
            .rule(PART, rule("get", "core", "secrets"), "rule")
            .bind("", "b", ALL, EVE, "b");
    assertThat(facts(ask(model, EVE, "get", resource("secrets", ""))))
        .containsExactly(List.of("b", "l1", "l2", "rule", "s1", "s2"));
  }

  @Test
  void rolesOfNamespacesAreNotAggregated() {
    RbacModel.Builder model =
        RbacModel.builder()
            .aggregates(ALL, "[{}]", "s")
            .rule(RoleName.of("shop", "r"), rule("get", "core", "secrets"), "rule")
            .bind("", "b", ALL, EVE, "b")
            .withoutDefaults();
    assertThat(ask(model, EVE, "get", resource("secrets", "shop")).verdict()).isEqualTo(Verdict.NO);
  }

  @Test
  void rulesWrittenInAnAggregatedRoleAreOverwritten() {
    RbacModel.Builder model =
        RbacModel.builder()
            .aggregates(ALL, "[]", "s")
            .rule(ALL, rule("get", "core", "secrets"), "own")
            .bind("", "b", ALL, EVE, "b");
    assertThat(assumed(ask(model, EVE, "get", resource("secrets", ""))))
        .containsExactly("the rules written in cluster role `all` stand, although it aggregates");
    assertThat(ask(model.allCollected(), EVE, "get", resource("secrets", "")).verdict())
        .isEqualTo(Verdict.NO);
  }

  @Test
  void customRoleExtendsADefaultOne() {
    RbacModel.Builder model =
        RbacModel.builder()
            .labels(PART, "{\"rbac.authorization.k8s.io/aggregate-to-view\":\"true\"}", "l")
            .rule(PART, rule("get", "core", "secrets"), "rule")
            .bind("shop", "b", RoleName.cluster("admin"), EVE, "b");
    assertThat(ask(model, EVE, "get", resource("secrets", "shop")).verdict())
        .isEqualTo(Verdict.YES);
    assertThat(facts(ask(model, EVE, "get", resource("secrets", "shop"))))
        .contains(List.of("b"), List.of("b", "l", "rule"));
  }

  @Test
  void malformedSelectorsAreProblemsAndSelectNothing() {
    for (String bad :
        List.of("{", "7", "{}", "[7]", "[{\"matchExpressions\":[{\"operator\":\"Like\"}]}]")) {
      RbacModel.Builder model = model(bad, "{}");
      assertThat(ask(model, EVE, "get", resource("secrets", "")).verdict())
          .as(bad)
          .isEqualTo(Verdict.NO);
      assertThat(model.build().problems()).as(bad).hasSize(1);
    }
  }
}
