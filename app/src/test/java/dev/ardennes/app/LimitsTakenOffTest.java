package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.engine.attack.AttackGraph;
import dev.ardennes.engine.attack.AttackGraphBuilder;
import dev.ardennes.engine.decisions.PolicyRelations;
import dev.ardennes.model.FactBase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an identity may do once the attacker has taken off what limits it: from Terraform to full
/// control of the account.
final class LimitsTakenOffTest {
  private static final Instant TODAY_AT_NOON = Instant.parse("2026-11-21T12:00:00Z");

  @TempDir Path folder;

  private static final String ATTACKER =
      """
      resource "aws_iam_user" "attacker" {
        name = "attacker"
        BOUNDARY
      }
      resource "aws_iam_user_policy" "all" {
        name = "all"
        user = aws_iam_user.attacker.name
        policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "ALLOWED", Resource = "*" }] })
      }
      resource "aws_iam_policy" "fence" {
        name = "fence"
        policy = jsonencode({ Statement = [{ Effect = "EFFECT", Action = ["FENCED"], Resource = "*" }] })
      }
      """;

  private static String bounded(String allowed, String fence) {
    return ATTACKER
        .replace("BOUNDARY", "permissions_boundary = aws_iam_policy.fence.arn")
        .replace("ALLOWED", allowed)
        .replace("EFFECT", "Allow")
        .replace("FENCED", fence);
  }

  private static String denied(String fence) {
    return ATTACKER
            .replace("BOUNDARY", "")
            .replace("ALLOWED", "*")
            .replace("EFFECT", "Deny")
            .replace("FENCED", fence)
        + """
        resource "aws_iam_user_policy_attachment" "fence" {
          user = aws_iam_user.attacker.name
          policy_arn = aws_iam_policy.fence.arn
        }
        """;
  }

  @Test
  void anAdministratorInsideABoundaryTakesItOff() throws IOException {
    assertThat(gains(bounded("*", "iam:DeleteUserPermissionsBoundary")))
        .contains("unbounded", "controls_account");
  }

  @Test
  void aBoundaryThatCannotBeTakenOffHolds() throws IOException {
    assertThat(gains(bounded("*", "s3:GetObject"))).doesNotContain("unbounded", "controls_account");
  }

  @Test
  void whoeverWritesItsOwnPoliciesNeedsTheBoundaryGoneAsWell() throws IOException {
    String both = bounded("iam:*User*", "iam:*User*");
    assertThat(gains(both)).contains("policy_writable", "unbounded", "controls_account");
    assertThat(gains(both.replace("[\"iam:*User*\"]", "[\"iam:PutUserPolicy\"]")))
        .contains("policy_writable")
        .doesNotContain("unbounded", "controls_account");
  }

  @Test
  void whatTheBoundaryNeverLetThroughIsNotGainedByTakingItOff() throws IOException {
    assertThat(gains(bounded("iam:DeleteUserPermissionsBoundary", "iam:DeleteUser*")))
        .contains("unbounded")
        .doesNotContain("controls_account");
  }

  @Test
  void anAdministratorDetachesWhatDeniesIt() throws IOException {
    assertThat(gains(denied("iam:PassRole"))).contains("undenied", "controls_account");
  }

  @Test
  void aDenialOfDetachingHolds() throws IOException {
    assertThat(gains(denied("iam:*"))).doesNotContain("undenied", "controls_account");
  }

  private List<String> gains(String terraform) throws IOException {
    Files.writeString(folder.resolve("main.tf"), terraform);
    ScanRequest request = Labs.request(folder, List.of("attacker"), List.of());
    Estate estate = Estate.read(request);
    FactBase facts = estate.facts();
    AttackGraphBuilder builder =
        new AttackGraphBuilder(
            Techniques.rules(List.of()),
            facts,
            symbols -> new PolicyRelations(facts, symbols, TODAY_AT_NOON));
    AttackGraph graph = builder.build(estate.entries()).graph();
    return graph.steps().stream().map(step -> step.gain().relation()).distinct().toList();
  }
}
