package dev.ardennes.collect.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SemgrepReaderTest {
  private static final String REPORT =
      """
      {
        "version": "1.70.0",
        "errors": [{"code": 3, "message": "a file could not be parsed"}],
        "paths": {"scanned": ["app/views.py"]},
        "results": [
          {
            "check_id": "python.django.ssrf.requests", "path": "app/views.py", "start": {"line": 9, "col": 3},
            "extra": {
              "severity": "ERROR", "message": "m", "metadata": {"cwe": "CWE-918: Server-Side Request Forgery (SSRF)"},
              "dataflow_trace": {
                "taint_source": ["CliLoc", [{"path": "app/views.py", "start": {"line": 4}}, "request"]],
                "intermediate_vars": [{"location": {"path": "app/views.py", "start": {"line": 6}}, "content": "url"}],
                "taint_sink": ["CliLoc", [{"path": "app/views.py", "start": {"line": 9}}, "get(url)"]]
              }
            }
          },
          {"check_id": "a.b", "path": "./app/views.py", "start": {"line": 20}, "extra": {"severity": "INFO", "is_ignored": true}},
          {"check_id": "ssc-1", "path": "package-lock.json", "start": {"line": 1}, "extra": {"severity": "HIGH", "metadata": {"sca-vuln-database-identifier": "CVE-2020-8203", "cwe": ["CWE-1321: Prototype Pollution"]},
            "sca_info": {"dependency_match": {"found_dependency": {"package": "lodash", "version": "4.17.15"}}}}}
        ]
      }
      """;

  @TempDir Path folder;

  @Test
  void resultsHaveSeverityClassPlaceAndWay() {
    Reported report = Reported.of(folder, "semgrep.json", REPORT);
    assertThat(report.all("reported"))
        .containsExactly(
            "#1 | Semgrep | python.django.ssrf.requests | high",
            "#2 | Semgrep | a.b | low",
            "#3 | Semgrep | ssc-1 | high");
    assertThat(report.of(1, "finding_class")).containsExactly("ssrf");
    assertThat(report.of(1, "finding_flow"))
        .containsExactly(
            "1.1 | app/views.py | 4", "1.2 | app/views.py | 6", "1.3 | app/views.py | 9");
    assertThat(report.of(2, "finding_place")).containsExactly("app/views.py | 20");
  }

  @Test
  void ignoredResultsAreKeptAndDependenciesNamed() {
    Reported report = Reported.of(folder, "semgrep.json", REPORT);
    assertThat(report.all("finding_suppressed")).containsExactly("#2 | inSource | nosemgrep");
    assertThat(report.of(3, "finding_package")).containsExactly("lodash | 4.17.15 | ");
    assertThat(report.of(3, "finding_class"))
        .containsExactly("known-vulnerability", "prototype-pollution");
  }

  @Test
  void errorsOfTheToolAreSaid() {
    assertThat(Reported.of(folder, "semgrep.json", REPORT).problems())
        .containsExactly("the tool met 1 errors: findings may be missing");
  }

  @Test
  void aReportOfNothingIsAReportAndOtherJsonIsNone() {
    String empty = "{\"results\": [], \"errors\": [], \"paths\": {\"scanned\": []}}";
    Reported report = Reported.of(folder, "semgrep.json", empty);
    assertThat(report.collected().kind()).isEqualTo("findings");
    assertThat(report.findings()).isZero();
    assertThat(
            Reported.of(folder, "semgrep.json", "{\"results\": [], \"errors\": []}")
                .collected()
                .kind())
        .isEqualTo("unrecognised");
  }
}
