package dev.ardennes.live.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Profiles of a configuration, some of which cannot be used.
final class CredentialsTest {
  private static final String CONFIGURATION = "aws.configFile";
  private static final String CREDENTIALS = "aws.sharedCredentialsFile";

  @TempDir private Path temporary = Path.of("");

  @BeforeEach
  void configure() throws IOException {
    Path configuration = temporary.resolve("config");
    Files.writeString(
        configuration,
        """
        [profile keys]
        aws_access_key_id = AKIATEST111122223333
        aws_secret_access_key = hunter2
        region = eu-west-1

        [profile other]
        aws_access_key_id = AKIATEST444455556666
        aws_secret_access_key = hunter3

        [profile signed-out]
        sso_start_url = https://example.invalid/start
        sso_region = eu-west-1
        sso_account_id = 111122223333
        sso_role_name = Audit
        """);
    System.setProperty(CONFIGURATION, configuration.toString());
    System.setProperty(CREDENTIALS, temporary.resolve("none").toString());
  }

  @AfterEach
  void restore() {
    System.clearProperty(CONFIGURATION);
    System.clearProperty(CREDENTIALS);
  }

  private CollectRequest request(URI aws, String... profiles) {
    return new CollectRequest(
        temporary.resolve("out"),
        List.of(profiles),
        null,
        null,
        false,
        List.of(),
        List.of("eu-west-1"),
        false,
        2,
        aws);
  }

  private static void collect(CollectRequest request) {
    AwsCollection.run(request, time -> {}, InstantSource.system(), line -> {});
  }

  @Test
  void everyProfileIsAnAccount() throws IOException {
    try (FakeAws aws = new FakeAws()) {
      collect(request(aws.uri(), "keys", "other"));
      assertThat(Files.readString(temporary.resolve("out/collection.json")))
          .contains("\"id\":\"111122223333\"", "\"id\":\"444455556666\"")
          .doesNotContain("AKIATEST", "hunter");
    }
  }

  @Test
  void profileThatIsNotThereIsNamedWithARemedy() {
    URI nowhere = URI.create("http://127.0.0.1:9");
    assertThatThrownBy(() -> collect(request(nowhere, "nope")))
        .isInstanceOf(CollectException.class)
        .hasMessageContaining("profile `nope` cannot be used")
        .hasMessageContaining("--profile nope")
        .hasMessageNotContaining("AKIATEST")
        .hasMessageNotContaining("ProfileFile");
    assertThat(Files.exists(temporary.resolve("out"))).isFalse();
  }

  @Test
  void signInThatIsMissingIsSaid() {
    URI nowhere = URI.create("http://127.0.0.1:9");
    assertThatThrownBy(() -> collect(request(nowhere, "signed-out")))
        .isInstanceOf(CollectException.class)
        .hasMessageContaining("aws sso login");
  }
}
