package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.analysis.Report;
import dev.ardennes.model.Evidence;
import dev.ardennes.report.JsonReport;
import dev.ardennes.report.TextOptions;
import dev.ardennes.report.TextReport;
import dev.ardennes.rules.TechniqueSet;
import dev.ardennes.verify.Verifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The breach across code, mesh, identity and data in `examples/reporting`, and what ends it.
final class ReportingBreachTest {
  private static final TechniqueSet TECHNIQUES = Techniques.load(List.of());
  private static final Path ESTATE = ReportingVariants.EXAMPLES.resolve("reporting");

  /// The report of the unchanged estate, which most tests look at.
  private static final Report REPORT = scan(ESTATE);

  /// Of each premise; all exchanges that can be made of them take minutes.
  private static final int MOST_EXCHANGES = 12;

  @TempDir private Path folder = Path.of("");

  private static Report scan(Path path) {
    ScanRequest request = Labs.request(path, List.of(), List.of());
    return Scans.of(request).report(Estate.read(request));
  }

  private static List<List<String>> techniques(Report report) {
    return report.paths().stream()
        .map(path -> path.steps().stream().map(Report.Step::technique).sorted().toList())
        .toList();
  }

  private static final List<String> BREACH =
      Stream.of(
              "app.call-through-gateway",
              "app.fetch-files",
              "app.forge-requests",
              "app.call-internal-service",
              "app.leaked-configuration",
              "kubernetes.projected-token-by-files",
              "aws.sts.web-identity",
              "aws.ssm.read-parameter",
              "aws.iam.credential-in-holder",
              "aws.s3.read-objects")
          .sorted()
          .toList();

  @Test
  void thereIsOneWayFromTheInternetToTheExportsWithAJoinInIt() {
    assertThat(techniques(REPORT)).containsExactly(BREACH);
    Report.Path path = REPORT.paths().getFirst();
    assertThat(path.entry()).isEqualTo("internet");
    assertThat(path.target()).endsWith("customer-exports");
    Report.Step join = step(path, "aws.ssm.read-parameter");
    Set<String> needed = new TreeSet<>();
    join.because().stream()
        .filter(because -> because.step() != null)
        .forEach(because -> needed.add(Objects.requireNonNull(because.step())));
    assertThat(needed)
        .containsExactlyInAnyOrder(
            step(path, "app.leaked-configuration").id(), step(path, "aws.sts.web-identity").id());
  }

  private static Report.Step step(Report.Path path, String technique) {
    return path.steps().stream()
        .filter(step -> step.technique().equals(technique))
        .findFirst()
        .orElseThrow();
  }

