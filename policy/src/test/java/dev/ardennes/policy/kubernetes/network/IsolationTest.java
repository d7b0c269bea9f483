package dev.ardennes.policy.kubernetes.network;

import static dev.ardennes.policy.Verdict.CONDITIONAL;
import static dev.ardennes.policy.Verdict.NO;
import static dev.ardennes.policy.Verdict.YES;
import static dev.ardennes.policy.kubernetes.network.Cluster.DB;
import static dev.ardennes.policy.kubernetes.network.Cluster.PROBE;
import static dev.ardennes.policy.kubernetes.network.Cluster.WEB;
import static dev.ardennes.policy.kubernetes.network.Cluster.shop;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.policy.Alternative;
import dev.ardennes.policy.Control;
import dev.ardennes.policy.Decision;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Whom policies isolate, and what is said where they are not known or not enforced.
final class IsolationTest {
  private static final Endpoint NODE = Endpoint.node("node-1");

  @Test
  void podWithoutPolicyAcceptsEverybody() {
    Decision decision = shop().decide(PROBE, DB, 5432);
    assertThat(decision.verdict()).isEqualTo(YES);
    assertThat(Cluster.facts(decision)).containsExactly(List.of());
    assertThat(Cluster.says(decision)).isEmpty();
    assertThat(decision.controls()).isEmpty();
  }

  @Test
  void policyOfNoIngressIsolatesWhatItSelectsAndNothingElse() {
    Cluster cluster = shop().policy("deny", "{'podSelector':{'matchLabels':{'app':'db'}}}");
    assertThat(cluster.verdict(WEB, DB)).isEqualTo(NO);
    assertThat(cluster.verdict(DB, WEB)).isEqualTo(YES);
    assertThat(cluster.verdict(Endpoint.internet(), DB)).isEqualTo(NO);
  }

  @Test
  void controlsNameThePoliciesThatIsolate() {
    Decision decision =
        shop()
            .policy("deny", "{'podSelector':{}}")
            .policy("also", "{'podSelector':{'matchLabels':{'app':'db'}}}")
            .policy("out", "{'podSelector':{},'policyTypes':['Egress']}")
            .egress("out", "{}")
            .decide(WEB, DB, 80);
    assertThat(decision.controls())
        .extracting(Control::kind)
        .containsOnly(Control.Kind.NETWORK_POLICY);
    assertThat(Cluster.controls(decision))
        .containsExactly(List.of("head:also"), List.of("head:deny"));
    assertThat(decision.controls().getFirst().says())
        .isEqualTo(
            "network policy `also` isolates `db`: no rule allows ingress from `web` on TCP 80");
    assertThat(Control.Kind.NETWORK_POLICY.canFail()).isTrue();
  }

  @Test
  void bothSidesAreNamedWhereBothDeny() {
    Decision decision =
        shop()
            .policy("all", "{'podSelector':{},'policyTypes':['Ingress','Egress']}")
            .decide(WEB, DB, 80);
    assertThat(decision.controls()).extracting(Control::says).hasSize(2);
  }

  @Test
  void bothSidesAreNamedWhereTheirPortsDoNotMeet() {
    Cluster cluster =
        shop()
            .policy("in", "{'podSelector':{},'policyTypes':['Ingress']}")
            .ingress("in", "{'ports':[{'port':80}]}")
            .policy("out", "{'podSelector':{},'policyTypes':['Egress']}")
            .egress("out", "{'ports':[{'port':443}]}");
    NetworkDecision decision =
        cluster.decisions().decidePorts(NetworkRequest.of(WEB, DB, Protocol.TCP, PortSet.ALL));
    assertThat(decision.verdict()).isEqualTo(NO);
    assertThat(decision.controls())
        .extracting(Control::factIds)
        .containsExactly(List.of("head:in"), List.of("head:out"));
  }

  @Test
  void egressIsIsolatedOnlyByATypeOrARule() {
    String selector = "{'podSelector':{}}";
    assertThat(shop().policy("p", selector).verdict(WEB, PROBE)).isEqualTo(YES);
    assertThat(
            shop().policy("p", selector).egress("p", "{'ports':[{'port':1}]}").verdict(WEB, PROBE))
        .isEqualTo(NO);
    String egress = "{'podSelector':{},'policyTypes':['Egress']}";
    assertThat(shop().policy("p", egress).verdict(WEB, PROBE)).isEqualTo(NO);
    assertThat(shop().policy("p", egress).verdict(PROBE, WEB)).isEqualTo(YES);
  }

