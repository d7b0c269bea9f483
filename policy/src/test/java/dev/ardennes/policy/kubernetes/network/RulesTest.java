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

/// What rules allow.
final class RulesTest {
  private static Cluster rule(String rule) {
    return shop().policy("p", "{'podSelector':{'matchLabels':{'app':'db'}}}").ingress("p", rule);
  }

  private static Cluster from(String peers) {
    return rule("{'from':[" + peers + "]}");
  }

  private static Cluster ports(String ports) {
    return rule("{'ports':[" + ports + "]}");
  }

  private static void assertAllowed(Cluster cluster, boolean web, boolean probe) {
    assertThat(cluster.verdict(WEB, DB)).isEqualTo(web ? YES : NO);
    assertThat(cluster.verdict(PROBE, DB)).isEqualTo(probe ? YES : NO);
  }

  @Test
  void emptyMissingAndNullListsOfPeersMeanEverybody() {
    for (String rule : List.of("{}", "{'from':[]}", "{'from':null}", "null", "{'ports':[]}")) {
      assertAllowed(rule(rule), true, true);
      assertThat(rule(rule).verdict(Endpoint.internet(), DB)).as(rule).isEqualTo(YES);
    }
  }

  @Test
  void podSelectorAloneMeansPodsOfThePolicysNamespace() {
    assertAllowed(from("{'podSelector':{}}"), true, false);
    assertAllowed(from("{'podSelector':{'matchLabels':{'app':'probe'}}}"), false, false);
  }

  @Test
  void namespaceSelectorAloneMeansAllPodsOfTheseNamespaces() {
    assertAllowed(from("{'namespaceSelector':{}}"), true, true);
    assertAllowed(from("{'namespaceSelector':{'matchLabels':{'tier':'test'}}}"), false, true);
    assertAllowed(from("{'namespaceSelector':{},'podSelector':null}"), true, true);
  }

  @Test
  void bothSelectorsOfOnePeerMustSelect() {
    String prod = "'namespaceSelector':{'matchLabels':{'tier':'prod'}}";
    String app = "'podSelector':{'matchLabels':{'app':'probe'}}";
    assertAllowed(from("{" + prod + "," + app + "}"), false, false);
    assertAllowed(from("{" + prod + "},{" + app + "}"), true, false);
  }

  @Test
  void selectorsMeanNobodyOutside() {
    assertThat(from("{'namespaceSelector':{}}").verdict(Endpoint.internet(), DB)).isEqualTo(NO);
    assertThat(from("{'namespaceSelector':{}}").verdict(Endpoint.outside("10.1.2.3"), DB))
        .isEqualTo(NO);
  }

  @Test
  void everyNamespaceHasItsNameAsALabel() {
    String name = "{'namespaceSelector':{'matchLabels':{'kubernetes.io/metadata.name':'lab'}}}";
    assertAllowed(from(name), false, true);
  }

  @Test
  void expressionsCompareAsTheirOperatorsSay() {
    assertAllowed(from(expression("app", "In", "'web','x'")), true, false);
    assertAllowed(from(expression("app", "NotIn", "'web'")), false, true);
    assertAllowed(from(expression("app", "Exists", "")), true, true);
    assertAllowed(from(expression("app", "DoesNotExist", "")), false, false);
  }

  @Test
  void missingLabelMeetsTheNegativeOperators() {
    assertAllowed(from(expression("missing", "In", "'web'")), false, false);
    assertAllowed(from(expression("missing", "NotIn", "'web'")), true, true);
    assertAllowed(from(expression("missing", "Exists", "")), false, false);
    assertAllowed(from(expression("missing", "DoesNotExist", "")), true, true);
  }

  private static String expression(String key, String operator, String values) {
    return "{'namespaceSelector':{},'podSelector':{'matchExpressions':[{'key':'"
        + key
        + "','operator':'"
        + operator
        + "','values':["
        + values
        + "]}]}}";
  }