  /// What a person sees; rewritten by `-Dgolden=write`.
  @Test
  void theTextOfTheExampleIsAsItWasReviewed() throws IOException {
    Path golden =
        ReportingVariants.EXAMPLES
            .resolveSibling("app/src/test/resources/dev/ardennes/app/reporting.txt")
            .normalize();
    TextOptions options = TextOptions.plain().withCommand("./ardennes", "examples/reporting");
    String text = new TextReport(REPORT, options).whole();
    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(golden, text);
    }
    assertThat(text).isEqualTo(Files.readString(golden));
  }

  // --- places --------------------------------------------------------------------------------

  @ParameterizedTest
  @MethodSource("places")
  void theEvidenceIsTheLineThatMatters(String technique, String file, String content)
      throws IOException {
    Report.Step step = step(REPORT.paths().getFirst(), technique);
    Set<String> lines = new HashSet<>();
    for (Evidence place : grounds(REPORT, step)) {
      if (place.file().endsWith(file) && place.line() > 0) {
        Path read = ESTATE.resolve(place.file());
        lines.add(Files.readAllLines(read).get(place.line() - 1).strip());
      }
    }
    assertThat(lines).as(technique + " " + file).anyMatch(line -> line.contains(content));
  }

  static Stream<List<String>> placesOfSteps() {
    return Stream.of(
        List.of("app.call-through-gateway", "reporting-api/ingress.yaml", "- path: /reports"),
        List.of("app.call-through-gateway", "ReportController.java", "@PostMapping"),
        List.of("app.call-through-gateway", "reporting-api/network.yaml", "- from:"),
        List.of("app.call-through-gateway", "mesh/gateway.yaml", "type: LoadBalancer"),
        List.of("app.fetch-files", "Renderer.java", "openStream"),
        List.of("app.forge-requests", "Renderer.java", "openStream"),
        List.of("app.call-internal-service", "reporting-api/network.yaml", "- from:"),
        List.of("app.call-internal-service", "billing-worker/mesh.yaml", "- from:"),
        List.of("app.call-internal-service", "billing-worker/app.py", "/debug/config"),
        List.of("app.leaked-configuration", "billing-worker/app.py", "jsonify(CONFIG)"),
        List.of("app.leaked-configuration", "billing-worker/deployment.yaml", "signing-9f27c4d1"),
        List.of("kubernetes.projected-token-by-files", "reporting-api/account.yaml", "role-arn"),
        List.of("aws.sts.web-identity", "infra/shared_role.tf", "statement {"),
        List.of("aws.ssm.read-parameter", "infra/shared_role.tf", "statement {"),
        List.of("aws.iam.credential-in-holder", "infra/parameters.tf", "value = jsonencode"),
        List.of("aws.s3.read-objects", "infra/exports.tf", "statement {"),
        List.of("aws.s3.read-objects", "infra/kms.tf", "statement {"));
  }

  static Stream<org.junit.jupiter.params.provider.Arguments> places() {
    return placesOfSteps()
        .map(row -> org.junit.jupiter.params.provider.Arguments.of(row.toArray()));
  }

  private static Set<Evidence> grounds(Report report, Report.Step step) {
    Set<String> open = new HashSet<>();
    step.because().forEach(because -> open.add(because.fact()));
    Set<Evidence> places = new TreeSet<>();
    Set<String> seen = new HashSet<>();
    while (!open.isEmpty()) {
      String id = open.iterator().next();
      open.remove(id);
      if (seen.add(id)) {
        for (Report.ListedFact fact : report.facts()) {
          if (fact.fact().id().equals(id)) {
            places.addAll(fact.fact().evidence());
            open.addAll(fact.from());
          }
        }
      }
    }
    return places;
  }

  // --- findings ------------------------------------------------------------------------------

  @Test
  void twoFindingsMatterAndTheCriticalOneHasNoWayIn() {
    List<Report.Finding> findings = Objects.requireNonNull(REPORT.findings());
    assertThat(findings).hasSize(52);
    assertThat(findings.stream().filter(Report.Finding::matters).map(Report.Finding::rule))
        .containsExactlyInAnyOrder("java.lang.tainted-url", "python.flask.debug-endpoint");
    Report.Finding critical =
        findings.stream().filter(f -> f.severity().equals("critical")).findFirst().orElseThrow();
    assertThat(Objects.requireNonNull(critical.whyNot()).says()).contains("no way in");
    assertThat(critical.whyNot().evidence().toString()).contains("network.yaml");
  }

  // --- checks --------------------------------------------------------------------------------

  private Path written(Report report) throws IOException {
    Path file = folder.resolve("report.json");
    StringBuilder json = new StringBuilder();
    JsonReport.write(report, json);
    Files.writeString(file, json, StandardCharsets.UTF_8);
    return file;
  }

  @Test
  void theCheckerAcceptsTheReport() throws IOException {
    Path file = written(REPORT);
    assertThat(Verifier.verify(file, TECHNIQUES, null).findings()).isEmpty();
    ScanRequest anew = ScanRequest.reading(List.of(ESTATE), true);
    assertThat(Verifier.verify(file, TECHNIQUES, Estate.facts(anew)).findings()).isEmpty();
  }

  @Test
  void theCheckerRefusesEveryReportInWhichAPremiseWasExchanged() throws IOException {
    StringBuilder json = new StringBuilder();
    JsonReport.write(REPORT, json);
    List<Tampering.Tampered> tampered = new Tampering(json.toString()).all();
    assertThat(tampered).hasSizeGreaterThan(100);
    List<String> accepted = new ArrayList<>();
    Map<String, Integer> tried = new HashMap<>();
    for (Tampering.Tampered one : tampered) {
      String premise = one.what().replaceFirst(" with .*", "");
      if (tried.merge(premise, 1, Integer::sum) <= MOST_EXCHANGES && accepts(one)) {
        accepted.add(one.what());
      }
    }
    assertThat(accepted).as("of " + tampered.size()).isEmpty();
  }

  private boolean accepts(Tampering.Tampered one) throws IOException {
    Path file = folder.resolve("tampered.json");
    Files.writeString(file, one.report(), StandardCharsets.UTF_8);
    try {
      return Verifier.verify(file, TECHNIQUES, null).findings().isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  // --- variants ------------------------------------------------------------------------------

  /// What the report says by itself of the link that is cut: the step, what it lacks, the place.
  private static final Map<String, List<String>> LACKS =
      Map.of(
          "network policy",
          List.of(
              "forged from reporting-api calls GET /debug/config",
              "`same-namespace` isolates `billing-worker`",
              "deploy/base/reporting-api/network.yaml:43"),
          "mesh policy",
          List.of(
              "forged from reporting-api calls GET /debug/config",
              "ALLOW policies `allow-nothing`, `billing-worker` do not allow it",
              "deploy/base/billing-worker/mesh.yaml:6"),
          "trust of the subject",
          List.of(
              "lets in no token of `system:serviceaccount:reporting:reporting-api`",
              "infra/shared_role.tf:3"),
          "token audience",
          List.of(
              "lets in no token of `system:serviceaccount:reporting:reporting-api`",
              "for `sts.amazonaws.com`",
              "infra/shared_role.tf:3"),
          "key policy",
          List.of(
              "northwind-export has no permission kms:Decrypt on Customer exports",
              "statement ExportUser",
              "which allows kms:GenerateDataKey",
              "infra/kms.tf:13"),
          "endpoint removed",
          List.of(
              "tells what /billing/exports/signing-9f27c4d1 is called",
              "GET /healthz",
              "contains the setting EXPORT_KEY_PARAMETER",
              "deploy/base/billing-worker/deployment.yaml:8"),
          "parameter moved",
          List.of(
              "has no permission ssm:GetParameter on /exports/signing-9f27c4d1",
              "statement ReadOwnConfig",
              "allows it on parameter/billing/*",
              "infra/shared_role.tf:32"),
          "files refused in the code",
          List.of(
              "reads files of reporting-api",
              "POST /reports fetches the URL",
              "(http), and not (file,http)",
              "Renderer.java:42"),
          "permission of the role",
          List.of(
              "has no permission ssm:GetParameter on /billing/exports/signing-9f27c4d1",
              "statement ReadOwnConfig",
              "allows it on parameter/billing/config/*",
              "infra/shared_role.tf:32"));

  /// What no longer holds of the old report's path, by the checker that reads the changed estate.
  private static final Map<String, String> LINKS =
      Map.of(
          "network policy", "decide `pod_reaches(",
          "mesh policy", "decide `mesh_lets(",
          "trust of the subject", "decide `trusts_token(",
          "token audience", "decide `trusts_token(",
          "key policy", "decide `may_decrypt(",
          "endpoint removed", "state `discloses_setting(",
          "parameter moved", "ssm:GetParameter",
          "files refused in the code", "state `fetches_url(",
          "permission of the role", "ssm:GetParameter");

  private static String lacks(Report report) {
    return String.join("; ", Objects.requireNonNull(report.closest(), "closest").missing());
  }

  static List<ReportingVariants.Variant> variants() {
    return ReportingVariants.all();
  }

  @ParameterizedTest
  @MethodSource("variants")
  void aCutLinkEndsTheWayAndAUselessFixDoesNot(ReportingVariants.Variant variant)
      throws IOException {
    Path file = written(REPORT);
    Path changed = folder.resolve("changed");
    ReportingVariants.write(variant.apply(ReportingVariants.read(ESTATE)), changed);
    Report report = scan(changed);
    if (!variant.kind().equals("cut")) {
      assertThat(techniques(report)).containsExactly(BREACH);
      return;
    }
    assertThat(report.paths()).isEmpty();
    assertThat(Objects.requireNonNull(report.closest()).missing()).hasSize(1);
    assertThat(lacks(report)).contains(Objects.requireNonNull(LACKS.get(variant.name())));
    String text = new TextReport(report, TextOptions.plain()).whole();
    assertThat(text.replaceAll("\\s+", " ")).contains(lacks(report));
    ScanRequest anew = ScanRequest.reading(List.of(changed), true);
    String link = Objects.requireNonNull(LINKS.get(variant.name()), variant.name());
    assertThat(Verifier.verify(file, TECHNIQUES, Estate.facts(anew)).findings().toString())
        .as("the link that is cut")
        .contains(link);
  }

  @Test
  void oneRightChangeLeavesNoWay() {
    Report report = scan(ReportingVariants.EXAMPLES.resolve("reporting-fixed"));
    assertThat(report.paths()).isEmpty();
    assertThat(lacks(report))
        .contains("lets in no token of `system:serviceaccount:reporting:reporting-api`")
        .contains("infra/shared_role.tf:3");
  }
}