  @Test
  void emptyListOfTypesIsAsNone() {
    Cluster cluster =
        shop()
            .policy("p", "{'podSelector':{},'policyTypes':[]}")
            .egress("p", "{'ports':[{'port':1}]}");
    assertThat(cluster.verdict(WEB, PROBE)).isEqualTo(NO);
    assertThat(cluster.verdict(PROBE, WEB)).isEqualTo(NO);
  }

  @Test
  void rulesOfATypeThatIsNotNamedAreIgnored() {
    Cluster cluster =
        shop()
            .policy("p", "{'podSelector':{},'policyTypes':['Ingress']}")
            .egress("p", "{'ports':[{'port':1}]}");
    assertThat(cluster.verdict(WEB, PROBE)).isEqualTo(YES);
    assertThat(cluster.verdict(PROBE, WEB)).isEqualTo(NO);
  }

  @Test
  void missingOrNullSelectorOfAPolicySelectsAllPodsOfItsNamespace() {
    assertThat(shop().policy("p", "{}").verdict(WEB, DB)).isEqualTo(NO);
    assertThat(shop().policy("p", "{'podSelector':null}").verdict(WEB, DB)).isEqualTo(NO);
    assertThat(shop().policy("p", "{}").verdict(WEB, PROBE)).isEqualTo(YES);
  }

  @Test
  void yesRestsOnThePolicyAndTheRuleThatAllow() {
    Decision decision =
        shop()
            .policy("p", "{'podSelector':{'matchLabels':{'app':'db'}}}")
            .ingress("p", "{'from':[{'podSelector':{'matchLabels':{'app':'web'}}}]}")
            .ingress("p", "{'from':[{'podSelector':{}}],'ports':[{'port':80}]}")
            .ingress("p", "{'from':[{'podSelector':{}}],'ports':[{'port':81}]}")
            .decide(WEB, DB, 80);
    assertThat(Cluster.facts(decision))
        .containsExactly(List.of("head:p", "rule:p1"), List.of("head:p", "rule:p2"));
  }

  @Test
  void namespaceThatIsNotCoveredLeavesAYesAYesWithAnAssumption() {
    Cluster cluster = shop();
    cluster.builder.namespace("open", "open", Labels.NONE);
    Decision decision = cluster.pods("queue", "open").decide(WEB, Endpoint.pods("queue"), 80);
    assertThat(decision.verdict()).isEqualTo(YES);
    assertThat(Cluster.says(decision))
        .containsExactly("not-collected: no network policy of namespace `open` selects `queue`");
    assertThat(decision.alternatives().getFirst().assumed())
        .allMatch(Alternative.Assumed::unseenLayer);
  }

  @Test
  void namespaceThatIsNotCoveredMayAllowWhatIsIsolated() {
    Cluster cluster = shop().pods("queue", "open");
    cluster.builder.policy("q", "open", "head:q", "{}");
    Decision decision = cluster.decide(WEB, Endpoint.pods("queue"), 80);
    assertThat(decision.verdict()).isEqualTo(CONDITIONAL);
    assertThat(Cluster.says(decision))
        .containsExactly(
            "not-collected: a network policy of namespace `open` that was not collected allows"
                + " ingress of `queue`");
  }

  @Test
  void ruleThatAllowsNeedsNoWordOnPoliciesThatWereNotCollected() {
    Cluster cluster = shop().pods("queue", "open");
    cluster.builder.policy("q", "open", "head:q", "{}");
    cluster.builder.rule("q", Direction.INGRESS, "rule:q", "{}");
    Decision decision = cluster.decide(WEB, Endpoint.pods("queue"), 80);
    assertThat(decision.verdict()).isEqualTo(YES);
    assertThat(Cluster.says(decision)).isEmpty();
  }

  @Test
  void policiesAreVoidWithoutAPluginThatEnforcesThem() {
    Cluster cluster = shop().policy("deny", "{}");
    cluster.builder.enforcement(Enforcement.NOT_ENFORCED, "flannel");
    Decision decision = cluster.decide(WEB, DB, 80);
    assertThat(decision.verdict()).isEqualTo(YES);
    assertThat(Cluster.facts(decision)).containsExactly(List.of("flannel"));
    assertThat(cluster.decisions().connectionsTo(DB, Protocol.TCP, PortSet.ALL))
        .extracting(Connection::pods)
        .containsExactly("web", "db", "probe");
  }

  @Test
  void unknownPluginMakesADenialConditional() {
    Cluster cluster = shop().policy("deny", "{'podSelector':{'matchLabels':{'app':'db'}}}");
    cluster.builder.enforcement(Enforcement.UNKNOWN, "");
    Decision decision = cluster.decide(WEB, DB, 80);
    assertThat(decision.verdict()).isEqualTo(CONDITIONAL);
    assertThat(Cluster.says(decision))
        .containsExactly(
            "not-collected: the network plugin of the cluster does not enforce network policies");
    assertThat(Cluster.says(cluster.decide(DB, WEB, 80))).isEmpty();
  }

