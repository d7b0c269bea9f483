package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.analysis.Report;
import dev.ardennes.report.JsonReport;
import dev.ardennes.rules.TechniqueSet;
import dev.ardennes.verify.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The example of the exports with the report of a scanner beside it.
final class FindingsOfScannersTest {
  private static final TechniqueSet TECHNIQUES = Techniques.load(List.of());
  private static final Path EXAMPLE = Labs.checkout().resolve("examples/exports");

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void copy() throws IOException {
    try (Stream<Path> files = Files.walk(EXAMPLE)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path to = folder.resolve(EXAMPLE.relativize(file).toString());
        Files.createDirectories(Objects.requireNonNull(to.getParent()));
        Files.copy(file, to);
      }
    }
  }

  private Report scan() {
    ScanRequest request = Labs.request(folder, List.of(), List.of());
    return Scans.of(request).report(Estate.read(request));
  }

  private void scanned(String... results) throws IOException {
    Files.writeString(
        folder.resolve("scan.sarif"),
        """
        {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "Scanner"}}, "results": [%s]}]}
        """
            .formatted(String.join(",\n", results)));
  }

  private static String result(String level, String cwe, String file, int line) {
    return """
    {"ruleId": "r", "level": "%s", "message": {"text": "m"}, "properties": {"tags": ["CWE-%s"]},
     "locations": [{"physicalLocation": {"artifactLocation": {"uri": "%s"},
      "region": {"startLine": %d}}}]}"""
        .formatted(level, cwe, file, line);
  }

  @Test
  void theStatementThatBothPathsNeedIsWhatMatters() throws IOException {
    scanned(
        result("error", "311", "infra/exports.tf", 1),
        result("note", "732", "infra/assets.tf", 16));
    Report report = scan();
    List<Report.Finding> findings = Objects.requireNonNull(report.findings());
    assertThat(findings).extracting(Report.Finding::matters).containsExactly(true, false);
    assertThat(findings.getFirst().severity()).isEqualTo("low");
    assertThat(findings.getFirst().paths())
        .containsExactlyElementsOf(report.paths().stream().map(Report.Path::id).toList());
  }

  @Test
  void aReportWithFindingsIsAccepted() throws IOException {
    scanned(result("error", "732", "infra/assets.tf", 16));
    Path file = folder.resolve("report.json");
    StringBuilder json = new StringBuilder();
    JsonReport.write(scan(), json);
    Files.writeString(file, json);
    assertThat(Verifier.verify(file, TECHNIQUES, null).findings()).isEmpty();
  }

  @Test
  void withoutAScannerThereAreNoFindings() {
    assertThat(scan().findings()).isNull();
  }
}
