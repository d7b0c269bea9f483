package dev.ardennes.policy.kubernetes.network;

import static dev.ardennes.policy.Verdict.CONDITIONAL;
import static dev.ardennes.policy.Verdict.NO;
import static dev.ardennes.policy.Verdict.YES;
import static dev.ardennes.policy.kubernetes.network.Cluster.DB;
import static dev.ardennes.policy.kubernetes.network.Cluster.PROBE;
import static dev.ardennes.policy.kubernetes.network.Cluster.WEB;
import static dev.ardennes.policy.kubernetes.network.Cluster.shop;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.policy.Decision;
import dev.ardennes.policy.kubernetes.network.PodClass.NamedPort;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is said where parts of policies or labels were not collected.
final class UnknownPartsTest {
  private static final String SELECT_DB = "{'podSelector':{'matchLabels':{'app':'db'}}}";

  private static Cluster rule(String rule) {
    return shop().policy("p", SELECT_DB).ingress("p", rule);
  }

  private static void assertOpen(Cluster cluster, String... says) {
    Decision decision = cluster.decide(WEB, DB, 80);
    assertThat(decision.verdict()).isEqualTo(CONDITIONAL);
    assertThat(Cluster.says(decision)).containsExactly(says);
  }

  @Test
  void labelsThatAreNotKnownMayBeSelected() {
    Cluster cluster = shop().pods(PodClass.of("db", "shop", Labels.UNKNOWN)).policy("p", SELECT_DB);
    assertOpen(cluster, "not-collected: label `app` of `db` is not `db`");
  }

  @Test
  void severalPoliciesMeetInOneAssumption() {
    Cluster cluster =
        shop()
            .pods(PodClass.of("db", "shop", Labels.UNKNOWN))
            .policy("p", SELECT_DB)
            .policy("q", SELECT_DB.replace("'db'", "'cache'"));
    assertOpen(cluster, "not-collected: label `app` of `db` is not `cache` or `db`");
  }

  @Test
  void unknownValueOfALabelComparesByItsKnownParts() {
    Cluster cluster =
        shop()
            .pods(PodClass.of("db", "shop", Cluster.labels("app", "d⟨x⟩")))
            .policy("p", SELECT_DB);
    assertOpen(cluster, "not-collected: `d⟨x⟩` is not `db`");
    Cluster other =
        shop()
            .pods(PodClass.of("db", "shop", Cluster.labels("app", "e⟨x⟩")))
            .policy("p", SELECT_DB);
    assertThat(other.verdict(WEB, DB)).isEqualTo(YES);
  }

  @Test
  void sameUnknownTextIsEqualToItself() {
    Cluster cluster =
        shop()
            .pods(PodClass.of("db", "shop", Cluster.labels("app", "⟨x⟩")))
            .policy("p", "{'podSelector':{'matchLabels':{'app':'⟨x⟩'}}}");
    assertThat(cluster.verdict(WEB, DB)).isEqualTo(NO);
  }

  @Test
  void whatHoldsEitherWayNeedsNoAssumption() {
    Cluster cluster =
        shop()
            .pods(PodClass.of("db", "shop", Labels.UNKNOWN))
            .policy("p", SELECT_DB)
            .ingress("p", "{'ports':[{'port':80}]}");
    Decision decision = cluster.decide(WEB, DB, 80);
    assertThat(decision.verdict()).isEqualTo(YES);
    assertThat(Cluster.facts(decision)).containsExactly(List.of("head:p", "rule:p1"));
    assertThat(cluster.verdict(WEB, DB, 81)).isEqualTo(CONDITIONAL);
  }

  @Test
  void namespaceThatIsNotDeclaredHasUnknownLabelsButAKnownName() {
    Cluster cluster =
        rule("{'from':[{'namespaceSelector':{'matchLabels':{'team':'a'}}}]}").pods("far", "away");
    cluster.builder.covered("away");
    Decision decision = cluster.decide(Endpoint.pods("far"), DB, 80);
    assertThat(Cluster.says(decision))
        .containsExactly("not-collected: label `team` of `away` is `a`");
  }

