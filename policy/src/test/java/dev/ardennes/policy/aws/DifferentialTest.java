package dev.ardennes.policy.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.policy.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Compares the engine with an independent evaluator, which runs in a process of its own and is
/// never shipped.
///
/// Skipped where its packages cannot be installed. `-Dardennes.differential.cases=20000` asks for
/// more cases, and `-Dardennes.differential.seed=N` for other ones.
final class DifferentialTest {
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
    Evaluator evaluator = Evaluator.installed();
    long seed = Long.getLong("ardennes.differential.seed", 20_261_121);
    List<JsonNode> cases = cases(count, seed);
    List<Boolean> theirs = evaluator.allows(cases);
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
    List<Boolean> again = evaluator.allows(without);
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

  private static List<JsonNode> cases(int count, long seed) {
    RandomCases random = new RandomCases(seed);
    List<JsonNode> cases = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      cases.add(random.next("c" + i));
    }
    return cases;
  }
}
