package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where somebody has to complete a step, stopping whoever it is is a change too.
final class ChangesOfWitnessesTest {
  private static final String GROUP =
      """
      resource "aws_iam_group" "admins" {
        name = "admins"
      }

      resource "aws_iam_group_policy_attachment" "admins" {
        group      = aws_iam_group.admins.name
        policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
      }

      resource "aws_iam_user" "ann" {
        name = "ann"
      }

      resource "aws_iam_user_policy" "ann" {
        name = "own"
        user   = aws_iam_user.ann.name
        policy = jsonencode({ Statement = [{ Sid = "Groups", Effect = "Allow",
          Action = "iam:AddUserToGroup", Resource = aws_iam_group.admins.arn }] })
      }
      """;

  @TempDir private Path folder = Path.of("");

  @Test
  void whoMayAddUsersToAGroupIsToldToStop() throws IOException {
    CommandLineRun run = new CommandLineRun(folder);
    run.file("estate/main.tf", GROUP);
    List<String> changes =
        run.scan(folder.resolve("estate"), "--entry", "ann")
            .path("changes")
            .valueStream()
            .map(change -> change.path("says").asString())
            .toList();
    assertThat(changes)
        .contains(
            "Take iam:AddUserToGroup on admins from all but those who manage users"
                + " (statement Groups of own)");
  }
}
