package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What identities gain by groups and policies that exist and are no administrator's.
final class WideningWaysTest {
  @TempDir Path folder;

  private static final String ESTATE =
      """
      resource "aws_secretsmanager_secret" "token" {
        name = "token"
      }
      resource "aws_iam_group" "readers" {
        name = "readers"
      }
      resource "aws_iam_group_policy_attachment" "readers" {
        group = aws_iam_group.readers.name
        policy_arn = aws_iam_policy.read.arn
      }
      resource "aws_iam_policy" "read" {
        name = "GROUP_ALLOWS"
        policy = jsonencode({ Statement = [{ Effect = "EFFECT", Action = ["secretsmanager:GetSecretValue"], Resource = "*" }] })
      }
      resource "aws_iam_user" "attacker" {
        name = "attacker"
      }
      resource "aws_iam_user_policy" "attacker" {
        name = "a"
        user = aws_iam_user.attacker.name
        policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "ALLOWED", Resource = "*" CONDITION }] })
      }
      """;

  private List<String> gains(String allowed, String condition, String effect) throws IOException {
    String text =
        ESTATE
            .replace("GROUP_ALLOWS", "read")
            .replace("EFFECT", effect)
            .replace("ALLOWED", allowed)
            .replace("CONDITION", condition);
    Files.writeString(folder.resolve("main.tf"), text);
    return Gained.by("attacker", folder);
  }

  private static String only(String policy) {
    return ", Condition = { ArnLike = { \"iam:PolicyARN\" = \"" + policy + "\" } }";
  }

  @Test
  void aUserThatJoinsAGroupMayDoWhatItsMembersMay() throws IOException {
    assertThat(gains("iam:AddUserToGroup", "", "Allow"))
        .anyMatch(gain -> gain.startsWith("widened"))
        .anyMatch(gain -> gain.startsWith("reads ") && gain.endsWith("token"));
  }

  @Test
  void aGroupThatAllowsNothingIsNoGain() throws IOException {
    assertThat(gains("iam:AddUserToGroup", "", "Deny"))
        .noneMatch(gain -> gain.startsWith("reads "));
  }

  @Test
  void aUserThatMayAttachCertainPoliciesHasWhatTheyAllow() throws IOException {
    assertThat(gains("iam:AttachUserPolicy", only("arn:aws:iam::*:policy/read"), "Allow"))
        .anyMatch(gain -> gain.startsWith("reads ") && gain.endsWith("token"))
        .noneMatch(gain -> gain.startsWith("controls_account"));
  }

  @Test
  void policiesThatMayNotBeAttachedAreNoGain() throws IOException {
    assertThat(gains("iam:AttachUserPolicy", only("arn:aws:iam::*:policy/logs"), "Allow"))
        .noneMatch(gain -> gain.startsWith("reads "));
  }

  @Test
  void whoeverMayDoNeitherGainsNothing() throws IOException {
    assertThat(gains("iam:ListUsers", "", "Allow")).isEmpty();
  }
}
