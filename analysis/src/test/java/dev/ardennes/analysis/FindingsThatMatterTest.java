package dev.ardennes.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FindingsThatMatterTest {
  private final FindingEstate estate = new FindingEstate();

  @Test
  void aFindingAtThePremiseOfAStepCompletesItsPath() {
    FindingEstate.Said said =
        estate.finding("Semgrep", "tainted-url", "medium").in(FindingEstate.CODE, 42).is("ssrf");
    Report.Finding finding = said.reviewed();
    Report.Path path = estate.report().paths().getFirst();
    assertThat(finding.matters()).isTrue();
    assertThat(finding.paths()).containsExactly(path.id());
    assertThat(finding.steps()).containsExactly(path.steps().get(1).id());
    assertThat(Objects.requireNonNull(finding.place()).place())
        .isEqualTo("services/reports/Renderer.java:42");
  }

  @ParameterizedTest
  @CsvSource({"39, true", "45, true", "38, false", "46, false", "0, false"})
  void toolsMayPointAFewLinesBeside(int line, boolean matters) {
    assertThat(ssrfAt(FindingEstate.CODE, line)).isEqualTo(matters);
  }

  @ParameterizedTest
  @CsvSource({
    "shop/services/reports/Renderer.java, true",
    "/home/ci/build/services/reports/Renderer.java, true",
    "reports/Renderer.java, true",
    "Renderer.java, false",
    "services/other/Renderer.java, false",
    "other/reports/Renderer.java, false"
  })
  void onePathMayBeTheEndOfTheOther(String file, boolean matters) {
    assertThat(ssrfAt(file, 42)).isEqualTo(matters);
  }

  private boolean ssrfAt(String file, int line) {
    return estate.finding("Semgrep", "r", "low").in(file, line).is("ssrf").reviewed().matters();
  }

  @ParameterizedTest
  @CsvSource({"ssrf, true", "path-traversal, true", "logging, false", "sql-injection, false"})
  void theClassHasToFitThePremise(String kind, boolean matters) {
    assertThat(
            estate
                .finding("Semgrep", "r", "low")
                .in(FindingEstate.CODE, 42)
                .is(kind)
                .reviewed()
                .matters())
        .isEqualTo(matters);
  }

  @Test
  void withoutAClassTheVeryLineDecides() {
    FindingEstate.Said exact = estate.finding("Semgrep", "r", "low").in(FindingEstate.CODE, 42);
    FindingEstate.Said beside = estate.finding("Semgrep", "r", "low").in(FindingEstate.CODE, 43);
    assertThat(exact.reviewed().matters()).isTrue();
    assertThat(beside.reviewed().matters()).isFalse();
  }

  @Test
  void whatEveryThingHasIsNoPremiseOfAFinding() {
    assertThat(
            estate.finding("Checkov", "r", "high").in("infra/exports.tf", 1).reviewed().matters())
        .isFalse();
  }

  @Test
  void aPolicyStatementIsMeantByItsLine() {
    assertThat(
            estate
                .finding("Checkov", "wildcard", "high")
                .in("infra/exports.tf", 11)
                .is("privilege-escalation")
                .reviewed()
                .steps())
        .hasSize(1);
  }

  @Test
  void theWayOfTheInputCountsToo() {
    assertThat(
            estate
                .finding("CodeQL", "java/ssrf", "high")
                .in("services/reports/Client.java", 7)
                .says("finding_flow", "1.2", FindingEstate.CODE, "42")
                .is("ssrf")
                .reviewed()
                .matters())
        .isTrue();
  }

  @Test
  void aFindingAtTheHandlerIsAboutWhatItsEndpointDoes() {
    assertThat(ssrfAt("services/reports/Api.java", FindingEstate.HANDLER_LINE)).isTrue();
    assertThat(ssrfAt("services/reports/Api.java", 80)).as("another endpoint").isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "POST, https://staging.example/reports, ssrf, true",
    "post, https://staging.example/reports/, ssrf, true",
    "'', https://staging.example/reports, ssrf, true",
    "GET, https://staging.example/reports, ssrf, false",
    "POST, https://staging.example/reports/1, ssrf, false",
    "POST, https://staging.example, ssrf, false",
    "POST, https://staging.example/reports, header-injection, false"
  })
  void aRequestThatShowedItIsAboutItsEndpoint(
      String method, String url, String kind, boolean matters) {
    FindingEstate.Said said =
        estate.finding("ZAP", "40046", "low").says("finding_url", method, url, "url").is(kind);
    assertThat(said.reviewed().matters()).isEqualTo(matters);
  }

  @Test
  void aFindingThatIsItselfAPremiseMatters() {
    FindingEstate.Said used =
        estate.finding("Trivy", "CVE-2024-1", "high").is("known-vulnerability");
    FindingEstate.Said other =
        estate.finding("Trivy", "CVE-2024-2", "high").is("known-vulnerability");
    estate.entersThrough(used);
    Report.Path path = estate.report().paths().getFirst();
    assertThat(used.reviewed().steps()).containsExactly(path.steps().getFirst().id());
    assertThat(other.reviewed().matters()).isFalse();
  }

  @Test
  @Timeout(20)
  void manyFindingsAtOnePlaceAreNoBurden() {
    for (int i = 0; i < 20_000; i++) {
      estate.at("infra", "one-line.json", 1, "policy_statement", "role" + i, "0", "{}");
      estate.finding("Checkov", "r" + i, "low").in("infra/one-line.json", 1).is("misconfiguration");
    }
    assertThat(estate.report().findings()).hasSize(20_000);
  }

  @Test
  void thoseThatMatterStandFirstThenTheMostSevere() {
    estate.finding("Semgrep", "noise", "critical").in("services/reports/Other.java", 3);
    estate.finding("Semgrep", "low", "low").in(FindingEstate.CODE, 42).is("ssrf");
    estate.finding("Semgrep", "noise", "high").in("services/reports/Other.java", 3);
    assertThat(Objects.requireNonNull(estate.report().findings()))
        .extracting(Report.Finding::severity)
        .containsExactly("low", "critical", "high");
  }

  @Test
  void whereNoReportWasReadThereIsNoList() {
    assertThat(estate.report().findings()).isNull();
  }

  @Test
  void theSameByTwoToolsIsOne() {
    estate.finding("Semgrep", "r", "low").in(FindingEstate.CODE, 42).is("ssrf");
    estate.finding("CodeQL", "q", "high").in(FindingEstate.CODE, 42).is("ssrf");
    assertThat(Objects.requireNonNull(estate.report().findings()))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.tool()).isEqualTo("CodeQL");
              assertThat(finding.evidence()).hasSize(2);
              assertThat(finding.also())
                  .extracting(Report.AlsoReported::tool)
                  .containsExactly("Semgrep");
            });
  }

  @Test
  void twoOfOneToolOrTwoVulnerabilitiesAtOnePlaceAreTwo() {
    for (String cve : new String[] {"CVE-2024-1", "CVE-2024-2"}) {
      estate
          .finding("Trivy", cve, "high")
          .says("finding_cve", cve)
          .says("finding_package", "stdlib", "1.22", "")
          .in("usr/bin/ledger", 0)
          .is("known-vulnerability");
    }
    estate.finding("Semgrep", "a", "low").in("a/b.c", 4).is("logging");
    estate.finding("Semgrep", "b", "low").in("a/b.c", 4).is("logging");
    assertThat(estate.report().findings()).hasSize(4);
  }
}
