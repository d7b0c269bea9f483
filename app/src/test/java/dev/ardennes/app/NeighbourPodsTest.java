package dev.ardennes.app;

import static dev.ardennes.app.ClusterGains.CLUSTER;
import static dev.ardennes.app.ClusterGains.code;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What code on a pod gets from its neighbours, which trust whoever the mesh and the network let
/// in.
final class NeighbourPodsTest {
  private static final String WEB = CLUSTER + "/shop/deployment/web";
  private static final String TOOLS = CLUSTER + "/shop/deployment/tools";

  private static final String MANIFESTS =
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: shop, labels: {istio-injection: enabled}}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web, namespace: shop}
      spec:
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            serviceAccountName: web
            automountServiceAccountToken: false
            containers: [{name: web, image: "shop/web:1"}]
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: tools, namespace: shop}
      spec:
        selector: {matchLabels: {app: tools}}
        template:
          metadata: {labels: {app: tools}}
          spec:
            serviceAccountName: tools
            automountServiceAccountToken: false
            containers: [{name: tools, image: "shop/tools:1", ports: [{containerPort: 8080}]}]
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: tools, namespace: shop}
      spec:
        selector: {app: tools}
        ports: [{port: 80, targetPort: 8080}]
      """;

  private static final String RUNS_COMMANDS =
      """
      import subprocess

      from flask import Flask, request

      app = Flask(__name__)


      @app.post("/convert")
      def convert():
          return subprocess.check_output(request.args["command"], shell=True)
      """;

  @TempDir private Path folder = Path.of("");

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }

  private ClusterGains gains() throws IOException {
    write("deploy/shop.yaml", MANIFESTS);
    return ClusterGains.of(folder);
  }

  private void codeOfTools() throws IOException {
    write("services/tools/app.py", RUNS_COMMANDS);
    write("services/tools/requirements.txt", "flask\n");
    write("services/tools/Dockerfile", "FROM python:3.13\nCOPY . .\n");
  }

  private void meshLets(String account) throws IOException {
    write(
        "deploy/mesh.yaml",
        """
        apiVersion: v1
        kind: Namespace
        metadata: {name: istio-system}
        ---
        apiVersion: security.istio.io/v1
        kind: PeerAuthentication
        metadata: {name: default, namespace: shop}
        spec: {mtls: {mode: STRICT}}
        ---
        apiVersion: security.istio.io/v1
        kind: AuthorizationPolicy
        metadata: {name: tools, namespace: shop}
        spec:
          selector: {matchLabels: {app: tools}}
          rules:
            - from: [{source: {principals: ["cluster.local/ns/shop/sa/%s"]}}]
        """
            .formatted(account));
  }

  @Test
  void codeOnAPodRunsCodeInANeighbourThatExecutesWhatItsCallersSend() throws IOException {
    codeOfTools();
    assertThat(gains().gains(code(WEB), "runs_code_on", TOOLS)).isTrue();
  }

  @Test
  void theMeshAsksWhoseIdentityThePodHas() throws IOException {
    codeOfTools();
    meshLets("web");
    assertThat(gains().gains(code(WEB), "runs_code_on", TOOLS)).isTrue();
    meshLets("batch");
    assertThat(gains().gains(code(WEB), "runs_code_on", TOOLS)).isFalse();
  }

  private void toolsInExpress(String application) throws IOException {
    write(
        "services/tools/app.js",
        """
        const express = require('express');
        const { exec } = require('child_process');
        const app = %s;
        app.post('/convert', (req, res) => { exec(req.query.command, (e, out) => res.send(out)); });
        """
            .formatted(application));
    write("services/tools/package.json", "{\"name\": \"tools\", \"version\": \"1.0.0\"}");
    write("services/tools/Dockerfile", "FROM node:24\nCOPY . .\n");
  }

  private void meshForbids(String path) throws IOException {
    write(
        "deploy/mesh.yaml",
        """
        apiVersion: v1
        kind: Namespace
        metadata: {name: istio-system}
        ---
        apiVersion: security.istio.io/v1
        kind: AuthorizationPolicy
        metadata: {name: tools, namespace: shop}
        spec:
          action: DENY
          selector: {matchLabels: {app: tools}}
          rules:
            - to: [{operation: {paths: ["%s"]}}]
        """
            .formatted(path));
  }

  @Test
  void aPolicyThatForbidsOneSpellingOfAPathForbidsNoOtherThatTheProgramAnswers()
      throws IOException {
    toolsInExpress("express()");
    meshForbids("/convert");
    assertThat(gains().gains(code(WEB), "runs_code_on", TOOLS)).isTrue();
    meshForbids("/*");
    assertThat(gains().gains(code(WEB), "runs_code_on", TOOLS)).isFalse();
  }

  @Test
  void aProgramThatAnswersOneSpellingIsKeptByThePolicyThatForbidsIt() throws IOException {
    codeOfTools();
    meshForbids("/convert");
    assertThat(gains().gains(code(WEB), "runs_code_on", TOOLS)).isFalse();
  }

  @Test
  void whatTwoWorkloadsKeepInOneCacheLeadsFromOneToTheOther() throws IOException {
    write(
        "deploy/cache.yaml",
        """
        apiVersion: v1
        kind: Service
        metadata: {name: cache, namespace: shop}
        spec: {selector: {app: cache}, ports: [{port: 6379}]}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: cache, namespace: shop}
        spec:
          selector: {matchLabels: {app: cache}}
          template:
            metadata: {labels: {app: cache}}
            spec: {containers: [{name: redis, image: "redis:8", ports: [{containerPort: 6379}]}]}
        """);
    write("deploy/users.yaml", userOfCache("orders", "redis://cache.shop:6379/0"));
    write("deploy/more.yaml", userOfCache("carts", "cache"));
    write("deploy/none.yaml", userOfCache("mails", "redis://other:6379"));
    ClusterGains gains = gains();
    String orders = CLUSTER + "/shop/deployment/orders";
    assertThat(gains.gains(code(orders), "reaches", CLUSTER + "/shop/deployment/carts")).isTrue();
    assertThat(gains.gains(code(orders), "reaches", CLUSTER + "/shop/deployment/mails")).isFalse();
  }

  private static String userOfCache(String name, String address) {
    return """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: %s, namespace: shop}
        spec:
          selector: {matchLabels: {app: %s}}
          template:
            metadata: {labels: {app: %s}}
            spec:
              serviceAccountName: %s
              automountServiceAccountToken: false
              containers:
                - {name: main, image: "shop/%s:1", env: [{name: CACHE, value: "%s"}]}
        """
        .formatted(name, name, name, name, name, address);
  }

  @Test
  void aNetworkPolicyKeepsThePodAway() throws IOException {
    codeOfTools();
    write(
        "deploy/network.yaml",
        """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: closed, namespace: shop}
        spec: {podSelector: {matchLabels: {app: tools}}, policyTypes: [Ingress]}
        """);
    assertThat(gains().gains(code(WEB), "runs_code_on", TOOLS)).isFalse();
  }

  @Test
  void aCriticalFaultThatAScannerFoundInANeighbourIsUsedFromThePod() throws IOException {
    assertThat(gains().all(code(WEB))).isEmpty();
    write(
        "findings/trivy.json",
        """
        {
          "SchemaVersion": 2,
          "ArtifactName": "shop/tools:1",
          "ArtifactType": "container_image",
          "Results": [{
            "Target": "shop/tools:1", "Class": "os-pkgs", "Type": "debian",
            "Vulnerabilities": [{
              "VulnerabilityID": "CVE-2099-0001", "PkgName": "libparse", "InstalledVersion": "1.0",
              "FixedVersion": "1.1", "Severity": "CRITICAL", "Title": "code execution by a request"
            }]
          }]
        }
        """);
    assertThat(gains().gains(code(WEB), "runs_code_on", TOOLS)).isTrue();
  }
}
