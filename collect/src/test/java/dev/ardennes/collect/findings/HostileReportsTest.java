package dev.ardennes.collect.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reports that somebody made to end the reading: none may.
final class HostileReportsTest {
  private static final long SEED = 20261128L;
  private static final int ROUNDS = 150;
  private static final String[] WRONG = {
    "null",
    "true",
    "-1",
    "1e999999",
    "99999999999999999999",
    "\"\"",
    "\"\\u0000\\ud800\"",
    "[]",
    "{}",
    "[[[]]]",
    "{\"a\": {\"b\": []}}",
    "\"CWE-0\"",
    "[null, 1, \"x\", {}]"
  };

  private static final Map<String, String> REPORTS =
      new TreeMap<>(
          Map.of(
              "a.sarif",
              """
              {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "t", "rules": [{"id": "r", "name": "n", "relationships": [{"target": {"id": "79", "index": 0, "toolComponent": {"index": 0}}}], "defaultConfiguration": {"level": "note"}, "properties": {"tags": ["CWE-79"], "security-severity": "5.0", "cwe": [79]}}]}, "extensions": [{"name": "e", "rules": []}]},
              "taxonomies": [{"name": "CWE", "guid": "g", "taxa": [{"id": "79"}]}], "originalUriBaseIds": {"A": {"uri": "a/", "uriBaseId": "B"}, "B": {"uri": "b/", "uriBaseId": "A"}}, "artifacts": [{"location": {"uri": "x", "uriBaseId": "A"}}], "logicalLocations": [{"name": "l"}],
              "invocations": [{"executionSuccessful": true, "ruleConfigurationOverrides": [{"descriptor": {"id": "r"}, "configuration": {"level": "error"}}]}], "properties": {"imageName": "i"},
              "results": [{"ruleId": "r/x", "ruleIndex": 0, "rule": {"index": 0, "toolComponent": {"index": 0, "name": "e"}}, "kind": "fail", "level": "error", "taxa": [{"index": 0, "toolComponent": {"guid": "g"}}], "suppressions": [{"kind": "inSource", "status": "accepted", "justification": "j"}], "baselineState": "new", "locations": [{"physicalLocation": {"artifactLocation": {"uri": "%zz/../a%41", "uriBaseId": "A", "index": 0}, "region": {"startLine": 1}}, "logicalLocations": [{"index": 0}]}], "codeFlows": [{"threadFlows": [{"locations": [{"location": {"physicalLocation": {"artifactLocation": {"index": 0}}}}]}]}], "analysisTarget": {"uri": "u"}}]}]}
              """,
              "trivy.json",
              """
              {"SchemaVersion": 2, "ArtifactName": "a", "ArtifactType": "container_image", "Metadata": {"RepoTags": ["a:1"], "RepoDigests": null}, "Results": [{"Target": "t.lock", "Class": "lang-pkgs", "Vulnerabilities": [{"VulnerabilityID": "CVE-2020-0001", "PkgName": "p", "InstalledVersion": "1", "CweIDs": ["CWE-1"], "CVSS": {"nvd": {"V3Score": 1.0}}, "Severity": "LOW", "SeveritySource": "nvd", "VendorSeverity": {"nvd": 1}}], "Secrets": [{"RuleID": "s", "StartLine": 1}], "Misconfigurations": [{"ID": "m", "Status": "FAIL", "CauseMetadata": {"Resource": "r", "StartLine": 3}}], "ExperimentalModifiedFindings": [{"Type": "vulnerability", "Status": "x", "Finding": {"VulnerabilityID": "v"}}]}]}
              """,
              "operator.json",
              """
              {"apiVersion": "aquasecurity.github.io/v1alpha1", "kind": "VulnerabilityReport", "metadata": {"labels": {"trivy-operator.resource.kind": "Pod", "trivy-operator.resource.name": "n"}, "annotations": {"x": "y"}}, "report": {"artifact": {"repository": "r", "tag": "t"}, "registry": {"server": "s"}, "scanner": {"name": "T"}, "checks": [{"checkID": "c", "success": false}], "secrets": [{"ruleID": "r", "target": "/x"}], "vulnerabilities": [{"vulnerabilityID": "v", "resource": "r", "score": 5}]}}
              """,
              "semgrep.json",
              """
              {"errors": [], "paths": {"scanned": []}, "version": "1.0", "results": [{"check_id": "c", "path": "p", "start": {"line": 1}, "extra": {"severity": "ERROR", "is_ignored": false, "metadata": {"cwe": ["CWE-78"], "cve": "CVE-2020-0001"}, "sca_info": {"dependency_match": {"found_dependency": {"package": "p", "version": "1"}}}, "dataflow_trace": {"taint_source": ["CliLoc", [{"path": "p", "start": {"line": 1}}, "x"]], "intermediate_vars": [{"location": {"path": "p"}}], "taint_sink": {"path": "p"}}}}]}
              """,
              "zap.json",
              """
              {"@version": "2", "site": [{"@name": "http://a", "alerts": [{"pluginid": 1, "alert": "a", "riskcode": "1", "cweid": "79", "confidence": "1", "instances": [{"uri": "http://u@a/b?c", "method": "GET", "param": "p"}]}]}]}
              """,
              "vex.json",
              """
              {"@context": "https://openvex.dev/ns", "bomFormat": "CycloneDX", "statements": [{"vulnerability": {"name": "v"}, "products": [{"@id": "pkg:npm/a@1", "identifiers": {"purl": "pkg:deb/a/b@%zz"}, "subcomponents": [{"@id": "x"}]}], "status": "fixed", "justification": "j"}],
              "components": [{"bom-ref": "c", "name": "n", "version": "1", "components": [{"bom-ref": "d"}]}], "metadata": {"component": {"bom-ref": "e", "purl": "pkg:"}}, "vulnerabilities": [{"id": "v", "analysis": {"state": "resolved", "detail": "d"}, "affects": [{"ref": "c"}]}]}
              """,
              "zap.xml",
              """
              <OWASPZAPReport><site name="http://a"><alerts><alertitem><pluginid>1</pluginid><alert>a</alert><riskcode>1</riskcode><instances><instance><uri>u</uri><method>GET</method></instance></instances><cweid>79</cweid></alertitem></alerts></site></OWASPZAPReport>
              """));

