package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// Repositories of the size of a company's. The bounds leave room for a loaded machine; the time
/// itself is printed.
@Isolated("measures time and memory")
final class LargeRepositoryTest {
  private static final int ROOTS = 200;
  private static final int FILES_A_ROOT = 25;
  private static final double MOST_SECONDS = 120;

  @TempDir private Path estate = Path.of("");

  @Test
  void fiveThousandFilesInTwoHundredRootModulesAreScannedWithinTwoGigabytes() throws IOException {
    for (int root = 0; root < ROOTS; root++) {
      root(estate.resolve("teams/team" + root), root);
    }
    Program.Run run = Program.run("2g", "scan", estate.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("5,000 files").contains("team0-reader reads team0-master");
    System.out.printf("5,000 files in 200 root modules: %.1f s%n", run.seconds());
    assertThat(run.seconds()).isLessThan(MOST_SECONDS);
  }

  /// A team's folder: a function that anybody can pass a role to, and what else a team has.
  private static void root(Path folder, int number) throws IOException {
    Files.createDirectories(folder);
    for (int file = 0; file < FILES_A_ROOT; file++) {
      Files.writeString(folder.resolve("part" + file + ".tf"), part(number, file));
    }
  }

  private static String part(int root, int file) {
    return switch (file) {
      case 0 -> provider("%012d".formatted(100_000_000_000L + root), "team" + root);
      case 1 -> deployment();
      default -> role(file);
    };
  }

  private static String provider(String account, String team) {
    return """
          provider "aws" {
            region              = "eu-west-1"
            allowed_account_ids = ["%s"]
          }
          variable "team" {
            default = "%s"
          }
          """
        .formatted(account, team);
  }

  private static String deployment() {
    return """
          resource "aws_iam_user" "deploy" {
            name = "${var.team}-deploy"
          }
          resource "aws_iam_access_key" "deploy" {
            user = aws_iam_user.deploy.name
          }
          resource "aws_secretsmanager_secret" "master" {
            name = "${var.team}-master"
            tags = { classification = "restricted" }
          }
          resource "aws_iam_user_policy" "deploy" {
            user   = aws_iam_user.deploy.name
            policy = jsonencode({
              Version   = "2012-10-17"
              Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = aws_iam_role.reader.arn }]
            })
          }
          resource "aws_iam_role" "reader" {
            name               = "${var.team}-reader"
            assume_role_policy = jsonencode({
              Version   = "2012-10-17"
              Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = aws_iam_user.deploy.arn } }]
            })
          }
          resource "aws_iam_role_policy" "reader" {
            role   = aws_iam_role.reader.id
            policy = jsonencode({
              Version   = "2012-10-17"
              Statement = [{ Effect = "Allow", Action = "secretsmanager:GetSecretValue", Resource = aws_secretsmanager_secret.master.arn }]
            })
          }
          """;
  }

  private static String role(int file) {
    return """
          resource "aws_iam_role" "r%1$d" {
            name               = "${var.team}-r%1$d"
            assume_role_policy = data.aws_iam_policy_document.trust%1$d.json
          }
          data "aws_iam_policy_document" "trust%1$d" {
            statement {
              actions = ["sts:AssumeRole"]
              principals {
                type        = "Service"
                identifiers = ["ec2.amazonaws.com"]
              }
            }
          }
          resource "aws_s3_bucket" "b%1$d" {
            bucket = "${var.team}-bucket-%1$d"
          }
          resource "aws_iam_role_policy" "p%1$d" {
            role   = aws_iam_role.r%1$d.id
            policy = jsonencode({
              Version   = "2012-10-17"
              Statement = [{ Effect = "Allow", Action = ["s3:GetObject"], Resource = "${aws_s3_bucket.b%1$d.arn}/*" }]
            })
          }
          """
        .formatted(file);
  }

  @Test
  void allOutsideCasesTogetherAreOneEstate() throws IOException {
    assumeTrue(Labs.present(), Labs.ABSENT);
    Program.copy(Labs.ROOT.resolve("labs"), estate.resolve("labs"));
    Program.Run run = Program.run("2g", "scan", estate.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).containsPattern("(?m)^[0-9]+ ways ");
    System.out.printf("all outside cases in one tree: %.1f s%n", run.seconds());
    assertThat(run.seconds()).isLessThan(MOST_SECONDS);
  }
}
