package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.app.TechniqueFixture.Silencing;
import dev.ardennes.engine.attack.AttackGraph;
import dev.ardennes.engine.attack.AttackGraphBuilder;
import dev.ardennes.engine.attack.Gain;
import dev.ardennes.engine.decisions.PolicyRelations;
import dev.ardennes.model.Collected;
import dev.ardennes.model.Entity;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.Problem;
import dev.ardennes.policy.aws.AwsServices;
import dev.ardennes.rules.Technique;
import dev.ardennes.rules.TechniqueSet;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/// Each built-in technique fires on a few lines of Terraform, through the collector, the policy
/// engine and the rules, and is silent once a right is missing or is about something else.
final class TechniqueFixturesTest {
  /// How many techniques have a fixture; more may come, none may go.
  private static final int COVERED = 201;

  /// What no policy decides, or an action that is about no resource.
  private static final List<String> WITHOUT_SCOPE =
      List.of(
          "app.exploitable-public-function",
          "app.open-proxy",
          "aws.cognito.sign-up",
          "aws.cognito.unauthenticated-identity",
          "aws.ec2.instance-metadata-v1",
          "aws.ec2.read-launch-template-secrets",
          "aws.ec2.use-key-pair",
          "aws.ec2.user-data-through-metadata-v1",
          "aws.ecs.read-task-definition-secrets",
          "aws.lambda.invoke-through-service",
          "aws.lambda.public-function-url",
          "aws.rolesanywhere.create-trust-anchor",
          "aws.sns.publish-through-service",
          "aws.sqs.send-through-service",
          "aws.sts.pinned-pipeline-token",
          "aws.sts.pipeline-token",
          "aws.sts.public-token-trust",
          "aws.vpc.use-credentials-inside",
          "net.reach-public-address",
          "net.reach-public-endpoint");

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
  private static final Instant TODAY_AT_NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final TechniqueSet TECHNIQUES = Techniques.load(List.of());
  private static final List<TechniqueFixture> FIXTURES = TechniqueFixture.all(folder());

  /// What AWS documents of its actions, read once for all fixtures.
  private static final AwsServices SERVICES = AwsServices.bundled();

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> theTechniqueFires() {
    return FIXTURES.stream()
        .map(fixture -> DynamicTest.dynamicTest(fixture.technique(), () -> fires(fixture)));
  }

  @TestFactory
  Stream<DynamicTest> theTechniqueIsSilent() {
    return FIXTURES.stream()
        .flatMap(
            fixture ->
                fixture.silencings().stream()
                    .map(
                        silencing ->
                            DynamicTest.dynamicTest(
                                fixture.technique() + ", " + silencing,
                                () -> isSilent(fixture, silencing))));
  }

  @Test
  void everyTechniqueIsSilentOnceAPolicyIsAboutSomethingElse() {
    assertThat(FIXTURES)
        .filteredOn(fixture -> fixture.silencings().stream().noneMatch(Silencing::scope))
        .extracting(TechniqueFixture::technique)
        .containsExactlyInAnyOrderElementsOf(WITHOUT_SCOPE);
    assertThat(FIXTURES).noneMatch(fixture -> fixture.silencings().isEmpty());
  }

  @Test
  void noFixtureGoesMissing(TestReporter reporter) {
    TreeSet<String> without = new TreeSet<>();
    TECHNIQUES.techniques().stream().map(Technique::id).forEach(without::add);
    for (TechniqueFixture fixture : FIXTURES) {
      assertThat(without.remove(fixture.technique()))
          .as("`" + fixture.technique() + "` is a built-in technique")
          .isTrue();
    }
    reporter.publishEntry(
        "techniques without a fixture", without.isEmpty() ? "none" : String.join(", ", without));
    assertThat(FIXTURES).hasSizeGreaterThanOrEqualTo(COVERED);
  }

  private void fires(TechniqueFixture fixture) throws IOException {
    Read read = read(fixture, fixture.fires());
    assertThat(read.problems()).isEmpty();
    assertThat(read.gains(fixture.technique())).contains(fixture.gain());
  }

  private void isSilent(TechniqueFixture fixture, Silencing silencing) throws IOException {
    Read read = read(fixture, silencing.terraform());
    assertThat(read.problems()).isEmpty();
    assertThat(read.gains(fixture.technique())).doesNotContain(fixture.gain());
  }

  /// What was made of a Terraform text.
  private record Read(List<Collected> sources, AttackGraph graph) {
    List<String> problems() {
      return sources.stream()
          .flatMap(source -> source.problems().stream())
          .map(Problem::says)
          .toList();
    }

    /// What the steps of the technique yield, with entities by their names.
    List<String> gains(String technique) {
      return graph.steps().stream()
          .filter(step -> step.kind().technique().equals(technique))
          .map(step -> shown(step.gain()))
          .distinct()
          .toList();
    }

    private String shown(Gain gain) {
      return gain.args().stream()
          .map(this::name)
          .collect(Collectors.joining(", ", gain.relation() + "(", ")"));
    }

    private String name(String id) {
      Entity entity = graph.facts().entity(id);
      return entity == null ? id : entity.name();
    }
  }

  private Read read(TechniqueFixture fixture, String terraform) throws IOException {
    Files.writeString(folder.resolve("main.tf"), terraform);
    ScanRequest request =
        new ScanRequest(
            List.of(folder),
            List.of(fixture.entry()),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            TODAY,
            false,
            1,
            false,
            1);
    Estate estate = Estate.read(request);
    FactBase facts = estate.facts();
    AttackGraphBuilder builder =
        new AttackGraphBuilder(
            Techniques.rules(List.of()),
            facts,
            symbols -> new PolicyRelations(facts, symbols, TODAY_AT_NOON, SERVICES));
    return new Read(estate.sources(), builder.build(estate.entries()).graph());
  }

  private static Path folder() {
    URL found = TechniqueFixturesTest.class.getResource("techniques");
    try {
      return Path.of(Objects.requireNonNull(found, "the fixtures are missing").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
