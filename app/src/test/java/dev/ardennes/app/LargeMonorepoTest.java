package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// One repository with the manifests and the code of all services of a company.
@Isolated("measures time and memory")
final class LargeMonorepoTest {
  private static final int SERVICES = 1250;
  private static final int FILES_EACH = 4;
  private static final int NAMESPACES = 50;
  private static final double MOST_SECONDS = 60;

  @TempDir private Path estate = Path.of("");

  @Test
  void fiveThousandManifestsAndFiveThousandSourceFilesAreScannedWithinThreeGigabytes()
      throws IOException {
    for (int service = 0; service < SERVICES; service++) {
      manifests(service);
      code(service);
    }
    Program.Run run = Program.run("3g", "scan", estate.toString(), "--target", "*/secret/keys0");
    System.out.printf("5,000 manifests, 5,000 source files: %.1f s%n", run.seconds());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("12,500 files")
        .contains("1 way to secret k8s/main/team0/secret/keys0")
        .contains("app.run-input")
        .doesNotContain("NOT READ");
    assertThat(run.seconds()).isLessThan(MOST_SECONDS);
  }

  private void write(String file, String text) throws IOException {
    Path path = estate.resolve(file);
    Files.createDirectories(path.resolveSibling(""));
    Files.writeString(path, text);
  }

  // --- manifests

  private void manifests(int n) throws IOException {
    String folder = "deploy/team" + n % NAMESPACES + "/svc" + n + "/";
    write(folder + "account.yaml", of(n, "v1", "ServiceAccount", "svc" + n));
    write(folder + "deployment.yaml", of(n, "apps/v1", "Deployment", "svc" + n) + deployment(n));
    write(folder + "service.yaml", of(n, "v1", "Service", "svc" + n) + service(n));
    if (n % 10 == 0) {
      write(folder + "keys.yaml", of(n, "v1", "Secret", "keys" + n) + "type: Opaque\n");
    } else {
      String policy = of(n, "networking.k8s.io/v1", "NetworkPolicy", "svc" + n);
      write(folder + "policy.yaml", policy + policy(n));
    }
  }

  private static String of(int n, String version, String kind, String name) {
    return "apiVersion: %s\nkind: %s\nmetadata: {name: %s, namespace: team%d}\n"
        .formatted(version, kind, name, n % NAMESPACES);
  }

  private static String deployment(int n) {
    return """
    spec:
      replicas: 3
      selector: {matchLabels: {app: svc%1$d}}
      template:
        metadata: {labels: {app: svc%1$d}}
        spec:
          serviceAccountName: svc%1$d
          containers:
            - name: main
              image: registry.example/svc%1$d:2.0
              ports: [{containerPort: 8080}]
              volumeMounts: [{name: keys, mountPath: /keys}]
          volumes: [{name: keys, secret: {secretName: keys%2$d}}]
    """
        .formatted(n, n / 10 * 10);
  }

  private static String service(int n) {
    return """
    spec:
      type: %s
      selector: {app: svc%d}
      ports: [{port: 80, targetPort: 8080}]
    """
        .formatted(n % 100 == 0 ? "LoadBalancer" : "ClusterIP", n);
  }

  private static String policy(int n) {
    return """
    spec:
      podSelector: {matchLabels: {app: svc%d}}
      policyTypes: [Ingress]
      ingress: [{from: [{podSelector: {matchLabels: {app: svc%d}}}]}]
    """
        .formatted(n, n - 1);
  }

  // --- code

  private void code(int n) throws IOException {
    String folder = "services/svc" + n + "/";
    write(folder + "Dockerfile", "FROM scratch\nCOPY . .\n");
    switch (n % 4) {
      case 0 -> python(folder, n);
      case 1 -> java(folder, n);
      case 2 -> typeScript(folder, n);
      default -> go(folder, n);
    }
  }

  private void python(String folder, int n) throws IOException {
    write(folder + "requirements.txt", "flask\n");
    write(
        folder + "app.py",
        """
        import subprocess
        from flask import Flask, request
        import part1

        app = Flask(__name__)

        @app.get("/run")
        def run():
            return subprocess.check_output(request.args["command"], shell=True)

        @app.get("/items/<name>")
        def item(name):
            return part1.value%d(name)
        """
            .formatted(n));
    for (int part = 1; part < FILES_EACH; part++) {
      write(
          folder + "part" + part + ".py",
          "def value%d(name):\n    return {'name': name, 'part': %d}\n".formatted(n, part));
    }
  }

  private void java(String folder, int n) throws IOException {
    String sources = folder + "src/main/java/svc" + n + "/";
    write(folder + "pom.xml", "<project><artifactId>svc" + n + "</artifactId></project>\n");
    write(
        sources + "Items.java",
        """
        package svc%1$d;

        import org.springframework.web.bind.annotation.GetMapping;
        import org.springframework.web.bind.annotation.PathVariable;
        import org.springframework.web.bind.annotation.RestController;

        @RestController
        public class Items {
          @GetMapping("/items/{name}")
          public String item(@PathVariable String name) {
            return new Part1().value(name);
          }
        }
        """
            .formatted(n));
    for (int part = 1; part < FILES_EACH; part++) {
      write(
          sources + "Part" + part + ".java",
          """
          package svc%d;

          class Part%d {
            String value(String name) {
              return name + "%d";
            }
          }
          """
              .formatted(n, part, part));
    }
  }

  private void typeScript(String folder, int n) throws IOException {
    write(
        folder + "package.json",
        "{\"name\": \"svc%d\", \"dependencies\": {\"express\": \"5\"}}".formatted(n));
    write(
        folder + "src/server.ts",
        """
        import express from "express";
        import { value } from "./part1";

        const app = express();
        app.get("/items/:name", (request, response) => {
          response.send(value(request.params.name));
        });
        app.listen(8080);
        """);
    for (int part = 1; part < FILES_EACH; part++) {
      write(
          folder + "src/part" + part + ".ts",
          "export function value(name: string): string {\n  return name + %d;\n}\n"
              .formatted(part));
    }
  }

  private void go(String folder, int n) throws IOException {
    write(folder + "go.mod", "module example.com/svc%d\n\ngo 1.24\n".formatted(n));
    write(
        folder + "main.go",
        """
        package main

        import "net/http"

        func main() {
        \thttp.HandleFunc("/items", func(w http.ResponseWriter, r *http.Request) {
        \t\tw.Write([]byte(value1(r.URL.Query().Get("name"))))
        \t})
        \thttp.ListenAndServe(":8080", nil)
        }
        """);
    for (int part = 1; part < FILES_EACH; part++) {
      write(
          folder + "part" + part + ".go",
          "package main\n\nfunc value%d(name string) string {\n\treturn name + \"%d\"\n}\n"
              .formatted(part, part));
    }
  }
}
