package dev.ardennes.live.aws;

import static dev.ardennes.live.aws.CollectedFolder.OWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class CredentialReportTest {
  private static final String REPORT =
      """
      user,arn,user_creation_time,password_enabled,password_last_used,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date
      ann,arn:aws:iam::111122223333:user/ann,2020-01-01T00:00:00+00:00,false,N/A,false,true,2020-02-03T04:05:06+00:00,N/A,false,N/A,N/A
      "zoe,x",arn:aws:iam::111122223333:user/zoe,2020-01-01T00:00:00+00:00,true,no_information,true,false,N/A,N/A,false,N/A,N/A
      broken,row
      """;

  @TempDir private Path temporary = Path.of("");
  private final FakeAws aws = fake();

  private static FakeAws fake() {
    try {
      return new FakeAws();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @BeforeEach
  void reportIsMade() {
    aws.answers(
        "iam:GenerateCredentialReport",
        "<GenerateCredentialReportResponse><GenerateCredentialReportResult><State>STARTED</State></GenerateCredentialReportResult></GenerateCredentialReportResponse>");
  }

  @AfterEach
  void close() {
    aws.close();
  }

  private static FakeAws.Answer report(String table) {
    return FakeAws.ok(
        "<GetCredentialReportResponse><GetCredentialReportResult><Content>"
            + Base64.getEncoder().encodeToString(table.getBytes(StandardCharsets.UTF_8))
            + "</Content><ReportFormat>text/csv</ReportFormat></GetCredentialReportResult></GetCredentialReportResponse>");
  }

  private CollectedFolder collected() {
    CollectedFolder out = new CollectedFolder(temporary.resolve("out"));
    out.collect(aws);
    return out;
  }

  @Test
  void reportSaysHowOldKeysAreAndWhoHasASecondFactor() throws IOException {
    aws.on("iam:GetCredentialReport", request -> report(REPORT));
    JsonNode rows = collected().json(OWN + "/credentials.json").path(OWN).path("CredentialReport");
    assertThat(rows.size()).isEqualTo(2);
    assertThat(rows.at("/0/AccessKeys").toString())
        .isEqualTo("[{\"Active\":true,\"LastRotated\":\"2020-02-03T04:05:06+00:00\"}]");
    assertThat(rows.at("/0/MfaActive").asBoolean()).isFalse();
    assertThat(rows.at("/1/Arn").asString()).endsWith("user/zoe");
    assertThat(rows.at("/1/MfaActive").asBoolean()).isTrue();
    assertThat(rows.at("/1").has("PasswordLastUsed")).isFalse();
  }

  @Test
  void reportThatIsNotReadyIsAskedForAgain() throws IOException {
    AtomicInteger times = new AtomicInteger();
    aws.on(
        "iam:GetCredentialReport",
        request ->
            times.incrementAndGet() < 3
                ? FakeAws.error(request, 404, "ReportInProgress", "not yet")
                : report(REPORT));
    CollectedFolder out = collected();
    assertThat(times).hasValue(3);
    assertThat(out.pauses).isNotEmpty();
    assertThat(out.part(OWN, "credentials").path("state").asString()).isEqualTo("collected");
  }

  @Test
  void whatIsNoTableIsMissing() throws IOException {
    aws.on("iam:GetCredentialReport", request -> report("<html>"));
    CollectedFolder out = collected();
    assertThat(out.files()).doesNotContainKey(OWN + "/credentials.json");
    assertThat(out.part(OWN, "credentials").path("state").asString()).isEqualTo("failed");
    assertThat(out.part(OWN, "credentials").at("/missing/0/action").asString())
        .isEqualTo("iam:GetCredentialReport");
  }

  @Test
  void reportThatIsDeniedIsMissingAndNothingElse() throws IOException {
    aws.on("iam:GenerateCredentialReport", FakeAws::denied);
    assertThat(collected().part(OWN, "credentials").path("state").asString()).isEqualTo("denied");
    assertThat(aws.count("iam:GetCredentialReport")).isZero();
  }
}
