package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Manifests, kustomizations, charts, code, descriptions of interfaces and reports of scanners that
/// are broken, hostile or very large, beside a service that is sound: each is said, and the way
/// into the service is found all the same.
@Timeout(300)
final class BadSourcesTest {
  private static final long LARGE = 200L << 20;
  private static final String KUSTOMIZATION =
      "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n";
  private static final String CONFIG_MAP =
      "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: bad, namespace: shop}\ndata:";
  private static final String OPEN_API =
      "openapi: 3.0.3\ninfo: {title: t, version: \"1\"}\npaths:\n";
  private static final String SARIF = "{\"version\":\"2.1.0\",\"runs\":";

  @TempDir private Path estate = Path.of("");

  @BeforeEach
  void soundPart() throws IOException {
    write("sound/web/Dockerfile", "FROM python:3.13\nCOPY . .\n");
    write(
        "sound/web/app.py",
        """
        import subprocess
        from flask import Flask, request

        app = Flask(__name__)


        @app.get("/run")
        def run():
            return subprocess.check_output(request.args["command"], shell=True)
        """);
    write(
        "sound/deploy/shop.yaml",
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: card-keys, namespace: shop}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: shop}
        spec:
          type: LoadBalancer
          selector: {app: web}
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
                - name: web
                  image: registry.example/web:1
                  ports: [{containerPort: 8080}]
                  volumeMounts: [{name: keys, mountPath: /keys}]
              volumes: [{name: keys, secret: {secretName: card-keys}}]
        """);
  }

  private Path place(String file) throws IOException {
    Path path = estate.resolve(file);
    Files.createDirectories(path.resolveSibling(""));
    return path;
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(place(file), text);
  }

  private void binary(String file, String before) throws IOException {
    byte[] noise = new byte[5000];
    new Random(7).nextBytes(noise);
    noise[0] = 0;
    Files.write(place(file), before.getBytes(StandardCharsets.UTF_8));
    Files.write(place(file), noise, java.nio.file.StandardOpenOption.APPEND);
  }

  /// What the program says of the bad files; each problem in one line.
  private String problems() throws IOException {
    Path out = estate.resolveSibling(estate.getFileName() + ".json");
    Program.Run run =
        Program.run(
            "1g",
            "scan",
            estate.toString(),
            "--target",
            "*/secret/card-keys",
            "--format",
            "json",
            "--out",
            out.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).doesNotContain("Exception").doesNotContain("\tat ");
    System.out.printf("bad sources: %.1f s%n", run.seconds());
    StringBuilder problems = new StringBuilder();
    try {
      var report = new tools.jackson.databind.json.JsonMapper().readTree(out.toFile());
      assertThat(report.get("paths").size()).as("ways to the secret").isEqualTo(1);
      assertThat(report.toString()).doesNotContain("root:x:0");
      report
          .get("problems")
          .forEach(
              problem ->
                  problems
                      .append(problem.get("says").asString())
                      .append(" @ ")
                      .append(problem.path("evidence").path("file").asString(""))
                      .append('\n'));
    } finally {
      Files.delete(out);
    }
    return problems.toString();
  }

  @Test
  void soundPartHasNoProblem() throws IOException {
    assertThat(problems()).isEmpty();
  }

  // --- manifests

  @Test
  void brokenManifests() throws IOException {
    write("bad/cut.yaml", CONFIG_MAP + " {a: \"x\n");
    write(
        "bad/cut.json",
        """
        {"apiVersion": "v1", "kind": "List", "items": [
          {"apiVersion": "v1", "kind": "ServiceAccount", "metadata": {"name": "a"}}, {"apiV""");
    binary("bad/binary.yaml", "");
    binary("bad/half.yaml", CONFIG_MAP);
    write("bad/deep.yaml", CONFIG_MAP + " " + "[".repeat(100_000) + "]".repeat(100_000));
    write("bad/deep.json", "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"a\":" + "[".repeat(100_000));
    write("bad/indented.yaml", CONFIG_MAP + "\n" + indented(3_000));
    write("bad/bomb.yaml", CONFIG_MAP + "\n" + bomb());
    assertThat(problems())
        .contains(
            "found unexpected end of stream; the document as a whole is missing @ bad/cut.yaml")
        .contains(
            "the JSON breaks off or cannot be read from here on: what follows is missing @ bad/cut.json")
        .contains("this is no text, whatever its name says, and is not read @ bad/binary.yaml")
        .contains("unprintable characters; the document as a whole is missing @ bad/half.yaml")
        .contains(
            "nested or long beyond all measure; the document as a whole is missing @ bad/deep.yaml")
        .contains("what follows is missing @ bad/deep.json")
        .contains(
            "nested or long beyond all measure; the document as a whole is missing @ bad/indented.yaml")
        .contains(
            "a document has more values than are read, so that it is missing @ bad/bomb.yaml");
  }

  private static String indented(int levels) {
    StringBuilder text = new StringBuilder();
    for (int level = 1; level <= levels; level++) {
      text.append(" ".repeat(level)).append("a:\n");
    }
    return text.toString();
  }

  private static String bomb() {
    StringBuilder bomb = new StringBuilder("  a: &a [x,x,x,x,x,x,x,x,x]\n");
    for (char c = 'b'; c <= 'z'; c++) {
      String alias = "*" + (char) (c - 1);
      bomb.append("  ").append(c).append(": &").append(c).append(" [");
      bomb.append((alias + ",").repeat(8)).append(alias).append("]\n");
    }
    return bomb.toString();
  }

  @Test
  void linksThatLeadBackOrOut() throws IOException {
    Files.createDirectories(estate.resolve("bad"));
    Files.createSymbolicLink(estate.resolve("bad/again"), Path.of("../bad"));
    Files.createSymbolicLink(estate.resolve("bad/self.yaml"), Path.of("self.yaml"));
    Files.createSymbolicLink(estate.resolve("bad/out.yaml"), Path.of("/etc/passwd"));
    assertThat(problems())
        .contains("the link leads to a folder that contains it @ bad/again")
        .contains("the link leads back to itself @ bad/self.yaml")
        .contains("the link leads out of the scanned folder and is not followed @ bad/out.yaml");
  }

  @Test
  void aVeryLargeManifestAndAVeryLargeReport() throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(place("bad/large.yaml"))) {
      String object = CONFIG_MAP + " {text: \"" + "x".repeat(2000) + "\"}\n---\n";
      for (long written = 0; written < LARGE; written += object.length()) {
        out.write(object);
      }
    }
    String result =
        "{\"ruleId\":\"r\",\"level\":\"note\",\"message\":{\"text\":\"" + "x".repeat(900) + "\"}}";
    try (BufferedWriter out = Files.newBufferedWriter(place("bad/large.sarif"))) {
      out.write(SARIF + "[{\"tool\":{\"driver\":{\"name\":\"S\"}},\"results\":[" + result);
      for (long written = 0; written < LARGE; written += result.length()) {
        out.write("," + result);
      }
      out.write("]}]}");
    }
    assertThat(problems()).contains("@ bad/large.yaml").contains("@ bad/large.sarif");
  }

  // --- kustomizations and charts

  @Test
  void kustomizationsThatHaveNoEndOrLeadOut() throws IOException {
    kustomization("bad/a", "resources: [../b]\n");
    kustomization("bad/b", "resources: [../a]\n");
    kustomization("bad/self", "resources: [.]\n");
    kustomization("bad/cut", "resources: [a\n");
    kustomization("bad/out", "resources: [../../../../etc/passwd, /etc/passwd]\n");
    binary("bad/binary/kustomization.yaml", "");
    for (int level = 0; level < 18; level++) {
      String next = "resources: [../l%1$d, ../m%1$d]\n".formatted(level + 1);
      kustomization("bad/twice/l" + level, next);
      kustomization("bad/twice/m" + level, next);
    }
    assertThat(problems())
        .contains("kustomizations include each other in a ring @ bad/a/kustomization.yaml")
        .contains("kustomizations include each other in a ring @ bad/self/kustomization.yaml")
        .contains("the document as a whole is missing @ bad/cut/kustomization.yaml")
        .contains(
            "kustomizations refer 2 times to files outside the scanned folder, which are not read")
        .contains("unprintable characters; the document as a whole is missing @ bad/binary/")
        .contains("kustomizations include each other beyond all measure");
  }

  private void kustomization(String folder, String text) throws IOException {
    write(folder + "/kustomization.yaml", KUSTOMIZATION + text);
  }

  @Test
  void chartsThatHaveNoEndOrLeadOut() throws IOException {
    Map<String, String> templates =
        Map.of(
            "ring", "{{- define \"me\" }}{{ include \"me\" . }}{{ end }}{{ include \"me\" . }}",
            "itself", "{{ tpl .Values.text . }}",
            "counts", "{{- range until 100000000 }}{{- range until 100000000 }}x{{ end }}{{ end }}",
            "open", "{{- if .Values.text }}\napiVersion: v1\n",
            "grows", "{{ repeat 1000000000 \"x\" }}",
            "doubles",
                "{{- $x := \"xxxxxxxxxx\" }}{{- range until 60 }}{{- $x = printf \"%s%s\" $x $x }}{{ end }}{{ $x }}",
            "out",
                CONFIG_MAP
                    + "\n  a: {{ .Files.Get \"../../../../etc/passwd\" | quote }}\n"
                    + "  b: {{ .Files.Get \"/etc/passwd\" | quote }}\n");
    for (Map.Entry<String, String> template : templates.entrySet()) {
      String chart = "bad/" + template.getKey();
      write(chart + "/Chart.yaml", chart(template.getKey()));
      write(chart + "/values.yaml", "text: \"{{ tpl .Values.text . }}\"\n");
      write(chart + "/templates/t.yaml", template.getValue() + "\n");
    }
    write("bad/cut/Chart.yaml", "apiVersion: v2\nname: [\n");
    write(
        "bad/needs/Chart.yaml",
        chart("needs")
            + "dependencies: [{name: needs, version: 1.0.0, repository: \"file://../needs\"}]\n");
    write("bad/binary/Chart.yaml", chart("binary"));
    binary("bad/binary/templates/t.yaml", "");
    binary("bad/binary/values.yaml", "");
    assertThat(problems())
        .contains("templates include each other without end @ bad/ring/templates/t.yaml")
        .contains("templates include each other without end @ bad/itself/templates/t.yaml")
        .contains("a list has more than 20000 elements @ bad/counts/templates/t.yaml")
        .contains("the block that begins here has no `end` @ bad/open/templates/t.yaml")
        .contains("a text is longer than 4194304 characters @ bad/grows/templates/t.yaml")
        .contains("a text is longer than 4194304 characters @ bad/doubles/templates/t.yaml")
        .contains("@ bad/cut/Chart.yaml")
        .contains(
            "charts are nested too deep or too many: this one is not read @ bad/needs/Chart.yaml")
        .contains("the file is no text @ bad/binary/templates/t.yaml")
        .contains("the file is no text @ bad/binary/values.yaml");
  }

  private static String chart(String name) {
    return "apiVersion: v2\nname: " + name + "\nversion: 1.0.0\n";
  }

  // --- code

  @Test
  void brokenCode() throws IOException {
    Map<String, String> cut =
        Map.of(
            "java", "class A { void a() { if (",
            "py", "def a(:\n  x = (((",
            "ts", "function a( { return `",
            "go", "package main\nfunc main( {");
    Map<String, String> deep =
        Map.of(
            "java", "class D { int d = %s; }",
            "py", "d = %s\n",
            "ts", "const d = %s;\n");
    write("bad/flask.py", "import flask\n");
    for (String language : cut.keySet()) {
      write("bad/cut." + language, cut.get(language));
      binary("bad/binary." + language, "");
    }
    String nested = "(\n".repeat(100_000) + "1" + ")\n".repeat(100_000);
    for (Map.Entry<String, String> language : deep.entrySet()) {
      write("bad/deep." + language.getKey(), language.getValue().formatted(nested));
    }
    write("bad/package.json", "{\"name\":");
    write("bad/pom.xml", "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><project>&x;");
    binary("bad/go.mod", "");
    binary("bad/Dockerfile", "");
    String said = problems();
    for (String language : cut.keySet()) {
      assertThat(said)
          .contains(
              "parts of the source file are not understood: what they do is missing @ bad/cut."
                  + language)
          .contains("this is no source code by its content @ bad/binary." + language);
    }
    for (String language : deep.keySet()) {
      assertThat(said)
          .contains(
              "the parser broke down over this file, so that what it does is missing @ bad/deep."
                  + language);
    }
  }

  // --- descriptions of interfaces, and findings

  @Test
  void brokenDescriptions() throws IOException {
    write("bad/cut.yaml", OPEN_API + "  /a: {get: {responses: [\n");
    write("bad/cut.json", "{\"openapi\":\"3.0.3\",\"info\":{},\"paths\":{\"/a\":{\"get\"");
    write("bad/deep.json", "{\"openapi\":\"3.0.3\",\"info\":{},\"paths\":" + "[".repeat(100_000));
    binary("bad/binary.yaml", OPEN_API);
    write(
        "bad/ring.yaml",
        OPEN_API + "  /a: {$ref: \"#/paths/~1b\"}\n  /b: {$ref: \"#/paths/~1a\"}\n");
    write(
        "bad/out.yaml",
        OPEN_API
            + "  /a: {$ref: \"../../../../etc/passwd#/x\"}\n"
            + "  /b: {$ref: \"http://127.0.0.1:1/x\"}\n");
    assertThat(problems())
        .contains("what follows is missing @ bad/cut.yaml")
        .contains(
            "the description breaks off or is no JSON from here on: what follows is missing @ bad/cut.json")
        .contains("what follows is missing @ bad/deep.json")
        .contains("unprintable characters; what follows is missing @ bad/binary.yaml")
        .contains("leads nowhere @ bad/ring.yaml")
        .contains("leads out of the document and is not followed @ bad/out.yaml");
  }

  @Test
  void brokenFindings() throws IOException {
    write(
        "bad/cut.sarif",
        SARIF + "[{\"tool\":{\"driver\":{\"name\":\"S\"}},\"results\":[{\"ruleId\"");
    write("bad/deep.sarif", SARIF + "[".repeat(100_000));
    binary("bad/binary.sarif", "");
    write(
        "bad/out.sarif",
        SARIF
            + """
            [{"tool": {"driver": {"name": "S"}}, "results": [{"ruleId": "r", "level": "error",
              "message": {"text": "m"}, "locations": [{"physicalLocation": {
                "artifactLocation": {"uri": "../../../../etc/passwd"}, "region": {"startLine": 1}}}]}]}]}
            """);
    write("bad/trivy.json", "{\"SchemaVersion\":2,\"Results\":[{\"Target\":\"x\",\"Vulner");
    write("bad/vex.json", "{\"@context\":\"https://openvex.dev/ns/v0.2.0\",\"statements\":[{");
    write(
        "bad/zap.xml",
        "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
            + "<OWASPZAPReport><site>&x;");
    assertThat(problems())
        .contains(
            "the report breaks off or is no JSON from here on: what follows is missing @ bad/cut.sarif")
        .contains("the report is nested too deeply or has too long a text from here on")
        .contains("this is no text, whatever its name says, and is not read @ bad/binary.sarif")
        .contains("what follows is missing @ bad/trivy.json")
        .contains("what follows is missing @ bad/vex.json")
        .contains("the report declares a document type and is not read @ bad/zap.xml");
  }
}
