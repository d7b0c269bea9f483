package dev.ardennes.collect.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VexReaderTest {
  private static final String REPORT =
      """
      {"SchemaVersion": 2, "ArtifactName": "shop:1", "ArtifactType": "container_image", "Metadata": {"RepoDigests": ["shop@sha256:aa"]},
       "Results": [{"Target": "Java", "Class": "lang-pkgs", "Vulnerabilities": [
         {"VulnerabilityID": "CVE-2021-44228", "PkgName": "org.apache.logging.log4j:log4j-core", "InstalledVersion": "2.14.0", "Severity": "CRITICAL"},
         {"VulnerabilityID": "CVE-2021-44228", "PkgName": "org.apache.logging.log4j:log4j-api", "InstalledVersion": "2.14.0", "Severity": "CRITICAL"},
         {"VulnerabilityID": "CVE-2020-8203", "PkgName": "@a/lodash", "InstalledVersion": "4.17.15", "Severity": "HIGH"}]}]}
      """;

  private static final String OPEN =
      """
      {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://example.com/vex-1", "author": "a", "timestamp": "2024-01-01T00:00:00Z", "version": 1,
       "statements": [
         {"vulnerability": {"name": "CVE-2021-44228"}, "products": [{"@id": "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.0"}], "status": "not_affected", "justification": "vulnerable_code_not_in_execute_path", "impact_statement": "lookups are off"},
         {"vulnerability": "CVE-2020-8203", "products": [{"@id": "pkg:oci/shop@sha256%3Aaa", "subcomponents": [{"@id": "pkg:npm/%40a/lodash@4.17.15"}]}], "status": "fixed"},
         {"vulnerability": {"name": "CVE-2020-8203"}, "products": [{"@id": "pkg:oci/other@sha256%3Abb", "subcomponents": [{"@id": "pkg:npm/%40a/lodash@4.17.15"}]}], "status": "not_affected"},
         {"vulnerability": {"name": "CVE-2020-0001"}, "products": [], "status": "perhaps"}
       ]}
      """;

  private static final String CYCLONE =
      """
      {"bomFormat": "CycloneDX", "specVersion": "1.5",
       "vulnerabilities": [
         {"id": "CVE-2021-44228", "analysis": {"state": "false_positive", "detail": "no such class"}, "affects": [{"ref": "c1"}]},
         {"id": "CVE-2021-45046", "analysis": {"state": "exploitable"}, "affects": [{"ref": "urn:cdx:1/1#x"}]},
         {"id": "CVE-2022-0001", "affects": [{"ref": "c1"}]}],
       "components": [{"bom-ref": "c0", "name": "outer", "components": [{"bom-ref": "c1", "name": "log4j-api", "version": "2.14.0", "purl": "pkg:maven/org.apache.logging.log4j/log4j-api@2.14.0"}]}]}
      """;

  @TempDir Path folder;

  private Reported together(String name, String vex) {
    Reported.write(folder, "report.json", REPORT.getBytes(StandardCharsets.UTF_8));
    return Reported.of(folder, name, vex);
  }

  @Test
  void aFindingThatIsNotAffectedIsKeptWithTheStatement() {
    Reported both = together("z.openvex.json", OPEN);
    assertThat(both.findings()).isEqualTo(3);
    assertThat(both.all("finding_exploitability"))
        .containsExactly(
            "#1 | vex/z.openvex.json#1 | not_affected", "#3 | vex/z.openvex.json#2 | fixed");
    assertThat(both.all("exploitability"))
        .contains(
            "vex/z.openvex.json#1 | CVE-2021-44228 | pkg:maven/org.apache.logging.log4j/log4j-core@2.14.0"
                + " | not_affected | vulnerable_code_not_in_execute_path: lookups are off");
    assertThat(both.problems())
        .containsExactly("a statement without a vulnerability or a known status is left out");
  }

  @Test
  void analysesOfCycloneDxAreStatementsAndTheRestIsCounted() {
    Reported both = together("vex.json", CYCLONE);
    assertThat(both.all("finding_exploitability"))
        .containsExactly("#2 | vex/vex.json#1 | not_affected");
    assertThat(both.all("exploitability"))
        .containsExactly(
            "vex/vex.json#1 | CVE-2021-44228 | pkg:maven/org.apache.logging.log4j/log4j-api@2.14.0"
                + " | not_affected | false_positive: no such class",
            "vex/vex.json#2 | CVE-2021-45046 | urn:cdx:1/1#x | affected | ");
    assertThat(both.hidden()).containsExactly("1 vulnerabilities without an analysis");
  }

  @Test
  void aProductByAnotherNameOrVersionIsNotTheFindings() {
    String other = OPEN.replace("2.14.0", "2.15.0").replace("4.17.15", "4.17.16");
    assertThat(together("z.json", other).all("finding_exploitability")).isEmpty();
  }

  @Test
  void namesOfPackageUrlsAreThoseThatScannersUse() {
    assertThat(Exploitability.names("pkg:deb/debian/openssl@1.1.1?arch=amd64"))
        .contains("openssl@1.1.1");
    assertThat(Exploitability.names("pkg:golang/github.com/a/b@v1#sub"))
        .contains("github.com/a/b@v1")
        .doesNotContain("b@v1");
    assertThat(Exploitability.names("acme-product")).containsExactly("acme-product");
  }
}
