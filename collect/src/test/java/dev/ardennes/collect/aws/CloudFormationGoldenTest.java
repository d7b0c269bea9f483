package dev.ardennes.collect.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.model.Fact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every fact of a template as people write them, with its place: SAM, a nested stack, conditions.
final class CloudFormationGoldenTest {
  private static final Path FOLDER = Path.of("src/test/resources/cloudformation/golden");
  private static final Path GOLDEN = Path.of("src/test/resources/cloudformation/golden.txt");

  @Test
  void factsOfATemplateStayWhatTheyAre() throws IOException {
    Facts facts = Facts.of(FOLDER);
    List<String> lines = new ArrayList<>();
    for (Fact fact : facts.collected().facts()) {
      if (!fact.args().getFirst().startsWith("arn:aws:iam::aws:")) {
        lines.add(
            fact.relation()
                + " "
                + String.join(" ", fact.args())
                + " @"
                + fact.evidence().getFirst().place());
      }
    }
    facts.problems().forEach(problem -> lines.add("PROBLEM " + problem));
    facts.collected().covers().forEach(scope -> lines.add("COVERS " + scope));
    String text = String.join("\n", lines) + "\n";
    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(GOLDEN, text);
    }
    assertThat(text).isEqualTo(Files.readString(GOLDEN));
  }
}
