package dev.ardennes.policy.istio;

import static dev.ardennes.policy.Verdict.CONDITIONAL;
import static dev.ardennes.policy.Verdict.NO;
import static dev.ardennes.policy.Verdict.YES;
import static dev.ardennes.policy.istio.Scene.assumptions;
import static dev.ardennes.policy.istio.Scene.get;
import static dev.ardennes.policy.istio.Scene.sentBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.policy.Decision;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The fields of a source.
final class SourcesTest {
  @Test
  void aPrincipalMatchesInEveryForm() {
    for (String form :
        List.of("cluster.local/ns/shop/sa/web", "*/sa/web", "cluster.local/ns/shop/*", "*")) {
      assertThat(allows("{'principals':['" + form + "']}", "web")).as(form).isTrue();
    }
    assertThat(allows("{'principals':['cluster.local/ns/shop/sa/we']}", "web")).isFalse();
    assertThat(allows("{'principals':['*']}", "legacy")).isFalse();
  }

  @Test
  void notPrincipalsMatchCallersWithoutAnIdentity() {
    String source = "{'notPrincipals':['cluster.local/ns/shop/sa/web']}";
    assertThat(allows(source, "legacy")).isTrue();
    assertThat(allows(source, "job")).isTrue();
    assertThat(allows(source, "web")).isFalse();
    assertThat(allows("{'notNamespaces':['batch']}", "legacy")).isTrue();
  }

  @Test
  void aNamespaceIsThatOfTheIdentity() {
    assertThat(allows("{'namespaces':['shop']}", "web")).isTrue();
    assertThat(allows("{'namespaces':['sh*']}", "web")).isTrue();
    assertThat(allows("{'namespaces':['hop']}", "web")).isFalse();
    assertThat(allows("{'namespaces':['batch']}", "legacy")).isFalse();
  }

  @Test
  void aServiceAccountWithoutANamespaceIsOfThePolicysOwn() {
    assertThat(allows("{'serviceAccounts':['web']}", "web")).isTrue();
    assertThat(allows("{'serviceAccounts':['job']}", "job")).isFalse();
    assertThat(allows("{'serviceAccounts':['batch/job']}", "job")).isTrue();
    assertThat(allows("{'notServiceAccounts':['web']}", "web")).isFalse();
  }

  @Test
  void allFieldsOfASourceMustMatch() {
    assertThat(allows("{'namespaces':['shop'],'principals':['*/sa/job']}", "web")).isFalse();
    assertThat(allows("{'namespaces':['shop'],'notPrincipals':['*/sa/job']}", "web")).isTrue();
  }

  @Test
  void oneOfSeveralSourcesSuffices() {
    Scene scene =
        new Scene()
            .policy(
                "ALLOW",
                "{'from':[{'source':{'namespaces':['x']}},{'source':{'namespaces':['shop']}}]}");
    assertThat(scene.verdict(get("web"))).isEqualTo(YES);
  }

  @Test
  void anAddressThatIsKnownIsCompared() {
    Scene scene = scene("{'ipBlocks':['10.1.0.0/16']}");
    assertThat(scene.verdict(sentBy(new Caller.Plaintext("10.1.2.3"), "/"))).isEqualTo(YES);
    assertThat(scene.verdict(sentBy(new Caller.Plaintext("10.2.2.3"), "/"))).isEqualTo(NO);
    Scene not = scene("{'notIpBlocks':['2001:db8::/32']}");
    assertThat(not.verdict(sentBy(new Caller.Plaintext("2001:db8::1"), "/"))).isEqualTo(NO);
    assertThat(not.verdict(sentBy(new Caller.Plaintext("2001:db9::1"), "/"))).isEqualTo(YES);
  }

  @Test
  void anAddressThatIsNotKnownIsACondition() {
    Decision decision = scene("{'ipBlocks':['10.1.0.0/16']}").decide(get("web"));
    assertThat(decision.verdict()).isEqualTo(CONDITIONAL);
    assertThat(assumptions(decision)).containsExactly("the caller's address is in `10.1.0.0/16`");
  }

  @Test
  void conditionsOnOneAddressAreTakenTogether() {
    Scene scene =
        scene("{'ipBlocks':['10.1.0.0/16']}")
            .policy("DENY", "{'from':[{'source':{'ipBlocks':['10.0.0.0/8']}}]}");
    assertThat(scene.verdict(get("web"))).isEqualTo(NO);
    Scene halves =
        scene("{'ipBlocks':['10.0.0.0/8']}")
            .policy("DENY", "{'from':[{'source':{'ipBlocks':['10.0.0.0/9','10.128.0.0/9']}}]}");
    assertThat(halves.verdict(get("web"))).isEqualTo(NO);
  }

  @Test
  void theRemoteAddressIsAnother() {
    Scene scene = scene("{'remoteIpBlocks':['192.0.2.0/24']}");
    assertThat(scene.verdict(sentBy(new Caller.Plaintext("192.0.2.7"), "/"))).isEqualTo(YES);
    assertThat(assumptions(scene.decide(get("web"))))
        .containsExactly("the address that the mesh takes for the client's is in `192.0.2.0/24`");
  }

  @Test
  void aliasesOfTheTrustDomainCountAsOne() {
    Mesh mesh = Mesh.DEFAULT.withTrustDomain("prod", List.of("old"));
    for (String domain : List.of("prod", "old", "cluster.local")) {
      Scene scene = scene("{'principals':['" + domain + "/ns/shop/sa/web']}").mesh(mesh);
      assertThat(scene.verdict(get("web"))).as(domain).isEqualTo(YES);
    }
    Scene other = scene("{'principals':['else/ns/shop/sa/web']}").mesh(mesh);
    assertThat(other.verdict(get("web"))).isEqualTo(NO);
  }

  private static boolean allows(String source, String caller) {
    return scene(source).verdict(get(caller)) == YES;
  }

  private static Scene scene(String source) {
    return new Scene().policy("ALLOW", "{'from':[{'source':" + source + "}]}");
  }
}
