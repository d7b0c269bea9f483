package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Data that a role of somebody else's account is let read, under a key that it is given by the
/// key's policy or by a grant.
final class OutsideReaderTest {
  private static final String READER = "arn:aws:iam::444455556666:role/reader";
  private static final String VENDOR = "arn:aws:iam::444455556666:root";

  @TempDir private Path folder = Path.of("");

  /// @param keyStatement a statement of the key's policy besides that for the account
  /// @param operations of the grant
  private String techniques(String reader, String keyStatement, String operations)
      throws IOException {
    return techniques(estate(reader, keyStatement, operations));
  }

  private String techniques(String terraform) throws IOException {
    return new TrustEstate(folder)
        .scan(terraform, "--entry", VENDOR, "--target", "*login*", "--full")
        .path("paths")
        .toString();
  }

  private static String estate(String reader, String keyStatement, String operations) {
    return """
        provider "aws" {
          allowed_account_ids = ["111122223333"]
        }
        resource "aws_kms_key" "data" {
          policy = jsonencode({ Statement = [
            { Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:root" },
              Action = "kms:*", Resource = "*" }%s] })
        }
        resource "aws_kms_grant" "reader" {
          key_id            = aws_kms_key.data.key_id
          grantee_principal = "%s"
          operations        = [%s]
        }
        resource "aws_secretsmanager_secret" "login" {
          name       = "login"
          kms_key_id = aws_kms_key.data.arn
        }
        resource "aws_secretsmanager_secret_policy" "login" {
          secret_arn = aws_secretsmanager_secret.login.arn
          policy     = jsonencode({ Statement = [
            { Effect = "Allow", Principal = { AWS = "%s" },
              Action = "secretsmanager:GetSecretValue", Resource = "*" }] })
        }
        """
        .formatted(keyStatement, READER, operations, reader);
  }

  private static String keyStatement(String action) {
    return ", { Effect = \"Allow\", Principal = { AWS = \""
        + READER
        + "\" }, Action = \""
        + action
        + "\", Resource = \"*\" }";
  }

  @Test
  void grantOfTheKeyLetsItRead() throws IOException {
    assertThat(techniques(READER, "", "\"Decrypt\""))
        .contains("aws.account.read-as-named-principal");
  }

  @Test
  void grantToEncryptDoesNot() throws IOException {
    assertThat(techniques(READER, "", "\"Encrypt\"")).isEqualTo("[]");
  }

  @Test
  void whoMayMakeGrantsOfTheKeyMakesOne() throws IOException {
    assertThat(techniques(READER, keyStatement("kms:CreateGrant"), "\"Encrypt\""))
        .contains("aws.account.read-as-named-principal");
    assertThat(techniques(READER, keyStatement("kms:DescribeKey"), "\"Encrypt\"")).isEqualTo("[]");
  }

  @Test
  void keyAloneIsNoData() throws IOException {
    assertThat(techniques("arn:aws:iam::777788889999:role/reader", "", "\"Decrypt\""))
        .isEqualTo("[]");
  }

  @Test
  void whatLiesUnderTheKeyOfAwsIsReadInItsAccountOnly() throws IOException {
    String estate = estate(READER, "", "\"Decrypt\"");
    String underKeyOfAws = estate.replace("kms_key_id = aws_kms_key.data.arn", "");
    assertThat(underKeyOfAws).isNotEqualTo(estate);
    assertThat(techniques(underKeyOfAws)).isEqualTo("[]");
  }
}
