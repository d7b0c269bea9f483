package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// States of Terraform in buckets: who reads the secrets in them, and who decides what is applied.
final class StateWaysTest {
  private static final String ROOT =
      """
      terraform {
        backend "s3" {
          bucket = "states"
          key = "prod/main.tfstate"
        }
      }
      provider "aws" {
        allowed_account_ids = ["111122223333"]
        assume_role {
          role_arn = "arn:aws:iam::111122223333:role/deploy"
        }
      }
      resource "aws_s3_bucket" "states" {
        bucket = "states"
      }
      resource "aws_iam_user" "attacker" {
        name = "attacker"
      }
      resource "aws_iam_user_policy" "attacker" {
        name = "a"
        user = aws_iam_user.attacker.name
        policy = jsonencode({ Statement = [{ Effect = "Allow", Action = ["ALLOWED"], Resource = "OBJECT" }] })
      }
      resource "aws_iam_user" "ci" {
        name = "ci"
      }
      resource "aws_iam_access_key" "ci" {
        user = aws_iam_user.ci.name
      }
      resource "aws_secretsmanager_secret" "token" {
        name = "token"
      }
      resource "aws_secretsmanager_secret_version" "token" {
        secret_id = aws_secretsmanager_secret.token.id
        secret_string = random_password.token.result
      }
      resource "random_password" "token" {
        length = 20
      }
      """;
  private static final String STATE = "arn:aws:s3:::states/prod/main.tfstate";

  @TempDir Path folder;

  private List<String> gains(String allowed, String object) throws IOException {
    return gains(ROOT, allowed, object);
  }

  private List<String> gains(String root, String allowed, String object) throws IOException {
    Files.writeString(
        folder.resolve("main.tf"), root.replace("ALLOWED", allowed).replace("OBJECT", object));
    return Gained.by("attacker", folder);
  }

  @Test
  void whoeverReadsTheStateHoldsTheKeysInIt() throws IOException {
    assertThat(gains("s3:GetObject", STATE))
        .contains("reads " + STATE, "controls arn:aws:iam::111122223333:user/ci")
        .anyMatch(gain -> gain.startsWith("reads ") && gain.endsWith("token"));
  }

  @Test
  void otherObjectsOfTheBucketAreNotTheState() throws IOException {
    assertThat(gains("s3:GetObject", "arn:aws:s3:::states/test/*"))
        .doesNotContain("reads " + STATE, "controls arn:aws:iam::111122223333:user/ci");
  }

  @Test
  void aKeyThatIsEncryptedInTheStateIsNotHeld() throws IOException {
    String encrypted =
        ROOT.replace(
            "user = aws_iam_user.ci.name",
            "user = aws_iam_user.ci.name\n  pgp_key = \"keybase:x\"");
    assertThat(gains(encrypted, "s3:GetObject", STATE))
        .contains("reads " + STATE)
        .doesNotContain("controls arn:aws:iam::111122223333:user/ci");
  }

  @Test
  void whoeverWritesTheStateActsAsWhatAppliesIt() throws IOException {
    assertThat(gains("s3:PutObject", STATE))
        .contains("controls arn:aws:iam::111122223333:role/deploy");
    assertThat(gains("s3:GetObject", STATE))
        .doesNotContain("controls arn:aws:iam::111122223333:role/deploy");
  }

  @Test
  void aStateOnAnotherBackendIsInNoBucket() throws IOException {
    String local = ROOT.replace("backend \"s3\"", "backend \"local\"");
    assertThat(gains(local, "s3:GetObject", "*"))
        .doesNotContain("reads " + STATE, "controls arn:aws:iam::111122223333:user/ci");
  }

  @Test
  void aBackendThatTheCommandLineCompletesIsNotKnown() throws IOException {
    String partial = ROOT.replace("    bucket = \"states\"\n    key", "    key");
    assertThat(gains(partial, "s3:GetObject", "*"))
        .noneMatch(gain -> gain.contains("main.tfstate"));
  }
}