  @Test
  void blockMeansTheAddressesInIt() {
    Cluster cluster = from("{'ipBlock':{'cidr':'203.0.113.0/24','except':['203.0.113.64/26']}}");
    assertThat(cluster.verdict(Endpoint.outside("203.0.113.7"), DB)).isEqualTo(YES);
    assertThat(cluster.verdict(Endpoint.outside("203.0.113.70"), DB)).isEqualTo(NO);
    assertThat(cluster.verdict(Endpoint.outside("203.0.113.128/25"), DB)).isEqualTo(YES);
    assertThat(cluster.verdict(Endpoint.outside("203.0.114.7"), DB)).isEqualTo(NO);
    assertThat(cluster.verdict(Endpoint.outside("::ffff:203.0.113.7"), DB)).isEqualTo(YES);
    assertThat(cluster.verdict(Endpoint.outside("::203.0.113.7"), DB)).isEqualTo(NO);
  }

  @Test
  void blocksOfFamilySixAreReadToo() {
    Cluster cluster = from("{'ipBlock':{'cidr':'2001:db8::/32','except':['2001:db8:1::/48']}}");
    assertThat(cluster.verdict(Endpoint.outside("2001:db8::1"), DB)).isEqualTo(YES);
    assertThat(cluster.verdict(Endpoint.outside("2001:db8:1::1"), DB)).isEqualTo(NO);
    assertThat(cluster.verdict(Endpoint.outside("192.0.2.1"), DB)).isEqualTo(NO);
  }

  @Test
  void partOfARangeIsConditionalOnTheAddress() {
    Decision decision =
        from("{'ipBlock':{'cidr':'8.8.8.0/24'}}").decide(Endpoint.internet(), DB, 80);
    assertThat(decision.verdict()).isEqualTo(CONDITIONAL);
    assertThat(Cluster.says(decision))
        .containsExactly("condition: the address of `0.0.0.0/0` is in 8.8.8.0/24");
  }

  @Test
  void internetHasNoPrivateAddresses() {
    String block = "{'ipBlock':{'cidr':'0.0.0.0/0','except':['10.0.0.0/8','192.168.0.0/16']}}";
    assertThat(from(block).verdict(Endpoint.internet(), DB)).isEqualTo(YES);
    assertThat(from("{'ipBlock':{'cidr':'10.0.0.0/8'}}").verdict(Endpoint.internet(), DB))
        .isEqualTo(NO);
    assertThat(from("{'ipBlock':{'cidr':'::/0'}}").verdict(Endpoint.outside("::/0"), DB))
        .isEqualTo(YES);
  }

  @Test
  void blocksThatCoverARangeTogetherAllowIt() {
    Cluster cluster =
        from("{'ipBlock':{'cidr':'0.0.0.0/1'}}")
            .ingress("p", "{'from':[{'ipBlock':{'cidr':'128.0.0.0/1'}}]}");
    Decision decision = cluster.decide(Endpoint.internet(), DB, 80);
    assertThat(decision.verdict()).isEqualTo(YES);
    assertThat(Cluster.facts(decision)).containsExactly(List.of("head:p", "rule:p1", "rule:p2"));
  }

  @Test
  void thousandsOfBlocksStayOneAnswer() {
    StringBuilder blocks = new StringBuilder("{'ipBlock':{'cidr':'1.0.0.0/32'}}");
    for (int i = 0; i < 5_000; i++) {
      String cidr = "20." + i / 250 + "." + i % 250 + ".0/24";
      blocks.append(",{'ipBlock':{'cidr':'").append(cidr).append("'}}");
    }
    Decision decision = from(blocks.toString()).decide(Endpoint.internet(), DB, 80);
    assertThat(decision.verdict()).isEqualTo(CONDITIONAL);
    assertThat(decision.complete()).isTrue();
    assertThat(decision.alternatives()).hasSize(1);
  }

  @Test
  void podsAreInABlockAsFarAsTheirAddressesAreKnown() {
    String block = "{'ipBlock':{'cidr':'10.244.0.0/16'}}";
    assertThat(from(block).verdict(WEB, DB)).isEqualTo(CONDITIONAL);
    assertThat(from("{'ipBlock':{'cidr':'0.0.0.0/0'}}").verdict(WEB, DB)).isEqualTo(YES);
    Cluster known = from(block);
    known.builder.podRange("10.244.0.0/16");
    assertThat(known.verdict(WEB, DB)).isEqualTo(YES);
    Cluster other = from(block);
    other.builder.podRange("10.8.0.0/16");
    assertThat(other.verdict(WEB, DB)).isEqualTo(NO);
  }

