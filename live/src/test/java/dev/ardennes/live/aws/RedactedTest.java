package dev.ardennes.live.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class RedactedTest {
  private static final JsonMapper JSON = new JsonMapper();

  private static String redacted(String json) {
    return Redacted.tree(JSON.readTree(json)).toString();
  }

  @Test
  void valuesWithASecretsNameGo() {
    assertThat(redacted("{\"DB_PASSWORD\":\"hunter2\",\"STAGE\":\"prod\"}"))
        .isEqualTo("{\"DB_PASSWORD\":\"[redacted]\",\"STAGE\":\"prod\"}");
    assertThat(redacted("[{\"Name\":\"API_TOKEN\",\"Value\":\"abc def\"}]"))
        .isEqualTo("[{\"Name\":\"API_TOKEN\",\"Value\":\"[redacted]\"}]");
    assertThat(redacted("[{\"OutputKey\":\"AdminPassword\",\"OutputValue\":\"x\\\"y\"}]"))
        .contains("[redacted]");
  }

  @Test
  void valuesWithASecretsFormGo() {
    assertThat(redacted("{\"a\":\"postgres://app:pw12345@db/x\"}")).doesNotContain("pw12345");
    assertThat(redacted("{\"Script\":\"x\\nexport password=hunter2\\n\"}"))
        .doesNotContain("hunter2");
    String embedded =
        "{\"d\":\"{\\\"env\\\":[{\\\"name\\\":\\\"PASSWORD\\\",\\\"value\\\":\\\"pw\\\"}]}\"}";
    assertThat(redacted(embedded)).doesNotContain("\\\"pw\\\"").contains("env");
  }

  @Test
  void referencesStay() {
    String secret =
        "[{\"Type\":\"SECRETS_MANAGER\",\"Name\":\"DB_PASSWORD\",\"Value\":\"prod/db\"}]";
    assertThat(redacted(secret)).isEqualTo(secret);
    String arn =
        "[{\"Name\":\"DB_PASSWORD\",\"ValueFrom\":\"arn:aws:secretsmanager:eu-west-1:111122223333:secret:db\"}]";
    assertThat(redacted(arn)).isEqualTo(arn);
    String resolved = "{\"MasterUserPassword\":\"{{resolve:secretsmanager:prod/db}}\"}";
    assertThat(redacted(resolved)).isEqualTo(resolved);
  }

  @Test
  void policiesStayWhatTheyAre() {
    String policy =
        "{\"Statement\":[{\"Action\":[\"secretsmanager:GetSecretValue\"],\"Effect\":\"Allow\",\"Resource\":\"arn:aws:secretsmanager:*:111122223333:secret:db-password\",\"Condition\":{\"StringEquals\":{\"aws:PrincipalTag/token\":\"${aws:username}\"}}}],\"Version\":\"2012-10-17\"}";
    assertThat(redacted(policy)).isEqualTo(policy);
    assertThat(Redacted.text("PolicyDocument", policy)).isEqualTo(policy);
  }

  @Test
  void longTextsAreKeptWhole() {
    String text = "word ".repeat(20_000) + "password=hunter2 end";
    String redacted = Redacted.text("Definition", text);
    assertThat(redacted).endsWith(" end").doesNotContain("hunter2");
    assertThat(redacted.length()).isGreaterThan(100_000);
  }

  @Test
  void scriptsOfMachinesAreReadThroughTheirEncoding() {
    String script = "#!/bin/sh\nexport DB_PASSWORD=hunter2\n./start\n";
    String base64 = Base64.getEncoder().encodeToString(script.getBytes(StandardCharsets.UTF_8));
    String redacted =
        new String(Base64.getDecoder().decode(UserData.redacted(base64)), StandardCharsets.UTF_8);
    assertThat(redacted).doesNotContain("hunter2").contains("./start");
    assertThat(UserData.redacted("\u0001")).isNotNull();
  }
}
