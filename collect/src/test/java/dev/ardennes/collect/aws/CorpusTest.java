package dev.ardennes.collect.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ardennes.model.Fact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The labs that come both as Terraform and as an account export: written by others, so that
/// neither reader can be fitted to the other.
final class CorpusTest {
  private static final Set<String> COMPARED =
      Set.of(
          "attached",
          "boundary",
          "trust_policy",
          "policy_statement",
          "member",
          "instance_profile",
          "resource_policy");

  private static Path corpus() {
    Path at = Path.of("").toAbsolutePath();
    while (at != null && !Files.isDirectory(at.resolve("../shared/corpora"))) {
      at = at.getParent();
    }
    assumeTrue(at != null, "the corpora are not here");
    return at.resolve("../shared/corpora/aws/pathfinding-labs").normalize();
  }

  private static List<Path> labs() throws IOException {
    try (Stream<Path> labs = Files.list(corpus().resolve("labs"))) {
      return labs.sorted().toList();
    }
  }

  @Test
  void everyLabIsReadWithoutErrors() throws IOException {
    List<Path> labs = labs();
    assertThat(labs).hasSize(45);
    for (Path lab : labs) {
      Facts facts = Facts.of(lab);
      // Archives were left out when the labs were copied.
      assertThat(facts.errors()).as(lab.toString()).allMatch(says -> says.contains(".zip"));
      assertThat(facts.collected().facts()).as(lab.toString()).isNotEmpty();
    }
  }

  @Test
  void terraformAndAccountExportSayTheSameOfIdentity() throws IOException {
    List<String> different = new ArrayList<>();
    for (Path lab : labs()) {
      Path export =
          corpus().resolve("account-authorization-details").resolve(lab.getFileName() + ".json");
      if (!normalised(Facts.of(lab)).equals(normalised(Facts.of(export)))) {
        different.add(lab.getFileName().toString());
      }
    }
    // In these two the export itself names an instance by an ARN that does not exist.
    assertThat(different).hasSizeLessThanOrEqualTo(2).allMatch(lab -> lab.contains("ssm-002"));
  }

  private static Set<String> normalised(Facts facts) {
    Map<String, String> arns = new HashMap<>();
    for (Fact fact : facts.collected().facts()) {
      if (fact.relation().equals("arn")) {
        arns.put(fact.args().getFirst(), fact.args().get(1));
      }
    }
    // the exports, which were made from the files, lack what Terraform's provider adds by itself
    Set<String> opened = new TreeSet<>();
    for (Fact fact : facts.collected().facts()) {
      if (fact.args().size() > 1 && fact.args().get(1).startsWith("FunctionURL")) {
        opened.add(fact.args().getFirst());
      }
    }
    Set<String> texts = new TreeSet<>();
    for (Fact fact : facts.collected().facts()) {
      if (fact.args().stream().noneMatch(opened::contains)
          && COMPARED.contains(fact.relation())
          && !fact.args().getFirst().startsWith("arn:aws:iam::aws:")) {
        texts.add(
            fact.relation()
                + fact.args().stream().map(arg -> blurred(resolved(arg, arns))).toList());
      }
    }
    return texts;
  }

  private static String resolved(String arg, Map<String, String> arns) {
    for (int end = arg.length(); end > 0; end = arg.lastIndexOf('/', end - 1)) {
      String arn = arns.get(arg.substring(0, end));
      if (arn != null) {
        return arn + arg.substring(end);
      }
    }
    return arg;
  }

  /// Terraform does not know accounts, regions and suffixes; the export's are invented.
  private static String blurred(String text) {
    return text.replaceAll("⟨[^⟩]*⟩", "#")
        .replaceAll("\\b\\d{12}\\b", "#")
        .replace("us-east-1", "#")
        .replace("abc123", "#");
  }
}