  @TempDir Path folder;

  @Test
  void eachReportIsReadWithoutAProblemBeforeItIsSpoiled() {
    REPORTS.forEach(
        (name, text) -> {
          Path own = folder.resolve(name + ".d");
          Reported report = Reported.of(own, name, text);
          assertThat(report.collected().entities()).as(name).isNotEmpty();
          assertThat(report.problems()).as(name).isEmpty();
        });
  }

  @Test
  void noSpoiledReportEndsTheReading() {
    Random random = new Random(SEED);
    REPORTS.forEach(
        (name, text) -> {
          for (int round = 0; round < ROUNDS; round++) {
            String spoiled = spoil(text, random);
            assertThatCode(() -> Reported.of(folder, name, bytes(spoiled)))
                .as("seed %d, round %d of %s: %s", SEED, round, name, spoiled)
                .doesNotThrowAnyException();
          }
        });
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String spoil(String text, Random random) {
    String spoiled = text;
    int times = 1 + random.nextInt(4);
    for (int i = 0; i < times; i++) {
      spoiled = once(spoiled, random);
    }
    return spoiled;
  }

  private static String once(String text, Random random) {
    int at = random.nextInt(text.length() + 1);
    int end = Math.min(text.length(), at + 1 + random.nextInt(12));
    return switch (random.nextInt(6)) {
      case 0 -> text.substring(0, at);
      case 1 -> text.substring(0, at) + text.substring(end);
      case 2 -> text.substring(0, at) + text.substring(at, end).repeat(2) + text.substring(end);
      case 3 -> text.substring(0, at) + (char) random.nextInt(0x300) + text.substring(at);
      default -> replaceValue(text, at, random);
    };
  }

  /// Puts another value in the place of the one that follows.
  private static String replaceValue(String text, int from, Random random) {
    int colon = text.indexOf(": ", from);
    if (colon < 0) {
      return text;
    }
    int end = colon + 2;
    int depth = 0;
    while (end < text.length()) {
      char c = text.charAt(end);
      if (depth == 0 && (c == ',' || c == '}' || c == ']')) {
        break;
      }
      depth += c == '{' || c == '[' ? 1 : 0;
      depth -= c == '}' || c == ']' ? 1 : 0;
      end++;
    }
    return text.substring(0, colon + 2) + WRONG[random.nextInt(WRONG.length)] + text.substring(end);
  }

  @Test
  void deepNestingIsAProblemAndWhatStandsBeforeItIsRead() {
    String deep =
        Objects.requireNonNull(REPORTS.get("a.sarif"))
            .replace(
                "\"results\": [", "\"results\": [{\"ruleId\": \"first\"}, " + "[".repeat(5000));
    Reported report = Reported.of(folder, "a.sarif", deep);
    assertThat(report.problems()).singleElement().asString().contains("nested too deeply");
    assertThat(report.findings()).isEqualTo(1);
  }

  @Test
  void oneFindingThatIsTooLargeIsCut() {
    String many =
        "{\"physicalLocation\": {\"artifactLocation\": {\"uri\": \"a\"}}},".repeat(80_000);
    String log =
        "{\"version\": \"2.1.0\", \"runs\": [{\"tool\": {\"driver\": {\"name\": \"t\"}}, \"results\": [{\"ruleId\": \"a\", \"locations\": ["
            + many
            + "{}]}, {\"ruleId\": \"b\"}]}]}";
    Reported report = Reported.of(folder, "a.sarif", log);
    assertThat(report.findings()).isEqualTo(2);
    assertThat(report.problems())
        .containsExactly("1 entries are too large: only their beginnings are read");
  }

  @Test
  void aYamlReportOfAliasesDoesNotGrow() {
    StringBuilder bomb =
        new StringBuilder(
            """
            a0: &a0 {checkID: x, success: false}
            """);
    for (int i = 1; i < 40; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
    }
    bomb.append(
        "apiVersion: aquasecurity.github.io/v1alpha1\nkind: ConfigAuditReport\nreport: {checks: *a39}\n");
    assertThat(Reported.of(folder, "a.yaml", bomb.toString()).findings()).isLessThan(10);
  }
}
