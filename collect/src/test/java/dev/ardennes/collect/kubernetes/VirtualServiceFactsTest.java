package dev.ardennes.collect.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VirtualServiceFactsTest {
  private static final String BEHIND =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec: {ports: [{port: 80}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: admin}
      spec: {ports: [{port: 80}]}
      ---
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: gates}
      spec:
        selector: {istio: ingressgateway}
        servers: [{hosts: ["*/*.example"], port: {number: 443, name: https, protocol: HTTPS}}]
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: gate, namespace: gates, labels: {istio: ingressgateway}}
      spec: {containers: [{name: a, image: a}]}
      """;

  @TempDir private Path folder = Path.of("");

  private static String named(String name, String rest) {
    return """
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata: {name: %s}
    spec:
    """
            .formatted(name)
        + rest.indent(2);
  }

  private Scan rules(String rules) throws IOException {
    return served("[gates/edge]", rules);
  }

  private Scan served(String gateways, String rules) throws IOException {
    String spec = "hosts: [shop.example]\ngateways: " + gateways + "\nhttp:\n" + rules.indent(2);
    return new Scan(folder).file("behind.yaml", BEHIND).file("route.yaml", named("web", spec));
  }

  private static List<String> facts(Scan scan, String relation) {
    return scan.facts(relation).stream()
        .map(fact -> fact.replaceAll(" @ .*", ""))
        .map(fact -> fact.replace("default/virtualservice/", "").replace("default/service/", ""))
        .toList();
  }

  @Test
  void aRewrittenPrefixIsReplacedByItsCharacters() throws IOException {
    Scan scan =
        rules(
            """
            - match: [{uri: {prefix: /api/}}, {uri: {exact: /old}}, {uri: {regex: "/v[0-9]+"}}]
              rewrite: {uri: /}
              route: [{destination: {host: web}}]
            - rewrite: {authority: inside.example}
              route: [{destination: {host: admin}}]
            """);
    assertThat(facts(scan, "arrives_as"))
        .containsExactly(
            "web /* admin 80 inside.example /*",
            "web /api/* web 80 * /*",
            "web /old web 80 * /",
            "web ~/v[0-9]+ web 80 * /");
  }

  @Test
  void whatAnExpressionMakesIsSaid() throws IOException {
    Scan scan =
        rules(
            """
            - match: [{uri: {prefix: /api}}]
              rewrite: {uriRegexRewrite: {match: "^/api(.*)$", rewrite: '/v1\\1'}}
              route: [{destination: {host: web}}]
            """);
    assertThat(facts(scan, "arrives_as"))
        .containsExactly("web /api* web 80 * ?^/api(.*)$ -> /v1\\1");
  }

  @Test
  void nothingIsSaidOfWhatArrivesAsItWasAskedFor() throws IOException {
    Scan scan =
        rules(
            """
            - match: [{uri: {prefix: /api}}]
              rewrite: {uri: /api}
              route: [{destination: {host: web}}]
            """);
    assertThat(facts(scan, "routes")).containsExactly("web shop.example /api* web 80");
    assertThat(facts(scan, "arrives_as")).isEmpty();
  }

  @Test
  void theFirstRuleThatTakesARequestLeadsIt() throws IOException {
    Scan scan =
        rules(
            """
            - match: [{uri: {prefix: /admin}}]
              redirect: {uri: /login}
            - match: [{uri: {exact: /debug}}]
              directResponse: {status: 403}
            - match: [{uri: {prefix: /beta}, headers: {x-beta: {exact: "1"}}}]
              redirect: {uri: /gone}
            - match: [{uri: {prefix: /admin/users}}]
              route: [{destination: {host: admin}}]
            - route: [{destination: {host: web}}]
            - route: [{destination: {host: admin}}]
            """);
    assertThat(facts(scan, "routes")).containsExactly("web shop.example /* web 80");
    assertThat(facts(scan, "taken_before"))
        .containsExactly("web /* web 80 /admin*", "web /* web 80 /debug");
  }

  @Test
  void aRuleThatAsksForAMethodLeadsNoOther() throws IOException {
    Scan scan =
        rules(
            """
            - match:
                - {uri: {prefix: /a}, method: {exact: GET}}
                - {uri: {prefix: /a}, method: {exact: POST}, headers: {x: {exact: y}}}
                - {uri: {prefix: /b}, method: {regex: "P.*"}}
              route: [{destination: {host: web}}]
            """);
    assertThat(facts(scan, "routes"))
        .containsExactly("web shop.example /a* web 80", "web shop.example /b* web 80");
    assertThat(facts(scan, "routes_method"))
        .containsExactly("web /a* web 80 GET", "web /a* web 80 POST");
  }

  @Test
  void aRouteThatGetsNothingOfTheTrafficLeadsNowhere() throws IOException {
    Scan scan =
        rules(
            """
            - match: [{uri: {prefix: /a}}]
              route:
                - {destination: {host: web}, weight: 100}
                - {destination: {host: admin}, weight: 0}
            - fault: {abort: {httpStatus: 403, percentage: {value: 100}}}
              route: [{destination: {host: admin}}]
            """);
    assertThat(facts(scan, "routes")).containsExactly("web shop.example /a* web 80");
  }

  private Scan delegating(String own, String delegate) throws IOException {
    return rules(own)
        .file("team.yaml", named("team", delegate).replace("team}", "team, namespace: far}"));
  }

  private static final String DELEGATES =
      """
      - match: [{uri: {prefix: /team}}]
        rewrite: {uri: /}
        delegate: {name: team, namespace: far}
      """;

  @Test
  void aDelegateLeadsWhatLiesWithinTheRoot() throws IOException {
    Scan scan =
        delegating(
            DELEGATES,
            """
            http:
              - match: [{uri: {prefix: /team/one}}]
                route: [{destination: {host: one, port: {number: 1}}}]
              - match: [{uri: {prefix: /other}}]
                route: [{destination: {host: two, port: {number: 2}}}]
              - rewrite: {uri: /three}
                route: [{destination: {host: three, port: {number: 3}}}]
            """);
    assertThat(facts(scan, "routes"))
        .containsExactly(
            "web shop.example /team* far/service/three 3",
            "web shop.example /team/one* far/service/one 1");
    assertThat(facts(scan, "arrives_as"))
        .containsExactly(
            "web /team* far/service/three 3 * /three*", "web /team/one* far/service/one 1 * /*");
    assertThat(facts(scan, "taken_before"))
        .containsExactly("web /team* far/service/three 3 /team/one*");
  }

  @Test
  void aDelegateWithHostsOrOneThatIsNotShownLeadsNothing() throws IOException {
    String rule = "http: [{route: [{destination: {host: one, port: {number: 1}}}]}]\n";
    assertThat(facts(delegating(DELEGATES, rule), "routes")).hasSize(1);
    assertThat(facts(delegating(DELEGATES, "hosts: [a.example]\n" + rule), "routes")).isEmpty();
    assertThat(facts(delegating(DELEGATES, "exportTo: ['.']\n" + rule), "routes")).isEmpty();
    assertThat(facts(delegating(DELEGATES, "exportTo: [default]\n" + rule), "routes")).hasSize(1);
  }

  @Test
  void aDelegateThatWasNotFoundIsAProblem() throws IOException {
    Scan scan = rules("- delegate: {name: gone}\n");
    assertThat(scan.problems())
        .containsExactly(
            "a virtual service delegates to one that was not found: where it leads is not known"
                + " @ route.yaml:8");
  }

  @Test
  void aRuleForOneGatewayIsServedByThatGatewayOnly() throws IOException {
    Scan scan =
        served(
            "[gates/edge, gates/inner]",
            """
            - match: [{uri: {prefix: /admin}, gateways: [gates/inner]}]
              route: [{destination: {host: admin}}]
            - route: [{destination: {host: web}}]
            """);
    assertThat(facts(scan, "routes"))
        .containsExactly(
            "web@gates%2Fedge shop.example /* web 80",
            "web@gates%2Finner shop.example /* web 80",
            "web@gates%2Finner shop.example /admin* admin 80");
    assertThat(facts(scan, "serves_route")).containsExactly("gates/pod/gate web@gates%2Fedge");
  }

  @Test
  void hostsThatNoGatewayOpensAreNotServed() throws IOException {
    String rule = "- route: [{destination: {host: web}}]\n";
    Scan scan = rules(rule);
    assertThat(facts(scan, "routes")).containsExactly("web shop.example /* web 80");
    scan.file("behind.yaml", BEHIND.replace("*/*.example", "*/other.example"));
    assertThat(facts(scan, "routes")).isEmpty();
    assertThat(facts(scan, "serves_route")).isEmpty();
    scan.file("behind.yaml", BEHIND.replace("*/*.example", "./shop.example"));
    assertThat(facts(scan, "routes")).isEmpty();
    scan.file("behind.yaml", BEHIND.replace("*/*.example", "default/*"));
    assertThat(facts(scan, "routes")).hasSize(1);
  }
}
