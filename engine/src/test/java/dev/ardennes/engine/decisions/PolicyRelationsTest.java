package dev.ardennes.engine.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.engine.datalog.ComputedRelation;
import dev.ardennes.engine.datalog.SymbolTable;
import dev.ardennes.model.Collected;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.Standing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class PolicyRelationsTest {
  private static final String WEB = "k8s/main/shop/deployment/web";
  private static final String DB = "k8s/main/shop/deployment/db";
  private static final String ACCOUNT = "k8s/main/shop/serviceaccount/web";

  private final SymbolTable symbols = new SymbolTable();
  private final PolicyRelations relations = new PolicyRelations(facts(), symbols, null);

  private static Fact fact(String relation, String... args) {
    return new Fact(relation, List.of(args), Standing.CONFIGURED, List.of());
  }

  private static FactBase facts() {
    List<Fact> facts =
        List.of(
            fact("in_namespace", WEB, "k8s/main/shop"),
            fact("in_namespace", DB, "k8s/main/shop"),
            fact("runs_as_account", WEB, ACCOUNT),
            fact("runs_as_account", DB, "k8s/main/shop/serviceaccount/db"),
            fact("label", DB, "app", "db"),
            fact(
                "network_policy",
                "k8s/main/shop/networkpolicy/p",
                "{\"podSelector\":{},\"policyTypes\":[\"Ingress\"]}"),
            fact(
                "network_rule",
                "k8s/main/shop/networkpolicy/p",
                "ingress",
                "0",
                "{\"from\":[{\"podSelector\":{\"matchLabels\":{\"app\":\"db\"}}}]}"),
            fact("covered", "k8s/main/shop", "network_policy"),
            fact(
                "rbac_rule",
                "k8s/main/clusterrole/r",
                "0",
                "{\"apiGroups\":[\"\"],\"resources\":[\"secrets\"],\"verbs\":[\"get\"]}"),
            fact(
                "rbac_binding",
                "k8s/main/shop/rolebinding/b",
                "k8s/main/shop",
                "k8s/main/clusterrole/r",
                ACCOUNT));
    return FactBase.of(
        List.of(new Collected("t", "t", "", 1, List.of(), facts, List.of(), List.of())));
  }

  /// The answers to a question whose open column is written `?`.
  private List<List<String>> answers(String relation, String... question) {
    int[] pattern =
        Arrays.stream(question)
            .mapToInt(arg -> arg.equals("?") ? ComputedRelation.FREE : symbols.intern(arg))
            .toArray();
    List<List<String>> answers = new ArrayList<>();
    relation(relation)
        .answer(
            pattern, tuple -> answers.add(Arrays.stream(tuple).mapToObj(symbols::text).toList()));
    return answers;
  }

  private ComputedRelation relation(String name) {
    return Objects.requireNonNull(relations.relations().get(name));
  }

  @Test
  void aRelationMayLeaveOneOfSeveralColumnsOpen() {
    assertThat(relation("pod_reaches").modes()).containsExactly("bbbb", "fbbb", "bfbb");
    assertThat(relation("kube_may").modes()).containsExactly("bbbb", "bbbf", "fbbb");
    assertThat(relation("let_in").modes()).containsExactly("bbb");
    assertThat(relation("may").modes()).containsExactly("bbb", "bbf");
  }

  @Test
  void whatIsLeftOpenIsListed() {
    assertThat(answers("pod_reaches", "?", WEB, "80", "TCP"))
        .containsExactlyInAnyOrder(List.of(DB, WEB, "80", "TCP"), List.of(WEB, WEB, "80", "TCP"));
    assertThat(answers("pod_reaches", WEB, "?", "80", "TCP"))
        .containsExactly(List.of(WEB, WEB, "80", "TCP"));
    assertThat(answers("kube_may", ACCOUNT, "get", "secrets", "?"))
        .containsExactly(List.of(ACCOUNT, "get", "secrets", "k8s/main/shop"));
    assertThat(answers("kube_may", "?", "get", "secrets", "k8s/main/shop"))
        .contains(List.of(ACCOUNT, "get", "secrets", "k8s/main/shop"));
  }

  @Test
  void aWholeQuestionIsAnsweredByItself() {
    assertThat(answers("pod_reaches", DB, WEB, "80", "TCP")).hasSize(1);
    assertThat(answers("pod_reaches", WEB, DB, "80", "TCP")).isEmpty();
  }

  @Test
  void aDecisionNamesItsEngine() {
    assertThat(relations.decision("pod_reaches", List.of(DB, WEB, "80", "TCP")).engine())
        .isEqualTo("policy.kubernetes");
    assertThat(relations.decision("mesh_connects", List.of(DB, WEB, "80")).engine())
        .isEqualTo("policy.istio");
    assertThat(relations.decision("same_account", List.of("a", "b")).engine())
        .isEqualTo("policy.aws");
  }
}
