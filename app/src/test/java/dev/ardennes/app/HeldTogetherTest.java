package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Two keys, each useless alone: one passes a role to a function that only the other may invoke.
final class HeldTogetherTest {
  private static final String TERRAFORM =
      """
      provider "aws" {
        allowed_account_ids = ["111122223333"]
      }

      resource "aws_s3_bucket" "exports" {
        bucket = "acme-exports"
        tags   = { data = "customers" }
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

      resource "aws_iam_user" "ci" {
        name = "ci"
      }

      resource "aws_iam_user_policy" "ci" {
        user   = aws_iam_user.ci.name
        policy = jsonencode({ Statement = [
          { Effect = "Allow", Action = "lambda:InvokeFunction", Resource = "*" }] })
      }
      """;

  private static final String JEWELS =
      """
      crown_jewels:
        - {entity: "arn:aws:s3:::acme-exports", impact: critical, impact_kind: data read, why: exports}
      """;

  private static final String DEPLOY = "arn:aws:iam::111122223333:user/deploy";
  private static final String CI = "arn:aws:iam::111122223333:user/ci";

  @TempDir private Path folder = Path.of("");
  private CommandLineRun run = new CommandLineRun(folder);
  private Path estate = folder;

  @BeforeEach
  void writeTheEstate() throws IOException {
    run = new CommandLineRun(folder);
    estate = folder.resolve("estate");
    run.file("estate/infra/main.tf", TERRAFORM);
  }

  private void entries(String entries) throws IOException {
    run.file("estate/ardennes.yaml", JEWELS + "entries:\n" + entries);
  }

  private static List<String> starts(JsonNode path) {
    List<String> starts = new ArrayList<>();
    starts.add(path.get("entry").asString());
    path.path("held_with").forEach(held -> starts.add(held.asString()));
    return starts;
  }

  private static List<List<String>> starts(List<JsonNode> paths) {
    return paths.stream().map(HeldTogetherTest::starts).toList();
  }

  private static List<JsonNode> paths(JsonNode report) {
    return report.get("paths").valueStream().toList();
  }

  @Test
  void twoKeysHeldAtOnceOpenWhatNeitherOpensAlone() throws IOException {
    entries("  - {entity: aws_iam_user.deploy, why: leaked, together: [aws_iam_user.ci]}\n");
    JsonNode report = run.scan(estate);
    assertThat(starts(paths(report))).containsExactly(List.of(DEPLOY, CI));
    assertThat(report.get("entries")).hasSize(1);
    assertThat(report.get("held_together").get(0)).hasSize(2);
    assertThat(report.get("problems").toString()).doesNotContain("together");
    assertThat(CommandLineRun.verify(run.report(), "--against", estate.toString()))
        .isEqualTo(Main.DONE);
  }

  @Test
  void twoKeysThatNobodyHoldsAtOnceOpenNothing() throws IOException {
    entries(
        """
          - {entity: aws_iam_user.deploy, why: leaked}
          - {entity: aws_iam_user.ci, why: leaked too}
        """);
    JsonNode report = run.scan(estate);
    assertThat(paths(report)).isEmpty();
    assertThat(report.has("held_together")).isFalse();
  }

  @Test
  void everyFormNamesAllThatIsHeld() throws IOException {
    entries("  - {entity: aws_iam_user.deploy, why: leaked, together: [aws_iam_user.ci]}\n");
    assertThat(run.scan("text", estate))
        .contains("from user deploy and user ci")
        .containsPattern("start +user deploy")
        .containsPattern("and +user ci");
    assertThat(run.scan("html", estate)).contains("user deploy and user ci", "Held together");
  }

  @Test
  void aPathThatNeedsOneOfThemIsListedOnce() throws IOException {
    run.file(
        "estate/infra/more.tf",
        """
        resource "aws_iam_user_policy" "more" {
          user   = aws_iam_user.deploy.name
          policy = jsonencode({ Statement = [
            { Effect = "Allow", Action = "lambda:InvokeFunction", Resource = "*" }] })
        }
        """);
    entries("  - {entity: aws_iam_user.deploy, why: leaked, together: [aws_iam_user.ci]}\n");
    assertThat(starts(paths(run.scan(estate)))).contains(List.of(DEPLOY));
    assertThat(paths(run.scan(estate)).stream().map(path -> path.get("id").asString()).toList())
        .doesNotHaveDuplicates();
  }

  @Test
  void whatIsHeldBesidesOpensItsOwnWays() throws IOException {
    run.file(
        "estate/infra/more.tf",
        """
        resource "aws_iam_user_policy" "more" {
          user   = aws_iam_user.ci.name
          policy = jsonencode({ Statement = [
            { Effect = "Allow", Action = "s3:GetObject", Resource = "*" }] })
        }
        """);
    entries("  - {entity: aws_iam_user.deploy, why: leaked, together: [aws_iam_user.ci]}\n");
    assertThat(starts(paths(run.scan(estate)))).contains(List.of(CI));
    assertThat(CommandLineRun.verify(run.report())).isEqualTo(Main.DONE);
  }

  @Test
  void theCheckerRefusesToCombineWhatIsNotHeldAtOnce() throws IOException {
    entries("  - {entity: aws_iam_user.deploy, why: leaked, together: [aws_iam_user.ci]}\n");
    ObjectNode alone = (ObjectNode) run.scan(estate);
    ((ObjectNode) alone.get("paths").get(0)).remove("held_with");
    assertThat(CommandLineRun.verify(run.file("alone.json", alone.toString())))
        .isEqualTo(Main.FAILED);

    ObjectNode undeclared = (ObjectNode) new JsonMapper().readTree(run.report().toFile());
    ArrayNode group = (ArrayNode) undeclared.remove("held_together").get(0);
    ((ArrayNode) undeclared.get("entries")).add(group.get(1));
    assertThat(CommandLineRun.verify(run.file("undeclared.json", undeclared.toString())))
        .isEqualTo(Main.FAILED);
  }
}
