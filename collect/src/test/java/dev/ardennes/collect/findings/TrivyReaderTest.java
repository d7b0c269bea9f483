package dev.ardennes.collect.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrivyReaderTest {
  /// What was scanned stands behind its findings here.
  private static final String IMAGE =
      """
      {
        "SchemaVersion": 2,
        "Results": [
          {
            "Vulnerabilities": [
              {"VulnerabilityID": "CVE-2023-0001", "PkgName": "openssl", "InstalledVersion": "3.0.1", "FixedVersion": "3.0.2", "Severity": "CRITICAL", "CweIDs": ["CWE-787"], "CVSS": {"nvd": {"V3Score": 9.8}, "redhat": {"V3Score": 7.0}}},
              {"VulnerabilityID": "CVE-2023-0002", "PkgName": "zlib", "InstalledVersion": "1", "Severity": "UNKNOWN", "SeveritySource": "nvd", "VendorSeverity": {"nvd": 3}},
              {"VulnerabilityID": "CVE-2023-0003", "PkgName": "zlib", "InstalledVersion": "1", "Severity": "UNKNOWN"}
            ],
            "Target": "shop:1 (alpine 3.18)", "Class": "os-pkgs", "Type": "alpine"
          },
          {"Target": "app/.env", "Class": "secret", "Secrets": [{"RuleID": "aws-access-key-id", "Severity": "CRITICAL", "Title": "AWS Access Key ID", "StartLine": 2, "Match": "AKIA****"}]}
        ],
        "Metadata": {"RepoTags": ["shop:1"], "RepoDigests": ["registry.example/shop@sha256:bb"]},
        "ArtifactType": "container_image",
        "ArtifactName": "registry.example/shop:1"
      }
      """;

  private static final String CONFIGURATION =
      """
      {
        "SchemaVersion": 2, "ArtifactName": "deploy", "ArtifactType": "filesystem",
        "Results": [
          {
            "Target": "main.tf", "Class": "config", "Type": "terraform",
            "Misconfigurations": [
              {"ID": "AVD-AWS-0107", "Title": "Open ingress", "Severity": "HIGH", "Status": "FAIL", "CauseMetadata": {"Resource": "aws_security_group.web", "StartLine": 7, "EndLine": 9}},
              {"ID": "AVD-AWS-0001", "Severity": "LOW", "Status": "PASS"}
            ],
            "ExperimentalModifiedFindings": [
              {"Type": "misconfiguration", "Status": "ignored", "Statement": "accepted in March", "Finding": {"ID": "AVD-AWS-0002", "Severity": "MEDIUM", "Status": "FAIL"}}
            ]
          }
        ]
      }
      """;

  @TempDir Path folder;

  @Test
  void vulnerabilitiesOfAnImageNamePackageAndImage() {
    Reported image = Reported.of(folder, "image.json", IMAGE);
    assertThat(image.problems()).isEmpty();
    assertThat(image.of(1, "reported")).containsExactly("Trivy | CVE-2023-0001 | critical");
    assertThat(image.of(1, "finding_score")).containsExactly("9.8");
    assertThat(image.of(1, "finding_class"))
        .containsExactly("known-vulnerability", "memory-corruption");
    assertThat(image.of(1, "finding_package")).containsExactly("openssl | 3.0.1 | 3.0.2");
    assertThat(image.of(1, "finding_image"))
        .containsExactly("registry.example/shop:1", "registry.example/shop@sha256:bb", "shop:1");
    assertThat(image.of(1, "finding_place")).isEmpty();
  }

  @Test
  void aSeverityThatTrivyDoesNotKnowIsTheVendorsAndThenMedium() {
    Reported image = Reported.of(folder, "image.json", IMAGE);
    assertThat(image.of(2, "reported")).containsExactly("Trivy | CVE-2023-0002 | high");
    assertThat(image.of(3, "reported")).containsExactly("Trivy | CVE-2023-0003 | medium");
  }

  @Test
  void aSecretHasItsPlaceAndNotItsText() {
    Reported image = Reported.of(folder, "image.json", IMAGE);
    assertThat(image.of(4, "finding_class")).containsExactly("secret");
    assertThat(image.of(4, "finding_place")).containsExactly("app/.env | 2");
    assertThat(image.collected().toString()).doesNotContain("AKIA");
  }

  @Test
  void misconfigurationsPointAtTheFileAndWhatWasPassedIsCounted() {
    Reported.write(folder, "deploy/main.tf", new byte[0]);
    Reported report = Reported.of(folder, "config.json", CONFIGURATION);
    assertThat(report.all("reported"))
        .containsExactly("#1 | Trivy | AVD-AWS-0107 | high", "#3 | Trivy | AVD-AWS-0002 | medium");
    assertThat(report.of(1, "finding_place")).containsExactly("deploy/main.tf | 7");
    assertThat(report.of(1, "finding_symbol")).containsExactly("aws_security_group.web");
    assertThat(report.of(1, "finding_class")).containsExactly("misconfiguration");
    assertThat(report.hidden()).containsExactly("1 checks that were passed");
    assertThat(report.of(3, "finding_suppressed")).containsExactly("ignored | accepted in March");
  }

  @Test
  void aClusterScanNamesTheWorkload() {
    Reported report =
        Reported.of(
            folder,
            "cluster.json",
            """
            {"ClusterName": "prod", "Resources": [{"Namespace": "shop", "Kind": "Deployment", "Name": "web",
              "Results": [{"Target": "Deployment/web", "Class": "config", "Type": "kubernetes",
                "Misconfigurations": [{"ID": "KSV001", "Severity": "MEDIUM", "Status": "FAIL"}]}]}]}
            """);
    assertThat(report.of(1, "finding_workload")).containsExactly("shop | Deployment | web");
    assertThat(report.of(1, "finding_about")).contains("shop/Deployment/web");
  }

  @Test
  void anUnknownSchemaIsSaidAndTheOldListIsRead() {
    Reported later =
        Reported.of(
            folder, "a.json", "{\"SchemaVersion\": 9, \"ArtifactName\": \".\", \"Results\": []}");
    assertThat(later.problems()).singleElement().asString().contains("schema version `9`");
    Reported old =
        Reported.of(
            folder,
            "a.json",
            "[{\"Target\": \"go.sum\", \"Vulnerabilities\": [{\"VulnerabilityID\": \"GHSA-aaaa-bbbb-cccc\", \"PkgName\": \"x\"}]}]");
    assertThat(old.of(1, "finding_class")).containsExactly("known-vulnerability");
    assertThat(old.of(1, "finding_cve")).isEmpty();
  }

  private static final String OBJECT =
      """
      {"apiVersion": "aquasecurity.github.io/v1alpha1", "kind": "VulnerabilityReport",
       "metadata": {"name": "r", "namespace": "shop", "labels": {"trivy-operator.resource.kind": "ReplicaSet", "trivy-operator.resource.name": "web-1", "trivy-operator.resource.namespace": "shop", "trivy-operator.container.name": "app"}},
       "report": {"artifact": {"repository": "library/nginx", "tag": "1.16", "digest": "sha256:cc"}, "registry": {"server": "index.docker.io"}, "scanner": {"name": "Trivy", "version": "0.50.0"},
         "vulnerabilities": [{"vulnerabilityID": "CVE-2019-20367", "resource": "libbsd0", "installedVersion": "0.9.1-2", "fixedVersion": "0.9.1-2+deb10u1", "severity": "CRITICAL", "score": 9.1, "title": "t"}]}}
      """;

  @Test
  void reportsOfTheOperatorNameWorkloadAndImage() {
    Reported report = Reported.of(folder, "report.json", OBJECT);
    assertThat(report.of(1, "reported")).containsExactly("Trivy | CVE-2019-20367 | critical");
    assertThat(report.of(1, "finding_workload")).containsExactly("shop | ReplicaSet | web-1");
    assertThat(report.of(1, "finding_image"))
        .containsExactly(
            "index.docker.io/library/nginx:1.16", "index.docker.io/library/nginx@sha256:cc");
    assertThat(report.of(1, "finding_package"))
        .containsExactly("libbsd0 | 0.9.1-2 | 0.9.1-2+deb10u1");
  }

  @Test
  void listsOfTheOperatorsReportsAreReadInJsonAndYaml() {
    String list =
        "{\"apiVersion\": \"v1\", \"kind\": \"List\", \"items\": [" + OBJECT + ", " + OBJECT + "]}";
    assertThat(Reported.of(folder, "list.json", list).findings()).isEqualTo(2);
  }

  @Test
  void reportsOfTheOperatorAreReadAsYaml() {
    Reported yaml =
        Reported.of(
            folder,
            "list.yaml",
            """
            apiVersion: v1
            kind: List
            items:
            - apiVersion: aquasecurity.github.io/v1alpha1
              kind: ConfigAuditReport
              metadata:
                labels: {trivy-operator.resource.kind: Deployment, trivy-operator.resource.name: web, trivy-operator.resource.namespace: shop}
              report:
                checks:
                - {checkID: KSV012, severity: MEDIUM, success: false, title: Runs as root}
                - {checkID: KSV001, severity: MEDIUM, success: true}
            """);
    assertThat(yaml.all("reported")).containsExactly("#1 | Trivy | KSV012 | medium");
    assertThat(yaml.of(1, "finding_workload")).containsExactly("shop | Deployment | web");
    assertThat(yaml.hidden()).containsExactly("1 checks that were passed");
    assertThat(yaml.first("reported").evidence().getFirst().line()).isEqualTo(10);
  }
}