  @Test
  void podAlwaysReachesItselfButNotItsReplicas() {
    Cluster cluster = shop().policy("deny", "{'policyTypes':['Ingress','Egress']}");
    assertThat(cluster.verdict(DB, DB)).isEqualTo(YES);
    Decision others = cluster.decisions().decide(NetworkRequest.of(DB, DB, 80).betweenReplicas());
    assertThat(others.verdict()).isEqualTo(NO);
  }

  @Test
  void podsInTheNetworkOfTheirNodeAreNotSelected() {
    Cluster cluster =
        shop()
            .pods(PodClass.of("agent", "shop", Cluster.labels("app", "agent")).inHostNetwork())
            .policy("deny", "{'policyTypes':['Ingress','Egress']}");
    Endpoint agent = Endpoint.pods("agent");
    assertThat(cluster.verdict(PROBE, agent)).isEqualTo(YES);
    assertThat(cluster.verdict(agent, PROBE)).isEqualTo(YES);
    Decision decision = cluster.decide(agent, DB, 80);
    assertThat(Cluster.says(decision))
        .containsExactly("not-collected: pods of `agent` and `db` run on one node");
  }

  @Test
  void podsInTheNetworkOfTheirNodeAreNotMeantBySelectorsOfRules() {
    Cluster cluster =
        shop()
            .pods(PodClass.of("agent", "shop", Cluster.labels("app", "agent")).inHostNetwork())
            .policy("p", "{}")
            .ingress("p", "{'from':[{'podSelector':{}}]}");
    cluster.builder.runsOn("agent", "node-1", "r1").runsOn("db", "node-2", "r2");
    assertThat(cluster.verdict(Endpoint.pods("agent"), DB)).isEqualTo(NO);
  }

  @Test
  void podsInTheNetworkOfTheirNodeAreMeantByTheAddressOfTheNode() {
    Cluster cluster =
        shop()
            .pods(
                PodClass.of("agent", "shop", Labels.NONE)
                    .inHostNetwork()
                    .withAddresses(List.of("10.0.0.5")))
            .policy("p", "{}")
            .ingress("p", "{'from':[{'ipBlock':{'cidr':'10.0.0.0/24'}}]}");
    assertThat(cluster.verdict(Endpoint.pods("agent"), DB)).isEqualTo(YES);
  }

  @Test
  void nodeAlwaysReachesThePodsThatRunOnIt() {
    Cluster cluster = shop().policy("deny", "{'policyTypes':['Ingress','Egress']}");
    cluster.builder.runsOn("db", "node-1", "here").runsOnEveryNode("web", "daemons");
    cluster.builder.node("node-1", List.of("10.0.0.1")).node("node-2", List.of("10.0.0.2"));
    assertThat(Cluster.facts(cluster.decide(NODE, DB, 80)))
        .as("the policy too: without it the node would not have to be there")
        .containsExactly(List.of("head:deny", "here"));
    assertThat(cluster.verdict(Endpoint.node("node-2"), DB)).isEqualTo(NO);
    assertThat(cluster.verdict(DB, NODE)).isEqualTo(YES);
    assertThat(cluster.verdict(DB, Endpoint.node("node-2"))).isEqualTo(NO);
    assertThat(Cluster.facts(cluster.decide(Endpoint.node("node-2"), WEB, 80)))
        .containsExactly(List.of("daemons", "head:deny"));
  }

  @Test
  void failingPoliciesAreToldApartFromWhatTheyLeaveOpen() {
    Cluster cluster =
        shop()
            .policy("in", "{'podSelector':{'matchLabels':{'app':'db'}}}")
            .policy("out", "{'podSelector':{'matchLabels':{'app':'web'}},'policyTypes':['Egress']}")
            .egress("out", "{'ports':[{'port':80}]}");
    NetworkDecisions decisions = cluster.decisions();
    List<Alternative> failing = decisions.ifControlsFail(NetworkRequest.of(WEB, DB, 80));
    assertThat(failing).hasSize(1);
    assertThat(failing.getFirst().factIds()).containsExactly("head:out", "rule:out1");
    assertThat(failing.getFirst().assumed())
        .singleElement()
        .satisfies(
            assumed -> {
              assertThat(assumed.about()).containsExactly("head:in");
              assertThat(assumed.assumption().says())
                  .startsWith("this fails: network policy `in` isolates `db`");
            });
    assertThat(decisions.ifControlsFail(NetworkRequest.of(PROBE, WEB, 80))).isEmpty();
  }
}
