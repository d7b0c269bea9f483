package dev.ardennes.policy.kubernetes.network;

import static dev.ardennes.policy.kubernetes.network.Cluster.DB;
import static dev.ardennes.policy.kubernetes.network.Cluster.WEB;
import static dev.ardennes.policy.kubernetes.network.Cluster.shop;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.policy.Verdict;
import dev.ardennes.policy.kubernetes.network.PodClass.NamedPort;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the API server would refuse is a problem and nothing else.
final class MalformedPolicyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {                                                        | a part of it is no JSON, or nested too deep
          []                                                       | the specification is no object
          {'podSelector':[]}                                       | `podSelector` is no object
          {'podSelector':{'matchLabels':{'a':1}}}                  | label `a` of `podSelector` is no text
          {'podSelector':{'matchExpressions':{}}}                  | `matchExpressions` of `podSelector` is no list
          {'podSelector':{'matchExpressions':[{'key':'a','operator':'Has'}]}} | `podSelector` has the operator `Has`, which is none
          {'podSelector':{'matchExpressions':[{'key':'a','operator':'In'}]}}  | `podSelector` has `In` without values
          {'podSelector':{'matchExpressions':[{'key':'a','operator':'Exists','values':['x']}]}} | `podSelector` has `Exists` with values
          {'podSelector':{'matchExpressions':[{'operator':'Exists'}]}} | a label of `podSelector` has no key
          {'policyTypes':['ingress']}                              | `ingress` is not one of the types `Ingress` and `Egress`
          {'policyTypes':'Ingress'}                                | `policyTypes` is no list
          """)
  void headThatIsRefusedIsAProblem(String head, String says) {
    Cluster cluster = shop().policy("p", head);
    assertThat(cluster.problems()).containsExactly("network policy `p` is left out: " + says);
    assertThat(cluster.verdict(WEB, DB)).isEqualTo(Verdict.YES);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          7                                          | the rule is no object
          {'from':{}}                                | `from` is no list
          {'from':[{}]}                              | a peer has none of `podSelector`, `namespaceSelector` and `ipBlock`
          {'from':[{'ipBlock':{'cidr':'10.0.0.0/8'},'podSelector':{}}]} | a peer has both `ipBlock` and a selector
          {'from':[{'ipBlock':{'cidr':'10.0.0.1'}}]} | `10.0.0.1` is no block of addresses such as `10.0.0.0/8`
          {'from':[{'ipBlock':{'cidr':'10.0.0.0/33'}}]} | `10.0.0.0/33` is no block of addresses such as `10.0.0.0/8`
          {'from':[{'ipBlock':{}}]}                  | `` is no block of addresses such as `10.0.0.0/8`
          {'from':[{'ipBlock':{'cidr':'10.0.0.0/8','except':['11.0.0.0/9']}}]} | the excepted `11.0.0.0/9` is not a part of `10.0.0.0/8`
          {'from':[{'ipBlock':{'cidr':'10.0.0.0/8','except':['10.0.0.0/8']}}]} | the excepted `10.0.0.0/8` is not a part of `10.0.0.0/8`
          {'ports':[{'port':0}]}                     | `port` is `0`, which is no port
          {'ports':[{'port':65536}]}                 | `port` is `65536`, which is no port
          {'ports':[{'port':99999999999999}]}        | `port` is `99999999999999`, which is no port
          {'ports':[{'port':1.5}]}                   | `port` is `1.5`, which is no port
          {'ports':[{'port':'80'}]}                  | `80` is neither a port nor the name of one
          {'ports':[{'port':'Http'}]}                | `Http` is neither a port nor the name of one
          {'ports':[{'port':80,'protocol':'tcp'}]}   | `tcp` is not one of the protocols TCP, UDP, SCTP
          {'ports':[{'port':80,'endPort':79}]}       | `endPort` 79 is less than `port` 80
          {'ports':[{'endPort':79}]}                 | `endPort` stands without a number in `port`
          {'ports':[{'port':'http','endPort':79}]}   | `endPort` stands without a number in `port`
          """)
  void ruleThatIsRefusedTakesThePolicyWithIt(String rule, String says) {
    Cluster cluster = shop().policy("p", "{}").ingress("p", rule);
    assertThat(cluster.problems()).containsExactly("network policy `p` is left out: " + says);
    assertThat(cluster.verdict(WEB, DB)).isEqualTo(Verdict.YES);
  }

  @Test
  void rulesWithoutAPolicyAreAProblem() {
    assertThat(shop().ingress("p", "{}").problems())
        .containsExactly("rules of network policy `p` are left out: its selector is missing");
  }

  @Test
  void deepAndLongTextsAreProblems() {
    assertThat(shop().policy("p", "[".repeat(5_000)).problems()).hasSize(1);
    assertThat(shop().policy("p", "{}" + " ".repeat(2_000_000)).problems()).hasSize(1);
    assertThat(shop().policy("p", "").problems()).hasSize(1);
    String many = "{'from':[" + "{},".repeat(10_000) + "{}]}";
    assertThat(shop().policy("p", "{}").ingress("p", many).problems())
        .containsExactly("network policy `p` is left out: `from` has more than 10000 entries");
  }

  @Test
  void addressesAndPortsThatAreNoneAreProblems() {
    Cluster cluster =
        shop()
            .pods(
                PodClass.of("db", "shop", Labels.NONE)
                    .withAddresses(List.of("here"))
                    .withPorts(List.of(new NamedPort("http", Protocol.TCP, "eighty"))));
    assertThat(cluster.problems())
        .containsExactly(
            "`here`, an address of `db`, is left out: it is none",
            "port `http` of `db` is left out: `eighty` is no port");
  }

  @Test
  void brokenTextsNeverThrow() {
    long seed = 20_261_128;
    Random random = new Random(seed);
    String valid =
        "{'from':[{'ipBlock':{'cidr':'10.0.0.0/8','except':['10.1.0.0/16']}},{'podSelector':"
            + "{'matchExpressions':[{'key':'a','operator':'In','values':['⟨b⟩']}]}}],"
            + "'ports':[{'port':80,'endPort':90,'protocol':'TCP'},{'port':'http'}]}";
    String pieces = "{}[]:,'\"⟨⟩0a.- ";
    for (int i = 0; i < 5_000; i++) {
      StringBuilder broken = new StringBuilder(valid);
      for (int j = 0; j <= random.nextInt(4); j++) {
        int at = random.nextInt(broken.length());
        broken.setCharAt(at, pieces.charAt(random.nextInt(pieces.length())));
      }
      String text = broken.toString();
      Cluster cluster = shop().policy("p", i % 2 == 0 ? "{}" : text).ingress("p", text);
      assertThat(cluster.verdict(WEB, DB)).as("seed " + seed + ": " + text).isNotNull();
    }
  }
}