  @Test
  void portsAreOfOneProtocolWhichIsTcpWhereNoneIsGiven() {
    Cluster cluster = ports("{'port':80},{'port':53,'protocol':'UDP'},{'protocol':'SCTP'}");
    assertThat(cluster.ports(WEB, DB, Protocol.TCP)).isEqualTo("80");
    assertThat(cluster.ports(WEB, DB, Protocol.UDP)).isEqualTo("53");
    assertThat(cluster.ports(WEB, DB, Protocol.SCTP)).isEqualTo("any");
  }

  @Test
  void rangesAreJoinedAndIntersected() {
    Cluster cluster =
        ports("{'port':8000,'endPort':8080},{'port':8081},{'port':443}")
            .policy("out", "{'podSelector':{'matchLabels':{'app':'web'}},'policyTypes':['Egress']}")
            .egress("out", "{'ports':[{'port':8050,'endPort':9000},{'port':1,'endPort':500}]}");
    assertThat(cluster.ports(WEB, DB, Protocol.TCP)).isEqualTo("443, 8050-8081");
    assertThat(cluster.ports(PROBE, DB, Protocol.TCP)).isEqualTo("443, 8000-8081");
  }

  @Test
  void choiceSaysWhichPorts() {
    NetworkDecision decision =
        ports("{'port':80}")
            .decisions()
            .decidePorts(NetworkRequest.of(WEB, DB, Protocol.TCP, PortSet.range(1, 1000)));
    assertThat(decision.verdict()).isEqualTo(YES);
    assertThat(decision.alternatives().getFirst().alternative().choices())
        .singleElement()
        .satisfies(
            choice -> {
              assertThat(choice.key()).isEqualTo("TCP port");
              assertThat(choice.says()).isEqualTo("80");
            });
  }

  @Test
  void namesOfPortsAreLookedUpAtTheTarget() {
    PodClass db =
        PodClass.of("db", "shop", Cluster.labels("app", "db"))
            .withPorts(
                List.of(
                    NamedPort.of("sql", Protocol.TCP, 5432),
                    NamedPort.of("sql", Protocol.UDP, 99)));
    Cluster in = ports("{'port':'sql'},{'port':'other'}").pods(db);
    assertThat(in.ports(WEB, DB, Protocol.TCP)).isEqualTo("5432");
    assertThat(in.ports(WEB, DB, Protocol.UDP)).isEqualTo("none");
    Cluster out =
        shop()
            .pods(db)
            .policy("out", "{'podSelector':{'matchLabels':{'app':'web'}},'policyTypes':['Egress']}")
            .egress("out", "{'ports':[{'port':'sql'}]}");
    assertThat(out.ports(WEB, DB, Protocol.TCP)).isEqualTo("5432");
    assertThat(out.ports(WEB, PROBE, Protocol.TCP)).isEqualTo("none");
    assertThat(out.ports(WEB, Endpoint.internet(), Protocol.TCP)).isEqualTo("none");
  }

  @Test
  void listsNameWhoMayConnectOnWhichPorts() {
    Cluster cluster =
        from("{'podSelector':{}}")
            .ingress("p", "{'from':[{'namespaceSelector':{}}],'ports':[{'port':80}]}");
    NetworkDecisions decisions = cluster.decisions();
    assertThat(decisions.connectionsTo(DB, Protocol.TCP, PortSet.ALL))
        .extracting(each -> each.pods() + " " + each.certain())
        .containsExactly("web any", "db any", "probe 80");
    assertThat(decisions.connectionsFrom(PROBE, Protocol.TCP, PortSet.ALL))
        .extracting(each -> each.pods() + " " + each.certain())
        .containsExactly("web any", "db 80", "probe any");
    assertThat(decisions.connectionsFrom(Endpoint.internet(), Protocol.TCP, PortSet.ALL))
        .extracting(Connection::pods)
        .containsExactly("web", "probe");
  }
}
