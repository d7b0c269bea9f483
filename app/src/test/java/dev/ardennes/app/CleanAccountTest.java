package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A shop's account below an organisation in which everybody has what they need and no more: least
/// privilege, boundaries, service and resource control policies, conditions on every trust.
final class CleanAccountTest {
  private static final List<String> FILES =
      List.of("organisation.tf", "identity.tf", "shop.tf", "network.tf");

  @TempDir Path folder;
  private Path estate;

  @BeforeEach
  void write() throws IOException {
    estate = folder.resolve("estate");
    CommandLineRun run = new CommandLineRun(estate);
    for (String file : FILES) {
      run.file(file, text(file));
    }
  }

  private static String text(String file) throws IOException {
    try (InputStream in = CleanAccountTest.class.getResourceAsStream("clean-account/" + file)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void change(String file, String from, String to) throws IOException {
    String text = text(file);
    assertThat(text).contains(from);
    new CommandLineRun(estate).file(file, text.replace(from, to));
  }

  private List<String> targets(String... more) throws IOException {
    JsonNode report = new CommandLineRun(folder).scan(estate, more);
    return report.path("paths").valueStream().map(path -> path.path("target").asString()).toList();
  }

  @Test
  void nobodyOutsideFindsAWay() throws IOException {
    assertThat(targets()).isEmpty();
  }

  @Test
  void noIdentityReachesWhatItHasNoBusinessWith() throws IOException {
    for (String entry : List.of("*shop-publish", "*shop-auditor", "*shop-worker")) {
      assertThat(targets("--entry", entry)).as(entry).isEmpty();
    }
  }

  @Test
  void theBoundaryKeepsAWorkerThatMayDoEverythingFromTheAccount() throws IOException {
    change(
        "network.tf",
        "Action = \"sqs:SendMessage\", Resource = aws_sqs_queue.orders.arn",
        "Action = \"*\", Resource = \"*\"");
    assertThat(targets("--entry", "*shop-worker")).noneMatch(target -> target.equals("aws/shop"));
    assertThat(targets("--entry", "*shop-worker")).anyMatch(t -> t.contains("payments"));
  }

  @Test
  void withoutTheBoundaryTheSameWorkerControlsTheAccount() throws IOException {
    String open =
        text("network.tf")
            .replace(
                "Action = \"sqs:SendMessage\", Resource = aws_sqs_queue.orders.arn",
                "Action = \"*\", Resource = \"*\"")
            .replace("permissions_boundary = aws_iam_policy.boundary.arn", "");
    new CommandLineRun(estate).file("network.tf", open);
    assertThat(targets("--entry", "*shop-worker")).contains("aws/shop");
  }
}
