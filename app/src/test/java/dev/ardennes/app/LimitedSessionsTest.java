package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an attacker gains through sessions of a role that whatever hands them out limits.
final class LimitedSessionsTest {
  private static final String INTERNET = "internet";

  @TempDir Path folder;

  private List<String> by(String entry, String... terraform) throws IOException {
    Files.writeString(
        folder.resolve("main.tf"),
        "provider \"aws\" {\n  region = \"eu-west-1\"\n  allowed_account_ids = [\"111122223333\"]\n}\n"
            + String.join("\n", terraform));
    return Gained.by(entry, folder);
  }

  private static final String DATA =
      """
      resource "aws_s3_bucket" "orders" {
        bucket = "northwind-orders"
      }
      resource "aws_secretsmanager_secret" "card" {
        name = "card"
      }
      """;

  private static String role(String name, String trust, String... actions) {
    return """
        resource "aws_iam_role" "%s" {
          name = "%s"
          assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Principal = %s, Action = "sts:AssumeRole" }] })
        }
        resource "aws_iam_role_policy" "%s" {
          name = "may"
          role = aws_iam_role.%s.id
          policy = jsonencode({ Statement = [{ Effect = "Allow", Action = %s, Resource = "*" }] })
        }
        """
        .formatted(
            name, name, trust, name, name, "[\"" + String.join("\", \"", actions) + "\"]");
  }

  private static final String GUEST =
      role(
          "guest",
          "{ Federated = \"cognito-identity.amazonaws.com\" }",
          "s3:GetObject",
          "secretsmanager:GetSecretValue",
          "iam:*");

  private static String pool(String flow) {
    return """
        resource "aws_cognito_identity_pool" "shop" {
          identity_pool_name = "shop"
          allow_unauthenticated_identities = true
          %s
        }
        resource "aws_cognito_identity_pool_roles_attachment" "shop" {
          identity_pool_id = aws_cognito_identity_pool.shop.id
          roles = { unauthenticated = aws_iam_role.guest.arn }
        }
        """
        .formatted(flow);
  }

  private static boolean readsBucket(String gain) {
    return gain.startsWith("reads ") && gain.contains("northwind-orders");
  }

  private static boolean readsSecret(String gain) {
    return gain.startsWith("reads ") && gain.contains("card");
  }

  private static boolean ownsAccount(String gain) {
    return gain.startsWith("controls_account ");
  }

  @Test
  void aGuestDoesWhatCognitoLetsGuestsDo() throws IOException {
    assertThat(by(INTERNET, DATA, GUEST, pool("")))
        .anyMatch(LimitedSessionsTest::readsBucket)
        .noneMatch(LimitedSessionsTest::readsSecret)
        .noneMatch(LimitedSessionsTest::ownsAccount);
  }

  @Test
  void theClassicFlowGivesGuestsTheWholeRole() throws IOException {
    assertThat(by(INTERNET, DATA, GUEST, pool("allow_classic_flow = true")))
        .anyMatch(LimitedSessionsTest::readsBucket)
        .anyMatch(LimitedSessionsTest::readsSecret);
  }

  @Test
  void aFlowThatIsNotKnownMayBeTheClassicOne() throws IOException {
    assertThat(
            by(
                INTERNET,
                DATA,
                GUEST,
                "variable \"classic\" {}",
                pool("allow_classic_flow = var.classic")))
        .anyMatch(LimitedSessionsTest::readsSecret);
  }

  @Test
  void aGuestGetsNothingThatItsRoleDoesNotAllow() throws IOException {
    String nothing =
        role("guest", "{ Federated = \"cognito-identity.amazonaws.com\" }", "sns:Publish");
    assertThat(by(INTERNET, DATA, nothing, pool(""))).noneMatch(LimitedSessionsTest::readsBucket);
  }
}
