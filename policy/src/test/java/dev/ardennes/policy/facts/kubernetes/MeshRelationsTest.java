package dev.ardennes.policy.facts.kubernetes;

import static dev.ardennes.policy.facts.kubernetes.Estate.pods;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.policy.Conjunction;
import dev.ardennes.policy.Verdict;
import org.junit.jupiter.api.Test;

final class MeshRelationsTest {
  private static final String FROM_WEB =
      "\"from\":[{\"source\":{\"principals\":[\"cluster.local/ns/shop/sa/web\"]}}]";

  private static Estate shop() {
    Estate estate = new Estate();
    for (String namespace : new String[] {"shop", "istio-system"}) {
      estate.namespace(namespace).covered(namespace, "authorization_policy", "peer_authentication");
    }
    for (String name : new String[] {"web", "api", "db"}) {
      estate.pods("shop", name, "app=" + name);
      estate.state("mesh_mode", pods("shop/" + name), "sidecar");
    }
    estate.state("endpoint_path", "endpoint/order", "GET", "/orders/{id}");
    return estate.state("endpoint_path", "endpoint/admin", "POST", "/admin/{name*}");
  }

  private static Estate guarded(String rule) {
    return shop()
        .authorizationPolicy(
            "shop", "db", "{\"selector\":{\"matchLabels\":{\"app\":\"db\"}}}", rule);
  }

  private static Verdict lets(Estate estate, String source, String endpoint) {
    return estate
        .decide("mesh_lets", pods("shop/" + source), pods("shop/db"), "80", "endpoint/" + endpoint)
        .verdict();
  }

  @Test
  void withoutAMeshEverythingPassesForNoReason() {
    Estate estate = new Estate().pods("shop", "web").pods("shop", "db");
    assertThat(estate.decide("mesh_connects", pods("shop/web"), pods("shop/db"), "80"))
        .isEqualTo(Conjunction.TRUE);
  }

  @Test
  void onlyTheIdentityThatARuleNamesPasses() {
    Estate estate = guarded("{" + FROM_WEB + "}");
    assertThat(lets(estate, "web", "order")).isEqualTo(Verdict.YES);
    assertThat(lets(estate, "api", "order")).isEqualTo(Verdict.NO);
  }

  @Test
  void somePathOfTheEndpointIsEnough() {
    String seven = "{\"to\":[{\"operation\":{\"paths\":[\"/orders/7\"]}}]}";
    assertThat(lets(guarded(seven), "api", "order")).isEqualTo(Verdict.YES);
    assertThat(lets(guarded(seven), "api", "admin")).isEqualTo(Verdict.NO);
    String users = "{\"to\":[{\"operation\":{\"paths\":[\"/admin/users/*\"]}}]}";
    assertThat(lets(guarded(users), "api", "admin")).isEqualTo(Verdict.YES);
  }

  @Test
  void aRuleForAnotherMethodLetsNothingThrough() {
    String post = "{\"to\":[{\"operation\":{\"methods\":[\"POST\"]}}]}";
    assertThat(lets(guarded(post), "api", "order")).isEqualTo(Verdict.NO);
    assertThat(lets(guarded(post), "api", "admin")).isEqualTo(Verdict.YES);
  }

  @Test
  void plaintextGoesAroundTheProxyUnlessMutualTlsIsAskedFor() {
    Estate estate = guarded("{\"from\":[{\"source\":{\"notPrincipals\":[\"*\"]}}]}");
    assertThat(lets(estate, "web", "order")).isEqualTo(Verdict.YES);
    estate.object("shop", "peerauthentication", "default");
    estate.state(
        "peer_authentication",
        "k8s/main/shop/peerauthentication/default",
        "{\"mtls\":{\"mode\":\"STRICT\"}}");
    assertThat(lets(estate, "web", "order")).isEqualTo(Verdict.NO);
  }

  @Test
  void anExcludedPortPasses() {
    Estate estate = guarded("{" + FROM_WEB + "}").state("excluded_port", pods("shop/db"), "80");
    assertThat(lets(estate, "api", "order")).isEqualTo(Verdict.YES);
  }

  @Test
  void outsidersNeedThePoliciesOfTheGatewayAndOfTheTarget() {
    Estate estate = guarded("{" + FROM_WEB + "}");
    String[] question = {pods("shop/web"), pods("shop/db"), "80", "endpoint/order"};
    assertThat(estate.decide("mesh_lets_through", question).verdict()).isEqualTo(Verdict.YES);
    estate.authorizationPolicy("shop", "web", "{\"selector\":{\"matchLabels\":{\"app\":\"web\"}}}");
    assertThat(estate.decide("mesh_lets_through", question).verdict()).isEqualTo(Verdict.NO);
  }

  @Test
  void thePortOfAGatewayIsThatOfItsExposedService() {
    Estate estate =
        shop()
            .authorizationPolicy(
                "shop",
                "web",
                "{\"selector\":{\"matchLabels\":{\"app\":\"web\"}}}",
                "{\"to\":[{\"operation\":{\"ports\":[\"8443\"]}}]}");
    String[] question = {pods("shop/web"), pods("shop/db"), "80", "endpoint/order"};
    assertThat(estate.decide("mesh_lets_through", question).verdict()).isEqualTo(Verdict.NO);
    String service = "k8s/main/shop/service/gateway";
    estate.state("backs", service, "443", pods("shop/web"), "8443", "TCP");
    assertThat(estate.decide("mesh_lets_through", question).verdict()).isEqualTo(Verdict.NO);
    estate.state("exposed_service", service, "load-balancer", "0.0.0.0/0");
    assertThat(estate.decide("mesh_lets_through", question).verdict()).isEqualTo(Verdict.YES);
  }
}
