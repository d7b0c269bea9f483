package dev.ardennes.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RedactionTest {
  /// Secrets in these tests are put together here, so that no scanner takes this file for a leak.
  private static final String FORTY = "wJalrXUtnFEMI/K7MDENG" + "/bPxRfiCYEXAMPLEKEY";

  private static final String ACCESS_KEY = "AKIA" + "IOSFODNN7EXAMPLE";

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "password = \"hunter2\" ~ password = \"[redacted]\"",
        "  master_password=\"hunter2\" ~   master_password=\"[redacted]\"",
        "\"clientSecret\": \"a1b2c3\", ~ \"clientSecret\": \"[redacted]\",",
        "'db_password': 'hunter2' ~ 'db_password': '[redacted]'",
        "export DB_PASSWORD=hunter2 ~ export DB_PASSWORD=[redacted]",
        "DATABASE_PASSWORD: hunter2 ~ DATABASE_PASSWORD: [redacted]",
        "api_key = \"0123\" ~ api_key = \"[redacted]\"",
        "Server=db;Password=hunter2;User=app ~ Server=db;Password=[redacted];User=app",
        "value = \"prefix=eu&password=correct-horse\" ~ value = \"prefix=eu&password=[redacted]\"",
        "{\\\"password\\\": \\\"hunter2\\\"} ~ {\\\"password\\\": \\\"[redacted]\\\"}",
        "secret_string = \"s3cr3t\" ~ secret_string = \"[redacted]\"",
        "url = \"postgres://app:hunter2@db:5432/x\" ~ url = \"postgres://app:[redacted]@db:5432/x\"",
        "token = \"${var.prefix}-0123456789abcdef\" ~ token = \"[redacted]\"",
      })
  void secretsByTheirNameAreTakenOut(String line, String redacted) {
    assertThat(Redaction.redact(line)).isEqualTo(redacted);
  }

  @Test
  void secretsByTheirFormAreTakenOut() {
    List<String> secrets =
        List.of(
            ACCESS_KEY,
            FORTY,
            "gh" + "p_0123456789abcdefghijABCDEFGHIJ012345",
            "gl" + "pat-0123456789abcdefghij",
            "xo" + "xb-0123456789-abcdefghij",
            "sk_" + "live_0123456789abcdefghij",
            "AI" + "zaSyA0123456789abcdefghijABCDEFGHIJ012",
            "SG" + ".0123456789abcdefghij.0123456789abcdefghij",
            "eyJ" + "hbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl");
    for (String secret : secrets) {
      assertThat(Redaction.redact("x: \"" + secret + "\" # y")).isEqualTo("x: \"[redacted]\" # y");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password = var.db_password",
        "password = random_password.db.result",
        "password = data.aws_secretsmanager_secret_version.db[0].secret_string",
        "password = \"${var.db_password}\"",
        "token: ${{ secrets.GITHUB_TOKEN }}",
        "secret = jsonencode({",
        "secret_arn = \"arn:aws:secretsmanager:eu-central-1:111122223333:secret:db-AbCdEf\"",
        "secret = \"arn:aws:secretsmanager:eu-central-1:111122223333:secret:db-AbCdEf\"",
        "\"Resource\": \"arn:aws:secretsmanager:eu-central-1:111122223333:secret:prod/password-AbCdEf\"",
        "\"Action\": [\"secretsmanager:GetSecretValue\", \"sts:GetSessionToken\"],",
        "http_tokens = \"optional\"",
        "manage_master_user_password = true",
        "password_reset_required = \"yes\"",
        "resource \"aws_iam_access_key\" \"deployer\" {",
        "\"token.actions.githubusercontent.com:sub\": \"repo:acme/exports:*\"",
        "\"RoleId\": \"AROAIOSFODNN7EXAMPLE\", \"UserId\": \"AIDAIOSFODNN7EXAMPLE\"",
        "kms_key_id = \"1234abcd-12ab-34cd-56ef-1234567890ab\"",
        "source = \"git::https://example.com/x.git?ref=0123456789abcdef0123456789abcdef01234567\"",
        "image = \"111122223333.dkr.ecr.eu-central-1.amazonaws.com/app@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\"",
        "const path = \"services/reporting/src/main/java/Renderer\"",
        "url = \"https://example.com/a:b@c\"",
      })
  void whatExplainsAPathStays(String line) {
    assertThat(Redaction.redact(line)).isEqualTo(line);
  }

  @Test
  void privateKeysAreTakenOutOverSeveralLinesAndOnOne() {
    String begin = "-----BEGIN RSA " + "PRIVATE KEY-----";
    String end = "-----END RSA " + "PRIVATE KEY-----";
    assertThat(Redaction.redact(List.of("a", begin, "MIIE", "x1==", end, "b")))
        .containsExactly("a", begin, "[redacted]", "[redacted]", end, "b");
    assertThat(Redaction.redact("\"" + begin + "\\nMIIE\\n" + end + "\\n\","))
        .isEqualTo("\"" + begin + "[redacted]" + end + "\\n\",");
  }

  @Test
  void redactingTwiceChangesNothing() {
    String once = Redaction.redact("password = \"hunter2\" url=http://a:b@c " + ACCESS_KEY);
    assertThat(Redaction.redact(once)).isEqualTo(once);
  }

  @Test
  void longLinesTakeLittleTime() {
    for (String unit :
        List.of("password", "password ", "a.", "\"", "eyJ", "://", "token=\\\"", "=")) {
      String line = unit.repeat(Redaction.LONGEST);
      Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(5), () -> Redaction.redact(line), unit);
    }
  }
}
