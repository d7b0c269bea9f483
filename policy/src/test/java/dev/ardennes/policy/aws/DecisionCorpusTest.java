package dev.ardennes.policy.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.policy.Decision;
import dev.ardennes.policy.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class DecisionCorpusTest {
  private final JsonMapper mapper = new JsonMapper();

  @Test
  void everyCaseOfTheDecisionOracleIsDecidedAsExpected() throws IOException {
    Path cases = Corpora.folder("aws/decision-oracle").resolve("cases.jsonl");
    AwsServices services = AwsServices.bundled();
    List<String> wrong = new ArrayList<>();
    int count = 0;
    for (String line : Files.readAllLines(cases)) {
      JsonNode node = mapper.readTree(line);
      Decision decision = OracleCase.decide(node, services);
      Verdict expected = node.path("expect").asString().equals("allow") ? Verdict.YES : Verdict.NO;
      if (decision.verdict() != expected) {
        wrong.add(node.path("id").asString() + ": " + decision);
      }
      count++;
    }
    assertThat(wrong).isEmpty();
    assertThat(count).isGreaterThan(30);
  }
}
