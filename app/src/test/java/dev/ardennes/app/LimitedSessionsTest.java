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
        .formatted(name, name, trust, name, name, "[\"" + String.join("\", \"", actions) + "\"]");
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

  @Test
  void aPoolThatAdmitsNoGuestsGivesThemNothing() throws IOException {
    String closed = pool("").replace("identities = true", "identities = false");
    assertThat(by(INTERNET, DATA, GUEST, closed)).noneMatch(LimitedSessionsTest::readsBucket);
  }

  // --- Roles Anywhere

  private static final String DEVELOPER = "arn:aws:iam::111122223333:user/dev";

  private static String developer(String action) {
    return """
        resource "aws_iam_user" "dev" {
          name = "dev"
        }
        resource "aws_iam_user_policy" "dev" {
          user = aws_iam_user.dev.name
          policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "%s", Resource = "*" }] })
        }
        """
        .formatted(action);
  }

  private static final String SERVERS =
      """
      resource "aws_acmpca_certificate_authority" "internal" {
        certificate_authority_configuration {
          key_algorithm = "RSA_4096"
          signing_algorithm = "SHA512WITHRSA"
          subject {
            common_name = "internal"
          }
        }
      }
      resource "aws_rolesanywhere_trust_anchor" "internal" {
        name = "internal"
        enabled = true
        source {
          source_type = "AWS_ACM_PCA"
          source_data {
            acm_pca_arn = aws_acmpca_certificate_authority.internal.arn
          }
        }
      }
      """;

  /// @param condition of the trust policy
  private static String server(String condition, String limits) {
    return """
        resource "aws_iam_role" "backup" {
          name = "backup"
          assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow"
            Principal = { Service = "rolesanywhere.amazonaws.com" }
            Action = ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"]
            Condition = %s }] })
        }
        resource "aws_iam_role_policy" "backup" {
          role = aws_iam_role.backup.id
          policy = jsonencode({ Statement = [{ Effect = "Allow", Action = ["s3:GetObject", "secretsmanager:GetSecretValue"], Resource = "*" }] })
        }
        resource "aws_rolesanywhere_profile" "servers" {
          name = "servers"
          enabled = true
          role_arns = [aws_iam_role.backup.arn]
          %s
        }
        """
        .formatted(condition, limits);
  }

  private static final String ONLY_BUCKETS =
      "session_policy = jsonencode({ Version = \"2012-10-17\", Statement = [{ Effect = \"Allow\", Action = \"s3:*\", Resource = \"*\" }] })";
  private static final String FOR_A_NAME =
      "{ StringEquals = { \"aws:PrincipalTag/x509Subject/CN\" = \"backup.northwind.example\" } }";
  private static final String FOR_THE_ANCHOR =
      "{ ArnEquals = { \"aws:SourceArn\" = aws_rolesanywhere_trust_anchor.internal.arn } }";

  @Test
  void aNewTrustAnchorGivesWhatTheProfileLetsItsSessionsDo() throws IOException {
    String dev = developer("rolesanywhere:CreateTrustAnchor");
    assertThat(by(DEVELOPER, DATA, dev, SERVERS, server(FOR_A_NAME, ONLY_BUCKETS)))
        .anyMatch(LimitedSessionsTest::readsBucket)
        .noneMatch(LimitedSessionsTest::readsSecret);
  }

  @Test
  void aProfileWithoutPoliciesGivesTheWholeRole() throws IOException {
    String dev = developer("rolesanywhere:CreateTrustAnchor");
    assertThat(by(DEVELOPER, DATA, dev, SERVERS, server(FOR_A_NAME, "")))
        .anyMatch(LimitedSessionsTest::readsSecret);
  }

  @Test
  void managedPoliciesOfAProfileLimitItsSessions() throws IOException {
    String dev = developer("rolesanywhere:CreateTrustAnchor");
    String managed = "managed_policy_arns = [\"arn:aws:iam::aws:policy/SecretsManagerReadWrite\"]";
    assertThat(by(DEVELOPER, DATA, dev, SERVERS, server(FOR_A_NAME, managed)))
        .anyMatch(LimitedSessionsTest::readsSecret)
        .noneMatch(LimitedSessionsTest::readsBucket);
  }

  @Test
  void aRoleForOneTrustAnchorDoesNotTrustANewOne() throws IOException {
    String dev = developer("rolesanywhere:CreateTrustAnchor");
    assertThat(by(DEVELOPER, DATA, dev, SERVERS, server(FOR_THE_ANCHOR, "")))
        .noneMatch(LimitedSessionsTest::readsBucket);
  }

  @Test
  void whoIssuesCertificatesForTheTrustAnchorGetsTheSession() throws IOException {
    String dev = developer("acm-pca:IssueCertificate");
    assertThat(by(DEVELOPER, DATA, dev, SERVERS, server(FOR_THE_ANCHOR, ONLY_BUCKETS)))
        .anyMatch(LimitedSessionsTest::readsBucket)
        .noneMatch(LimitedSessionsTest::readsSecret);
  }

  @Test
  void whoMayDoNeitherGetsNothing() throws IOException {
    String dev = developer("rolesanywhere:ListProfiles");
    assertThat(by(DEVELOPER, DATA, dev, SERVERS, server(FOR_A_NAME, "")))
        .noneMatch(LimitedSessionsTest::readsBucket);
  }

  // --- Transfer Family

  private static String fileUser(String policy) {
    return role("files", "{ Service = \"transfer.amazonaws.com\" }", "s3:*")
        + """
        resource "aws_s3_bucket" "inbox" {
          bucket = "northwind-inbox"
        }
        resource "aws_transfer_server" "sftp" {}
        resource "aws_transfer_user" "partner" {
          server_id = aws_transfer_server.sftp.id
          user_name = "partner"
          role = aws_iam_role.files.arn
          home_directory = "/northwind-inbox/partner"
          %s
        }
        """
            .formatted(policy);
  }

  @Test
  void whoAddsAKeyToAUserOfAFileServerReadsWhatTheRoleMayRead() throws IOException {
    String dev = developer("transfer:ImportSshPublicKey");
    assertThat(by(DEVELOPER, DATA, dev, fileUser("")))
        .anyMatch(LimitedSessionsTest::readsBucket)
        .anyMatch(gain -> gain.startsWith("reads ") && gain.contains("northwind-inbox"));
  }

  @Test
  void thePolicyOfTheUserLimitsWhatItReads() throws IOException {
    String dev = developer("transfer:ImportSshPublicKey");
    String home =
        "policy = jsonencode({ Version = \"2012-10-17\", Statement = [{ Effect = \"Allow\", Action = \"s3:GetObject\", Resource = \"arn:aws:s3:::$${transfer:HomeBucket}/$${transfer:UserName}/*\" }] })";
    assertThat(by(DEVELOPER, DATA, dev, fileUser(home)))
        .noneMatch(LimitedSessionsTest::readsBucket)
        .anyMatch(gain -> gain.startsWith("reads ") && gain.contains("northwind-inbox"));
  }

  @Test
  void whoMayAddNoKeyReadsNothing() throws IOException {
    assertThat(by(DEVELOPER, DATA, developer("transfer:ListUsers"), fileUser("")))
        .noneMatch(LimitedSessionsTest::readsBucket);
  }
}
