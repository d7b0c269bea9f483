package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.engine.attack.AttackGraph;
import dev.ardennes.engine.attack.AttackGraphBuilder;
import dev.ardennes.engine.decisions.PolicyRelations;
import dev.ardennes.model.EntryPoint;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.policy.aws.AwsServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Endpoints of a service of which only its description was read: who may call them, from the files
/// to the attack graph.
final class DescribedEndpointsTest {
  private static final String ORDERS = "k8s/main/shop/deployment/orders";

  private static final String MANIFESTS =
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: shop, labels: {istio-injection: enabled}}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: orders, namespace: shop}
      spec:
        selector: {matchLabels: {app: orders}}
        template:
          metadata: {labels: {app: orders}}
          spec:
            containers:
            - {name: orders, image: "registry.example/shop/orders:7", ports: [{containerPort: 8080}]}
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: orders
        namespace: shop
      spec:
        type: ClusterIP
        selector: {app: orders}
        ports: [{port: 80, targetPort: 8080}]
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web, namespace: shop}
      spec:
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            containers:
            - {name: web, image: "registry.example/shop/web:2", ports: [{containerPort: 8080}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: web, namespace: shop}
      spec:
        type: LoadBalancer
        selector: {app: web}
        ports: [{port: 80, targetPort: 8080}]
      """;

  private static final String POLICY =
      """
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: {name: orders, namespace: shop}
      spec:
        selector: {matchLabels: {app: orders}}
        rules:
        - to: [{operation: {methods: ["GET"], paths: ["/api/open/*"]}}]
      ---
      apiVersion: v1
      kind: Namespace
      metadata: {name: istio-system}
      """;

  private static final String API =
      """
      openapi: 3.0.3
      info: {title: Orders, version: "1"}
      servers: [{url: "https://shop.example/api"}]
      %s
      paths:
        /open/{id}:
          get:
            parameters: [{name: from, in: query, schema: {type: string, format: uri}}]
            responses: {"200": {description: ok}}
        /orders:
          get: {security: [{token: []}], responses: {"200": {description: ok}}}
        /health:
          get: {security: [], responses: {"200": {description: ok}}}
      components:
        securitySchemes:
          token: {type: http, scheme: bearer}
      """;

  /// What another service of the namespace does: fetches whatever its caller says.
  private static final String WEB =
      """
      import requests
      from flask import Flask, request

      app = Flask(__name__)

      @app.get("/fetch")
      def fetch():
          return requests.get(request.args["url"]).text
      """;

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void estate() throws IOException {
    write("deploy/all.yaml", MANIFESTS);
    write("services/web/app.py", WEB);
    write("services/web/requirements.txt", "flask\nrequests\n");
    write("services/web/Dockerfile", "FROM python:3.13\n");
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private FactBase facts() {
    return Estate.facts(ScanRequest.reading(List.of(folder), false));
  }

  private static List<String> calls(FactBase facts) {
    AwsServices services = AwsServices.bundled();
    EntryPoint internet =
        new EntryPoint(EntryPoint.INTERNET, EntryPoint.Kind.REACH, "asked", List.of());
    AttackGraph graph =
        new AttackGraphBuilder(
                Techniques.rules(List.of()),
                facts,
                symbols ->
                    new PolicyRelations(
                        facts, symbols, Instant.parse("2026-11-21T00:00:00Z"), services))
            .build(List.of(internet))
            .graph();
    return graph.gains().stream()
        .filter(gain -> gain.relation().equals("calls") && gain.args().getFirst().equals(ORDERS))
        .map(gain -> gain.args().get(1).substring(gain.args().get(1).indexOf('#') + 1))
        .sorted()
        .toList();
  }

  private static List<String> of(FactBase facts, String relation) {
    return facts.relation(relation).stream().map(Fact::toString).sorted().toList();
  }

  @Test
  void whatAsksForNothingCanBeCalledAndWhatAsksForATokenCannot() throws IOException {
    write("services/orders/openapi.yaml", API.formatted(""));
    assertThat(calls(facts())).containsExactly("GET /health", "GET /open/{id}");
    assertThat(of(facts(), "answers_known"))
        .containsExactly(
            "answers_known(code/services/orders, code/services/orders#GET /orders, token)");
  }

  @Test
  void theDocumentsOwnDemandHoldsWhereAnOperationHasNone() throws IOException {
    write("services/orders/openapi.yaml", API.formatted("security: [{token: []}]"));
    assertThat(calls(facts())).containsExactly("GET /health");
  }

  @Test
  void theMeshDecidesByTheDescribedPathBelowItsServer() throws IOException {
    write("services/orders/openapi.yaml", API.formatted(""));
    write("deploy/policy.yaml", POLICY);
    assertThat(calls(facts())).containsExactly("GET /open/{id}");
  }

  @Test
  void aParameterThatIsAnAddressForgesNoRequests() throws IOException {
    write("services/orders/openapi.yaml", API.formatted(""));
    assertThat(of(facts(), "endpoint_input")).anyMatch(fact -> fact.contains("from"));
    assertThat(of(facts(), "fetches_url")).allMatch(fact -> fact.contains("services/web"));
  }

  @Test
  void aDescriptionByNameBelongsToTheImageOfThatName() throws IOException {
    write("apis/orders.yaml", API.formatted(""));
    assertThat(calls(facts())).containsExactly("GET /health", "GET /open/{id}");
  }

  @Test
  void aDescriptionOfNothingThatRunsStatesNoEndpoint() throws IOException {
    write("apis/partner.yaml", API.formatted(""));
    assertThat(of(facts(), "endpoint_path")).allMatch(fact -> fact.contains("services/web"));
  }

  @Test
  void whereTheCodeIsReadItHasTheWord() throws IOException {
    write("services/web/openapi.yaml", API.formatted(""));
    assertThat(of(facts(), "handles"))
        .containsExactly("handles(code/services/web, code/services/web#GET /fetch)");
  }

  @Test
  void codeInALanguageThatIsNotReadLeavesTheDescription() throws IOException {
    write("services/orders/Dockerfile", "FROM elixir:1.17\nCMD [\"mix\", \"phx.server\"]\n");
    write("services/orders/lib/orders.ex", "defmodule Orders do\nend\n");
    write("services/orders/docs/openapi.yaml", API.formatted(""));
    assertThat(calls(facts())).containsExactly("GET /health", "GET /open/{id}");
  }
}
