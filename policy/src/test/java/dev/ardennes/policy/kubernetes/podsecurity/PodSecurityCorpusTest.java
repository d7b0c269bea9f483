package dev.ardennes.policy.kubernetes.podsecurity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The pods that the admission plugin itself is tested with.
final class PodSecurityCorpusTest {
  private final JsonMapper mapper = new JsonMapper();

  @Test
  void everyPodPassesOrFailsAsTheAdmissionPluginSays() throws IOException {
    Path folder = folder();
    List<String> wrong = new ArrayList<>();
    int count = 0;
    for (JsonNode row : mapper.readTree(Files.readString(folder.resolve("expected.json")))) {
      String file = row.path("file").asString();
      PodSecurityLevel level = PodSecurityLevel.of(row.path("level").asString()).orElseThrow();
      PodSecurityVersion version =
          PodSecurityVersion.of(row.path("version").asString()).orElseThrow();
      PodSecurityResult result =
          PodSecurityStandards.evaluate(json(folder.resolve(file)), level, version);
      PodSecurityResult.Outcome expected =
          row.path("expected").asString().equals("pass")
              ? PodSecurityResult.Outcome.PASSES
              : PodSecurityResult.Outcome.FAILS;
      if (result.outcome() != expected || !result.open().isEmpty()) {
        wrong.add(file + ": " + result);
      }
      count++;
    }
    System.out.println("pods of the admission plugin: " + count + ", wrong: " + wrong.size());
    assertThat(wrong).isEmpty();
    assertThat(count).isGreaterThanOrEqualTo(148);
  }

  private String json(Path file) throws IOException {
    Object pod = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    return mapper.writeValueAsString(pod);
  }

  private static Path folder() {
    Path at = Path.of("").toAbsolutePath();
    while (at != null && !Files.isDirectory(at.resolve("shared/corpora"))) {
      at = at.getParent();
    }
    assumeTrue(at != null, "skipped: no corpora beside the project");
    Path folder = at.resolve("shared/corpora/kubernetes/pod-security-standards");
    assumeTrue(Files.exists(folder), "skipped: the corpora have no pods");
    return folder;
  }
}
