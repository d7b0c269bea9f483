package dev.ardennes.collect.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RouteFactsTest {
  private static final String BEHIND =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec: {ports: [{name: http, port: 80}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: gate, namespace: gates, labels: {istio: ingressgateway}}
      spec: {containers: [{name: a, image: a}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: nginx
        namespace: gates
        labels: {app.kubernetes.io/name: ingress-nginx, app.kubernetes.io/component: controller}
      spec: {containers: [{name: a, image: a}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: api-gate
        labels: {gateway.networking.k8s.io/gateway-name: gate}
      spec: {containers: [{name: a, image: a}]}
      """;

  @TempDir Path folder;

  private Scan route(String text) throws IOException {
    return new Scan(folder).file("behind.yaml", BEHIND).file("route.yaml", text);
  }

  @Test
  void ingressesLeadExactPathsAndPrefixes() throws IOException {
    Scan scan =
        route(
            """
            apiVersion: networking.k8s.io/v1
            kind: Ingress
            metadata: {name: web}
            spec:
              ingressClassName: nginx
              defaultBackend: {service: {name: web, port: {number: 80}}}
              rules:
                - host: shop.example
                  http:
                    paths:
                      - {path: /one, pathType: Exact, backend: {service: {name: web, port: {name: http}}}}
                      - {path: /all, pathType: Prefix, backend: {service: {name: web, port: {number: 8}}}}
                      - {path: /no, pathType: Exact, backend: {service: {name: web, port: {name: gone}}}}
            """);
    assertThat(scan.facts("routes"))
        .containsExactly(
            "default/ingress/web * /* default/service/web 80 @ route.yaml:6",
            "default/ingress/web shop.example /all default/service/web 8 @ route.yaml:12",
            "default/ingress/web shop.example /all/* default/service/web 8 @ route.yaml:12",
            "default/ingress/web shop.example /one default/service/web 80 @ route.yaml:11");
    assertThat(scan.facts("route_class"))
        .containsExactly("default/ingress/web nginx not said @ route.yaml:5");
    assertThat(scan.facts("serves_route"))
        .containsExactly("gates/pod/nginx default/ingress/web @ route.yaml:5");
    assertThat(scan.facts("unseen_gateway")).isEmpty();
  }

  @Test
  void aRouteWithoutAPodThatServesItHasAGatewayThatWasNotSeen() throws IOException {
    String ingress =
        """
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata:
          name: web
          annotations: {alb.ingress.kubernetes.io/scheme: internet-facing}
        spec:
          ingressClassName: alb
          defaultBackend: {service: {name: web, port: {number: 80}}}
        """;
    assertThat(route(ingress).facts("unseen_gateway"))
        .containsExactly("default/ingress/web internet @ route.yaml:8");
    String plain = ingress.replace("ingressClassName: alb", "ingressClassName: other");
    assertThat(route(plain.replaceAll(".*scheme.*", "")).facts("unseen_gateway"))
        .containsExactly("default/ingress/web not said @ route.yaml:8");
  }

  @Test
  void schemesOfAwsAreTold() throws IOException {
    String ingress =
        """
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata:
          name: web
          annotations:
            kubernetes.io/ingress.class: alb
            alb.ingress.kubernetes.io/scheme: internet-facing
        spec: {}
        """;
    assertThat(route(ingress).facts("route_class"))
        .containsExactly("default/ingress/web alb internet @ route.yaml:7");
    assertThat(route(ingress.replace("internet-facing", "internal")).facts("route_class"))
        .containsExactly("default/ingress/web alb private network @ route.yaml:7");
    assertThat(route(ingress).facts("serves_route")).isEmpty();
  }

  @Test
  void virtualServicesOfAGatewayAreAWayIn() throws IOException {
    String service =
        """
        apiVersion: networking.istio.io/v1
        kind: Gateway
        metadata: {name: edge, namespace: gates}
        spec:
          selector: {istio: ingressgateway}
        ---
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: web}
        spec:
          hosts: [shop.example]
          gateways: [gates/edge, mesh]
          http:
            - match:
                - uri: {prefix: /a}
                - uri: {exact: /b}
                - uri: {regex: "/c[0-9]"}
                - {uri: {exact: /inside}, gateways: [mesh]}
              route:
                - destination: {host: web}
            - route:
                - destination: {host: web.far.svc.cluster.local, port: {number: 81}}
                - destination: {host: www.example.org, port: {number: 443}}
        """;
    Scan scan = route(service);
    assertThat(scan.facts("routes"))
        .containsExactly(
            "default/virtualservice/web shop.example /* far/service/web 81 @ route.yaml:22",
            "default/virtualservice/web shop.example /a* default/service/web 80 @ route.yaml:20",
            "default/virtualservice/web shop.example /b default/service/web 80 @ route.yaml:20",
            "default/virtualservice/web shop.example ~/c[0-9] default/service/web 80 @ route.yaml:20");
    assertThat(scan.facts("serves_route"))
        .containsExactly("gates/pod/gate default/virtualservice/web @ route.yaml:5");
    assertThat(route(service.replace("[gates/edge, mesh]", "[mesh]")).facts("routes")).isEmpty();
  }

  @Test
  void routesOfTheGatewayApiHangOnTheirGateway() throws IOException {
    Scan scan =
        route(
            """
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata: {name: gate}
            spec:
              gatewayClassName: istio
              listeners: [{name: a, hostname: "*.example"}]
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: web}
            spec:
              parentRefs: [{name: gate}]
              rules:
                - matches: [{path: {type: PathPrefix, value: /shop}}]
                  backendRefs:
                    - {name: web, port: 80}
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: inside}
            spec:
              parentRefs: [{kind: Service, group: "", name: web}]
              rules: [{backendRefs: [{name: web, port: 80}]}]
            """);
    assertThat(scan.facts("routes"))
        .containsExactly(
            "default/httproute/web *.example /shop default/service/web 80 @ route.yaml:16",
            "default/httproute/web *.example /shop/* default/service/web 80 @ route.yaml:16");
    assertThat(scan.facts("serves_route"))
        .containsExactly("default/pod/api-gate default/httproute/web @ route.yaml:5");
    assertThat(scan.facts("route_class"))
        .containsExactly("default/httproute/web istio not said @ route.yaml:5");
  }

  @Test
  void filtersOfTheGatewayApiRewriteAndRedirect() throws IOException {
    Scan scan =
        route(
            """
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: web}
            spec:
              hostnames: [shop.example]
              rules:
                - backendRefs: [{name: web, port: 80}]
                - matches: [{path: {value: /shop}}]
                  filters:
                    - type: URLRewrite
                      urlRewrite:
                        hostname: inside.example
                        path: {type: ReplacePrefixMatch, replacePrefixMatch: /}
                  backendRefs: [{name: web, port: 8}]
                - matches: [{path: {type: Exact, value: /old}, method: GET}]
                  filters: [{type: RequestRedirect, requestRedirect: {path: {}}}]
                - matches: [{path: {value: /admin}}]
                  filters: [{type: RequestRedirect, requestRedirect: {path: {}}}]
            """);
    assertThat(scan.facts("arrives_as"))
        .containsExactly(
            "default/httproute/web /shop default/service/web 8 inside.example / @ route.yaml:14",
            "default/httproute/web /shop/* default/service/web 8 inside.example /* @ route.yaml:14");
    assertThat(scan.facts("taken_before").stream().map(fact -> fact.replaceAll(" @.*", "")))
        .containsExactly(
            "default/httproute/web /* default/service/web 80 /admin",
            "default/httproute/web /* default/service/web 80 /admin/*",
            "default/httproute/web /* default/service/web 80 /shop",
            "default/httproute/web /* default/service/web 80 /shop/*");
  }

  @Test
  void theControllerOfNginxRewritesPaths() throws IOException {
    String ingress =
        """
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata:
          name: web
          annotations: {nginx.ingress.kubernetes.io/rewrite-target: /base}
        spec:
          rules:
            - http:
                paths:
                  - {path: /one, pathType: Exact, backend: {service: {name: web, port: {number: 80}}}}
        """;
    assertThat(route(ingress).facts("arrives_as"))
        .containsExactly("default/ingress/web /one default/service/web 80 * /base @ route.yaml:10");
    assertThat(route(ingress.replace("/base", "/$2")).facts("arrives_as"))
        .containsExactly("default/ingress/web /one default/service/web 80 * ?/$2 @ route.yaml:10");
  }
}
