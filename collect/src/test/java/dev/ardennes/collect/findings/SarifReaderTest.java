package dev.ardennes.collect.findings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.model.Evidence;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SarifReaderTest {
  /// The tool stands behind its results here, as the standard allows.
  private static final String LOG =
      """
      {
        "version": "2.1.0",
        "runs": [
          {
            "originalUriBaseIds": {"ROOT": {"uri": "file:///home/ci/work/shop/"}},
            "artifacts": [{"location": {"uri": "src/by%20index.py", "uriBaseId": "ROOT"}}],
            "logicalLocations": [{"fullyQualifiedName": "shop.views.fetch"}],
            "results": [
              {
                "ruleId": "py/ssrf", "ruleIndex": 0,
                "message": {"text": "The URL depends on input."},
                "locations": [
                  {
                    "physicalLocation": {"artifactLocation": {"uri": "src/views.py", "uriBaseId": "ROOT"}, "region": {"startLine": 12}},
                    "logicalLocations": [{"index": 0}]
                  }
                ],
                "codeFlows": [{"threadFlows": [{"locations": [
                  {"location": {"physicalLocation": {"artifactLocation": {"uri": "src/urls.py"}, "region": {"startLine": 3}}}},
                  {"location": {"physicalLocation": {"artifactLocation": {"uri": "src/views.py"}, "region": {"startLine": 12}}}}
                ]}]}]
              },
              {"rule": {"index": 0, "toolComponent": {"index": 0}}, "level": "note", "locations": [{"physicalLocation": {"artifactLocation": {"index": 0}}}]},
              {"ruleId": "py/unknown/variant", "kind": "review", "baselineState": "new"},
              {"ruleId": "py/unknown", "kind": "pass"},
              {"ruleId": "py/unknown", "baselineState": "absent"},
              {"ruleId": "CVE-2021-44228", "taxa": [{"id": "502", "toolComponent": {"name": "cwe"}}], "suppressions": [{"kind": "external", "justification": "not used"}]}
            ],
            "tool": {
              "driver": {
                "name": "CodeQL",
                "rules": [{"id": "py/ssrf", "shortDescription": {"text": "Server-side request forgery"}, "properties": {"security-severity": "9.1", "tags": ["security", "external/cwe/cwe-918"]}}]
              },
              "extensions": [{"name": "pack", "rules": [{"id": "py/path", "defaultConfiguration": {"level": "error"}, "properties": {"cwe": ["CWE-022: Path Traversal"]}}]}]
            }
          }
        ]
      }
      """;

  @TempDir Path folder;

  private Reported log() {
    Reported.write(folder, "src/views.py", new byte[0]);
    return Reported.of(folder, "reports/scan.sarif", LOG);
  }

  @Test
  void severityComesFromTheScoreThenTheLevelThenTheRule() {
    assertThat(log().all("reported"))
        .containsExactly(
            "#1 | CodeQL | py/ssrf | critical",
            "#2 | CodeQL | py/path | low",
            "#3 | CodeQL | py/unknown/variant | medium",
            "#6 | CodeQL | CVE-2021-44228 | medium");
    assertThat(log().all("finding_score")).containsExactly("#1 | 9.1");
  }

  @Test
  void classesComeFromTagsPropertiesAndTaxa() {
    Reported log = log();
    assertThat(log.all("finding_cwe"))
        .containsExactly("#1 | CWE-918", "#2 | CWE-22", "#6 | CWE-502");
    assertThat(log.all("finding_class"))
        .containsExactly(
            "#1 | ssrf", "#2 | path-traversal", "#6 | deserialisation", "#6 | known-vulnerability");
    assertThat(log.all("finding_cve")).containsExactly("#6 | CVE-2021-44228");
  }

  @Test
  void placesAreRelativeToTheScannedFolder() {
    Reported log = log();
    assertThat(log.all("finding_place"))
        .containsExactly("#1 | src/views.py | 12", "#2 | src/by index.py | 0");
    assertThat(log.all("finding_about"))
        .containsExactly("#1 | src/views.py", "#2 | src/by index.py");
    assertThat(log.all("finding_symbol")).containsExactly("#1 | shop.views.fetch");
    assertThat(log.all("finding_flow"))
        .containsExactly("#1 | 1.1 | src/urls.py | 3", "#1 | 1.2 | src/views.py | 12");
  }

  @Test
  void whatReportsNothingIsCountedAndWhatIsSuppressedIsKept() {
    Reported log = log();
    assertThat(log.hidden())
        .containsExactly(
            "1 results that are gone (`absent`)", "1 results that report nothing (`pass`)");
    assertThat(log.all("finding_suppressed")).containsExactly("#6 | external | not used");
    assertThat(log.all("finding_baseline")).containsExactly("#3 | new");
    assertThat(log.problems()).isEmpty();
  }

  @Test
  void evidenceIsThePlaceInTheReport() {
    Evidence at = log().first("finding_cve").evidence().getFirst();
    assertThat(at.file()).isEqualTo("reports/scan.sarif");
    assertThat(at.line()).isEqualTo(27);
    assertThat(at.column()).isEqualTo(9);
    assertThat(at.pointer()).isEqualTo("/runs/0/results/5");
    assertThat(log().first("finding_cve").args().getFirst())
        .isEqualTo("finding/reports/scan.sarif#6");
  }

  @Test
  void absolutePathsAreCutWhereTheFolderHasSuchAFile() {
    Reported.write(folder, "app/main.go", new byte[0]);
    Reported log =
        Reported.of(
            folder,
            "a.sarif",
            minimal(
                place("file:///tmp/clone/app/main.go"),
                place("file:///tmp/clone/other/main.go"),
                place("C:\\\\clone\\\\app\\\\main.go"),
                place("https://shop.example/a?token=secret")));
    assertThat(log.all("finding_place"))
        .containsExactly(
            "#1 | app/main.go | 0", "#2 | /tmp/clone/other/main.go | 0", "#3 | app/main.go | 0");
    assertThat(log.all("finding_url")).containsExactly("#4 |  | https://shop.example/a | ");
  }

  private static String place(String uri) {
    return "{\"ruleId\": \"r\", \"locations\": [{\"physicalLocation\": {\"artifactLocation\": {\"uri\": \""
        + uri
        + "\"}}}]}";
  }

  private static String minimal(String... results) {
    return "{\"version\": \"2.1.0\", \"runs\": [{\"tool\": {\"driver\": {\"name\": \"t\"}}, \"results\": ["
        + String.join(",\n", results)
        + "]}]}";
  }

  @Test
  void severalRunsCountOnAndKeepTheirOwnRules() {
    String two =
        """
        {"runs": [
          {"tool": {"driver": {"name": "Gitleaks"}}, "results": [{"ruleId": "key"}]},
          {"tool": {"driver": {"name": "Trivy", "rules": [{"id": "CVE-2022-1", "properties": {"security-severity": "7.5", "tags": ["vulnerability", "HIGH"]}}]}},
           "properties": {"imageName": "shop:1", "repoDigests": ["shop@sha256:aa"]},
           "results": [{"ruleId": "CVE-2022-1", "ruleIndex": 0, "message": {"text": "Package: musl\\nInstalled Version: 1.2.2\\nVulnerability CVE-2022-1\\nSeverity: HIGH\\nFixed Version: 1.2.3\\nLink: [x](y)"}}]}
        ], "version": "2.1.0"}
        """;
    Reported log = Reported.of(folder, "two.sarif", two);
    assertThat(log.all("reported"))
        .containsExactly("#1 | Gitleaks | key | medium", "#2 | Trivy | CVE-2022-1 | high");
    assertThat(log.all("finding_class")).containsExactly("#1 | secret", "#2 | known-vulnerability");
    assertThat(log.all("finding_package")).containsExactly("#2 | musl | 1.2.2 | 1.2.3");
    assertThat(log.all("finding_image")).containsExactly("#2 | shop:1", "#2 | shop@sha256:aa");
  }

  @Test
  void aLogThatBreaksOffIsReadAsFarAsItGoes() {
    String whole = minimal("{\"ruleId\": \"a\"}", "{\"ruleId\": \"b\"}", "{\"ruleId\": \"c\"}");
    Reported log = Reported.of(folder, "a.sarif", whole.substring(0, whole.indexOf("\"c\"")));
    assertThat(log.all("reported")).containsExactly("#1 | t | a | medium", "#2 | t | b | medium");
    assertThat(log.problems()).singleElement().asString().contains("breaks off");
  }

  @Test
  void anotherVersionAndARunThatFailedAreSaid() {
    Reported log =
        Reported.of(
            folder,
            "a.sarif",
            """
            {"version": "2.0.0", "runs": [{"tool": {"driver": {"name": "t"}}, "invocations": [{"executionSuccessful": false}], "results": []}]}
            """);
    assertThat(log.findings()).isZero();
    assertThat(log.problems())
        .containsExactlyInAnyOrder(
            "the log says it is SARIF `2.0.0` and is read as 2.1.0",
            "the tool says that its run did not succeed: findings may be missing");
  }

  @Test
  void textsInUtf16AreRead() {
    byte[] bytes = ("\ufeff" + minimal("{\"ruleId\": \"a\"}")).getBytes(StandardCharsets.UTF_16LE);
    assertThat(Reported.of(folder, "a.sarif", bytes).findings()).isEqualTo(1);
  }
}
