package dev.ardennes.collect.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reports written by others; what is counted here is counted with other means than the readers'.
final class FindingsCorpusTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private static Path corpus() {
    Path at = Path.of("").toAbsolutePath();
    while (at != null && !Files.isDirectory(at.resolve("../shared/corpora"))) {
      at = at.getParent();
    }
    assumeTrue(at != null, "the corpora are not here");
    return at.resolve("../shared/corpora/findings").normalize();
  }

  private static List<Path> files(String folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(corpus().resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  @Test
  void everySampleOfSarifIsReadAndHasAsManyFindingsAsItReports() throws IOException {
    List<Path> samples =
        Stream.concat(files("sarif", ".sarif").stream(), files("sarif", ".sarif.json").stream())
            .toList();
    assertThat(samples).hasSize(31);
    for (Path sample : samples) {
      Reported reported = Reported.of(sample);
      assertThat(reported.findings()).as(sample.toString()).isEqualTo(results(sample));
      assertThat(reported.problems())
          .as(sample.toString())
          .allMatch(says -> says.contains("did not succeed"));
    }
  }

  private static int results(Path sample) throws IOException {
    int count = 0;
    for (JsonNode run : MAPPER.readTree(Files.readString(sample)).path("runs")) {
      for (JsonNode result : run.path("results")) {
        String kind = result.path("kind").asString("fail");
        boolean gone = result.path("baselineState").asString("").equals("absent");
        count += gone || kind.equals("pass") || kind.equals("notApplicable") ? 0 : 1;
      }
    }
    return count;
  }

  @Test
  void placesOfTheSarifSamplesAreThoseOfTheirText() throws IOException {
    Path samples = corpus().resolve("sarif/samples");
    Reported bases = Reported.of(samples.resolve("OriginalUriBaseIds.sarif"));
    assertThat(bases.all("finding_place"))
        .containsExactly("#1 | README.md | 0", "#2 | src/io/kb.c | 0", "#3 | . | 0");
    Reported flows = Reported.of(samples.resolve("CodeFlows.sarif"));
    assertThat(flows.all("finding_place")).containsExactly("#1 | collections/list.h | 25");
    assertThat(flows.all("finding_flow"))
        .contains("#1 | 1.1 | collections/list.h | 15", "#1 | 2.2 | collections/list.h | 22")
        .hasSize(6);
    Reported taxonomy = Reported.of(samples.resolve("3-Beyond-basics/standard-taxonomy.sarif"));
    assertThat(taxonomy.all("finding_cwe")).containsExactly("#1 | CWE-401");
    Reported suppressions = Reported.of(samples.resolve("Suppressions.sarif"));
    assertThat(suppressions.all("finding_suppressed"))
        .extracting(text -> text.substring(0, 2))
        .containsExactly("#2", "#3", "#5", "#7", "#8");
    Reported levels = Reported.of(samples.resolve("Taxonomies.sarif"));
    assertThat(levels.all("reported"))
        .containsExactly(
            "#1 | SarifSamples | TUT1001 | high", "#2 | SarifSamples | TUT1002 | medium");
  }

  @Test
  void trivysReportsHaveAsManyFindingsAsTheyList() throws IOException {
    List<Path> samples =
        Stream.concat(
                files("trivy-operator", ".json").stream(),
                files("defectdojo-samples", ".json").stream()
                    .filter(file -> file.toString().contains("trivy")))
            .toList();
    assertThat(samples).hasSize(5);
    for (Path sample : samples) {
      Reported reported = Reported.of(sample);
      assertThat(reported.findings()).as(sample.toString()).isEqualTo(listed(sample)).isPositive();
      assertThat(reported.problems()).as(sample.toString()).isEmpty();
    }
  }

  private static int listed(Path sample) throws IOException {
    JsonNode root = MAPPER.readTree(Files.readString(sample));
    int count = 0;
    for (JsonNode result : root.isArray() ? root : root.path("Results")) {
      count += result.path("Vulnerabilities").size() + result.path("Secrets").size();
      for (JsonNode check : result.path("Misconfigurations")) {
        count += check.path("Status").asString("").equals("PASS") ? 0 : 1;
      }
    }
    return count;
  }

  @Test
  void trivysPackagesAndSecretsAreThoseOfTheFile() {
    Path samples = corpus().resolve("defectdojo-samples");
    Reported mix = Reported.of(samples.resolve("trivy_mix.json"));
    assertThat(mix.of(1, "reported")).containsExactly("Trivy | CVE-2018-16487 | high");
    assertThat(mix.of(1, "finding_package")).containsExactly("lodash | 4.17.4 | >=4.17.11");
    assertThat(mix.of(1, "finding_cve")).containsExactly("CVE-2018-16487");
    assertThat(mix.of(1, "finding_class")).containsExactly("known-vulnerability");
    assertThat(mix.of(1, "finding_about"))
        .containsExactly("lodash@4.17.4", "node-app/package-lock.json");
    Reported shop = Reported.of(samples.resolve("juice_shop-trivy-report.json"));
    assertThat(shop.of(1, "reported")).containsExactly("Trivy | jwt-token | medium");
    assertThat(shop.of(1, "finding_class")).containsExactly("secret");
    assertThat(shop.of(1, "finding_place"))
        .containsExactly("frontend/src/app/app.guard.spec.ts | 40");
  }

  @Test
  void semgrepsReportHasItsResultsWithClassAndSeverity() throws IOException {
    Path sample = corpus().resolve("defectdojo-samples/pygoat_cwe25_os.json");
    JsonNode results = MAPPER.readTree(Files.readString(sample)).path("results");
    Reported reported = Reported.of(sample);
    assertThat(reported.findings()).isEqualTo(results.size()).isEqualTo(8);
    for (int i = 0; i < results.size(); i++) {
      JsonNode result = results.get(i);
      String severity = result.path("extra").path("severity").asString("");
      assertThat(reported.of(i + 1, "reported"))
          .containsExactly(
              "Semgrep | "
                  + result.path("check_id").asString("")
                  + " | "
                  + (severity.equals("ERROR") ? "high" : "medium"));
      assertThat(reported.of(i + 1, "finding_place"))
          .containsExactly(
              result.path("path").asString("") + " | " + result.path("start").path("line").asInt());
    }
    assertThat(reported.of(1, "finding_cwe")).containsExactly("CWE-78");
    assertThat(reported.of(1, "finding_class")).containsExactly("command-injection");
  }

  @Test
  void zapsReportHasItsAlerts() throws Exception {
    Path sample = corpus().resolve("defectdojo-samples/zaproxy-demo-site_1.4.0.1.xml");
    var document =
        DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(sample.toFile());
    int alerts = document.getElementsByTagName("alertitem").getLength();
    Reported reported = Reported.of(sample);
    assertThat(reported.findings()).isEqualTo(alerts).isPositive();
    assertThat(reported.problems()).isEmpty();
    assertThat(reported.of(1, "reported")).containsExactly("ZAP | 10021 | low");
    assertThat(reported.of(2, "reported")).containsExactly("ZAP | 10020 | info");
    assertThat(reported.of(3, "finding_url"))
        .containsExactly(" | http://10.2.100.1/demo/XSS.php | ");
    assertThat(reported.first("reported").evidence().getFirst().place())
        .isEqualTo("zaproxy-demo-site_1.4.0.1.xml:2");
  }

  @Test
  void everyVexOfCycloneDxHasItsAnalyses() throws IOException {
    List<Path> documents = files("cyclonedx", ".json");
    assertThat(documents).hasSizeGreaterThan(30);
    int all = 0;
    for (Path document : documents) {
      int analyses = 0;
      for (JsonNode vulnerability :
          MAPPER.readTree(Files.readString(document)).path("vulnerabilities")) {
        analyses += vulnerability.path("analysis").has("state") ? 1 : 0;
      }
      Reported reported = Reported.of(document);
      long statements =
          reported.collected().entities().stream()
              .filter(entity -> entity.kind().equals("vex.statement"))
              .count();
      assertThat(statements).as(document.toString()).isEqualTo(analyses);
      assertThat(reported.findings()).as(document.toString()).isZero();
      all += analyses;
    }
    assertThat(all).isGreaterThan(25);
  }

  @Test
  void whatIsNoReportOfAKnownKindIsLeftAlone() throws IOException {
    for (String folder : List.of("osv", "kev", "vulnrichment")) {
      for (Path file : files(folder, ".json")) {
        assertThat(Reported.of(file).collected().kind())
            .as(file.toString())
            .isEqualTo("unrecognised");
      }
    }
  }
}
