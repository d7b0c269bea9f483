package dev.ardennes.collect.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A log of 100 MB, as a large repository's analysis writes it.
@Tag("nightly")
final class LargeReportTest {
  private static final long SIZE = 100_000_000L;

  @TempDir Path folder;

  @Test
  void aLargeLogIsStreamed() throws IOException {
    int results = write(folder.resolve("large.sarif"), SIZE);
    Reported report = Reported.of(folder);
    assertThat(report.problems()).isEmpty();
    assertThat(report.findings()).isEqualTo(results).isGreaterThan(40_000);
    assertThat(report.all("finding_class")).hasSize(results);
  }

  private static int write(Path file, long size) throws IOException {
    int results = 0;
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("{\"version\": \"2.1.0\", \"runs\": [{\"results\": [");
      for (long written = 0; written < size; results++) {
        String result = result(results);
        out.write(results == 0 ? result : ",\n" + result);
        written += result.length() + 2;
      }
      out.write(
          "], \"tool\": {\"driver\": {\"name\": \"CodeQL\", \"rules\": [{\"id\": \"py/ssrf\", \"properties\": {\"security-severity\": \"9.1\", \"tags\": [\"external/cwe/cwe-918\"]}}]}}}]}");
    }
    return results;
  }

  private static String result(int number) {
    StringBuilder steps = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      steps
          .append(i == 0 ? "" : ",")
          .append("{\"location\": ")
          .append(location(number, i))
          .append("}");
    }
    return String.format(
        Locale.ROOT,
        "{\"ruleId\": \"py/ssrf\", \"ruleIndex\": 0, \"message\": {\"text\": \"%s\"}, \"locations\": [%s], \"partialFingerprints\": {\"a\": \"%d\"}, \"codeFlows\": [{\"threadFlows\": [{\"locations\": [%s]}]}]}",
        "The URL of this request depends on input. ".repeat(8),
        location(number, 9),
        number,
        steps);
  }

  private static String location(int number, int line) {
    return "{\"physicalLocation\": {\"artifactLocation\": {\"uri\": \"src/package%d/module%d.py\", \"uriBaseId\": \"%%SRCROOT%%\", \"index\": %d}, \"region\": {\"startLine\": %d, \"startColumn\": 5, \"endColumn\": 20}, \"contextRegion\": {\"startLine\": %d, \"snippet\": {\"text\": \"def f(): pass\"}}}}"
        .formatted(number % 100, number % 5000, number % 5000, line + 1, line);
  }

  @Test
  void moreFindingsThanAnybodyReadsAreCounted() throws IOException {
    int results = 300_000;
    try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("many.sarif"))) {
      out.write(
          "{\"version\": \"2.1.0\", \"runs\": [{\"tool\": {\"driver\": {\"name\": \"t\"}}, \"results\": [");
      for (int i = 0; i < results; i++) {
        out.write(i == 0 ? "" : ",\n");
        out.write("{\"ruleId\": \"r\", \"locations\": [" + location(i, 9) + "]}");
      }
      out.write("]}]}");
    }
    Reported report = Reported.of(folder);
    assertThat(report.findings()).isEqualTo(Session.MOST_FINDINGS);
    assertThat(report.problems())
        .containsExactly(
            "all reports together have more than 200000 findings: 100000 of this one are left out");
  }

  /// The list of files is not asked for by each place anew.
  @Test
  void aLogOfAFolderWithManyFilesTakesNoLongerThanTheLog() throws IOException {
    for (int i = 0; i < 5000; i++) {
      Path file = folder.resolve("src/package" + i % 100 + "/module" + i + ".py");
      Files.createDirectories(file.getParent());
      Files.createFile(file);
    }
    int results = write(folder.resolve("large.sarif"), SIZE / 10);
    assertThat(Reported.of(folder).findings()).isEqualTo(results);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(2);
    }
  }
}