  @Test
  void unknownPartsOfRulesAreConditions() {
    assertOpen(rule("'⟨r⟩'"), "not-collected: `⟨r⟩` allows the connection with `web`");
    assertOpen(rule("{'from':'⟨f⟩'}"), "not-collected: `⟨f⟩` means `web`");
    assertOpen(rule("{'from':['⟨f⟩']}"), "not-collected: `⟨f⟩` means `web`");
    assertOpen(rule("{'from':[{'podSelector':'⟨s⟩'}]}"), "not-collected: `⟨s⟩` selects `web`");
    assertOpen(
        rule("{'from':[{'podSelector':{'matchLabels':{'app':'⟨a⟩'}}}]}"),
        "not-collected: `⟨a⟩` is `web`");
    assertOpen(rule("{'from':[{'ipBlock':{'cidr':'⟨c⟩'}}]}"), "not-collected: `⟨c⟩` means `web`");
    assertOpen(
        rule("{'from':[{'ipBlock':{'cidr':'0.0.0.0/0','except':['⟨e⟩']}}]}"),
        "not-collected: `⟨e⟩` does not include the address of `web`");
  }

  @Test
  void unknownPartsOfPortsAreConditions() {
    assertOpen(rule("{'ports':'⟨p⟩'}"), "not-collected: `⟨p⟩` includes port TCP 80");
    assertOpen(rule("{'ports':[{'port':'⟨p⟩'}]}"), "not-collected: `⟨p⟩` includes port TCP 80");
    assertOpen(
        rule("{'ports':[{'port':79,'endPort':'⟨p⟩'}]}"),
        "not-collected: `⟨p⟩` includes port TCP 80");
    assertOpen(rule("{'ports':[{'port':80,'protocol':'⟨p⟩'}]}"), "not-collected: `⟨p⟩` is `TCP`");
    assertThat(rule("{'ports':[{'port':80,'endPort':'⟨p⟩'}]}").verdict(WEB, DB)).isEqualTo(YES);
    assertThat(rule("{'ports':[{'port':81,'endPort':'⟨p⟩'}]}").verdict(WEB, DB)).isEqualTo(NO);
    assertOpen(
        rule("{'ports':[{'port':'http'}]}")
            .pods(
                PodClass.of("db", "shop", Cluster.labels("app", "db"))
                    .withPorts(List.of(new NamedPort("http", Protocol.TCP, "⟨n⟩")))),
        "not-collected: `⟨n⟩` includes port TCP 80");
  }

  @Test
  void unknownPartsOfAPolicysHeadAreConditions() {
    assertOpen(
        shop().policy("p", "{'podSelector':{},'policyTypes':['⟨t⟩']}"),
        "not-collected: network policy `p` does not restrict egress of the pods that it selects",
        "not-collected: network policy `p` does not restrict ingress of the pods that it selects");
    assertThat(Cluster.says(shop().policy("p", "'⟨p⟩'").decide(PROBE, DB, 80)))
        .contains("not-collected: `⟨p⟩` does not select `db`");
  }

  @Test
  void assumptionsSayWhichFactsBringThemIn() {
    Decision decision = rule("{'from':'⟨f⟩'}").decide(WEB, DB, 80);
    assertThat(decision.alternatives().getFirst().assumed().getFirst().about())
        .containsExactly("rule:p1");
  }

  @Test
  void podsThatWereNotDeclaredAreAnOpenQuestion() {
    assertThat(shop().verdict(Endpoint.pods("ghost"), DB)).isEqualTo(CONDITIONAL);
    assertThat(shop().verdict(DB, Endpoint.pods("ghost"))).isEqualTo(CONDITIONAL);
  }

  @Test
  void addressesThatAreNoneAreAnOpenQuestion() {
    Cluster cluster = rule("{'from':[{'ipBlock':{'cidr':'10.0.0.0/8'}}]}");
    assertThat(cluster.verdict(Endpoint.outside("gateway.example"), DB)).isEqualTo(CONDITIONAL);
  }

  @Test
  void listsAgreeWithDecisionsWherePartsAreUnknown() {
    Cluster cluster = rule("{'from':[{'podSelector':{'matchLabels':{'app':'⟨a⟩'}}}]}");
    assertThat(cluster.decisions().connectionsTo(DB, Protocol.TCP, PortSet.of(80)))
        .extracting(each -> each.pods() + " " + each.verdict())
        .containsExactly("web CONDITIONAL", "db CONDITIONAL");
  }
}
