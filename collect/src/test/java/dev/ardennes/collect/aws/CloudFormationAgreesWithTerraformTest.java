package dev.ardennes.collect.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same estate in both languages gives the same facts. What is not made yet has no name but the
/// place in its language; those names are put aside.
final class CloudFormationAgreesWithTerraformTest {
  private static final Pattern PLACE_NAME =
      Pattern.compile("(aws/default/|\\.:)(?:aws_[a-z0-9_]+\\.)?[A-Za-z]+");

  @TempDir Path folder;

  private static String read(String name) {
    try (InputStream in =
        Objects.requireNonNull(
            CloudFormationAgreesWithTerraformTest.class.getResourceAsStream(
                "/cloudformation/same/" + name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> facts(Facts facts) {
    TreeSet<String> all = new TreeSet<>();
    facts.collected().facts().stream()
        .map(fact -> fact.relation() + fact.args())
        .map(
            text ->
                PLACE_NAME.matcher(text).replaceAll(CloudFormationAgreesWithTerraformTest::place))
        .forEach(all::add);
    return List.copyOf(all);
  }

  private static String place(MatchResult matcher) {
    return Matcher.quoteReplacement(matcher.group(1) + "it");
  }

  @Test
  void theSameEstateGivesTheSameFacts() {
    Facts terraform = Facts.of(folder.resolve("a"), Map.of("main.tf", read("main.tf")));
    Facts cloudFormation =
        Facts.of(
            folder.resolve("b"),
            Map.of("template.yaml", read("template.yaml"), "manifest.json", read("manifest.json")));
    assertThat(terraform.problems()).isEmpty();
    assertThat(cloudFormation.problems()).isEmpty();
    assertThat(cloudFormation.collected().kind()).isEqualTo("cloudformation");
    assertThat(facts(cloudFormation)).containsExactlyInAnyOrderElementsOf(facts(terraform));
    assertThat(cloudFormation.collected().covers()).isEqualTo(terraform.collected().covers());
  }
}
