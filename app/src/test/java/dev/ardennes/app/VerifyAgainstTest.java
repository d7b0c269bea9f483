package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `verify --against` reads what `scan` read: the sources that `ardennes.yaml` names and what it
/// says is one thing.
final class VerifyAgainstTest {
  private static final String REPORTING =
      """
      resource "aws_s3_bucket" "exports" {
        bucket = "acme-exports"
      }

      resource "aws_iam_role" "reporting" {
        name = "reporting"
        assume_role_policy = jsonencode({
          Statement = [{ Effect = "Allow", Action = "sts:AssumeRole",
                         Principal = { Service = "lambda.amazonaws.com" } }]
        })
      }

      resource "aws_iam_role_policy" "reporting" {
        role   = aws_iam_role.reporting.name
        policy = jsonencode({ Statement = [{ Effect = "Allow",
          Action = "s3:GetObject", Resource = "arn:aws:s3:::acme-exports/*" }] })
      }

      resource "aws_iam_user" "deploy" {
        name = "deploy"
      }

      resource "aws_iam_user_policy" "deploy" {
        user   = aws_iam_user.deploy.name
        policy = jsonencode({ Statement = [
          { Effect = "Allow", Action = "lambda:CreateFunction", Resource = "*" },
          { Effect = "Allow", Action = "iam:PassRole", Resource = aws_iam_role.reporting.arn }] })
      }
      """;

  private static final String INVOKING =
      """
      resource "aws_iam_user" "robot" {
        name = "robot"
      }

      resource "aws_iam_user_policy" "robot" {
        user   = aws_iam_user.robot.name
        policy = jsonencode({ Statement = [
          { Effect = "Allow", Action = "lambda:InvokeFunction", Resource = "*" }] })
      }
      """;

  private static final String CONFIGURATION =
      """
      sources:
        - {path: infra}
        - {path: tools}
      crown_jewels:
        - {entity: "arn:aws:s3:::acme-exports", impact: critical, impact_kind: data read, why: exports}
      entries:
        - {entity: aws_iam_user.deploy, why: leaked}
      same:
        - {one: aws/infra/default, other: aws/tools/default, reason: one account}
        - {one: aws_iam_user.deploy, other: aws_iam_user.robot, reason: the key was handed on}
      """;

  @TempDir private Path folder = Path.of("");
  private CommandLineRun run = new CommandLineRun(folder);
  private Path estate = folder;

  @BeforeEach
  void writeTheEstate() throws IOException {
    run = new CommandLineRun(folder);
    estate = folder.resolve("estate");
    run.file("estate/infra/main.tf", REPORTING);
    run.file("estate/tools/main.tf", INVOKING);
    run.file("estate/old/main.tf", REPORTING.replace("reporting", "former"));
    run.file("estate/ardennes.yaml", CONFIGURATION);
  }

  private int against(String... more) {
    String[] options = new String[more.length + 2];
    options[0] = "--against";
    options[1] = estate.toString();
    System.arraycopy(more, 0, options, 2, more.length);
    return CommandLineRun.verify(run.report(), options);
  }

  @Test
  void aPathOverSourcesAndLinksOfTheConfigurationHolds() throws IOException {
    assertThat(run.scan(estate, "--jobs", "1").get("paths")).hasSize(1);
    assertThat(against()).isEqualTo(Main.DONE);
  }

  @Test
  void itDoesNotHoldForTheFilesWithoutTheConfiguration() throws IOException {
    run.scan(estate);
    assertThat(against("--no-config")).isEqualTo(Main.FAILED);
  }

  @Test
  void itDoesNotHoldOnceTheConfigurationSaysOtherwise() throws IOException {
    run.scan(estate);
    run.file(
        "estate/ardennes.yaml",
        CONFIGURATION.lines().filter(line -> !line.contains("robot")).toList().stream()
            .reduce("", (text, line) -> text + line + "\n"));
    assertThat(against()).isEqualTo(Main.FAILED);
  }

  @Test
  void howManyPathsAreReadAtOnceChangesNothing() throws IOException {
    run.scan(estate, "--jobs", "1");
    String one = Files.readString(run.report());
    run.scan(estate, "--jobs", "7");
    assertThat(Files.readString(run.report())).isEqualTo(one);
    assertThat(Main.run("scan", estate.toString(), "--jobs", "0")).isEqualTo(Main.USAGE);
  }
}
