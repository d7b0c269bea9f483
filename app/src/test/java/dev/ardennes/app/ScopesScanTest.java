package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.analysis.Report;
import dev.ardennes.report.JsonReport;
import dev.ardennes.report.TextOptions;
import dev.ardennes.report.TextReport;
import dev.ardennes.rules.TechniqueSet;
import dev.ardennes.verify.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Grants on many resources, as a user scans them.
final class ScopesScanTest {
  private static final TechniqueSet TECHNIQUES = Techniques.load(List.of());

  @TempDir private Path folder = Path.of("");

  private void write(int buckets, String resource) throws IOException {
    Files.writeString(
        folder.resolve("main.tf"),
        """
        provider "aws" {
          region              = "eu-central-1"
          allowed_account_ids = ["111122223333"]
        }
        resource "aws_s3_bucket" "archive" {
          count  = %d
          bucket = "contoso-archive-${count.index}"
          tags   = { data-classification = "confidential" }
        }
        resource "aws_iam_user" "reader" {
          count = 40
          name  = "reader-${count.index}"
        }
        resource "aws_iam_access_key" "reader" {
          count = 40
          user  = aws_iam_user.reader[count.index].name
        }
        resource "aws_iam_user_policy" "reader" {
          count = 40
          name  = "read"
          user  = aws_iam_user.reader[count.index].name
          policy = jsonencode({
            Version   = "2012-10-17"
            Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "%s" }]
          })
        }
        """
            .formatted(buckets, resource));
  }

  private Estate estate(ScanRequest request) {
    return Estate.read(request);
  }

  private ScanRequest request() {
    return Labs.request(folder, List.of("*reader-1"), List.of());
  }

  private Report scan() {
    ScanRequest request = request();
    return Scans.of(request).report(estate(request));
  }

  private static boolean isArchive(String id) {
    return id.contains("contoso-archive");
  }

  @Test
  void aGrantOnAThousandBucketsIsOneStep() throws IOException {
    write(1000, "*");
    Report report = scan();
    assertThat(report.paths()).hasSize(1);
    assertThat(report.paths().getFirst().steps()).hasSize(1);
    String target = report.paths().getFirst().target();
    assertThat(report.estate().size(target)).isEqualTo(1000);
    assertThat(report.estate().entities()).isGreaterThan(1000);
    String text = new TextReport(report, TextOptions.plain()).whole();
    assertThat(text).contains("and 999 like it");
  }

  @Test
  void theCheckerAcceptsAReportOverScopes() throws IOException {
    write(50, "*");
    Path file = folder.resolve("report.json");
    StringBuilder json = new StringBuilder();
    JsonReport.write(scan(), json);
    Files.writeString(file, json);
    assertThat(json.toString()).contains("\"stands_for\"");
    ScanRequest anew = ScanRequest.reading(List.of(folder.resolve("main.tf")), true);
    assertThat(Verifier.verify(file, TECHNIQUES, null).findings()).isEmpty();
    assertThat(Verifier.verify(file, TECHNIQUES, Estate.facts(anew)).findings()).isEmpty();
  }

  @Test
  void whatAPolicyTellsApartHasAPathOfItsOwn() throws IOException {
    write(50, "arn:aws:s3:::contoso-archive-7/*");
    Report report = scan();
    assertThat(report.paths()).hasSize(1);
    assertThat(report.paths().getFirst().target()).endsWith("contoso-archive-7");
    assertThat(report.estate().scopes().keySet().stream().filter(ScopesScanTest::isArchive))
        .hasSize(1);
  }

  @Test
  void theSameIsFoundAsWithoutScopes() throws IOException {
    write(9, "*");
    assertThat(scan().paths()).hasSize(9);
  }
}
