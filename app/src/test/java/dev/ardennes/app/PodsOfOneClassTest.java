package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.engine.attack.AttackGraph;
import dev.ardennes.engine.attack.AttackGraphBuilder;
import dev.ardennes.engine.attack.Gain;
import dev.ardennes.engine.decisions.PolicyRelations;
import dev.ardennes.policy.aws.AwsServices;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// All pods of a workload are one class, and what is found is what would be found with each pod by
/// itself.
final class PodsOfOneClassTest {
  private static final long SEED = 20261128;
  private static final String CLUSTER = "k8s/main";
  private static final GeneratedCluster SAMPLE = new GeneratedCluster(SEED, 8, 60, 300, 40, 0);

  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @ValueSource(
      strings = {"", "team5/*/app29*", "team0/*/app16*", "team2/*/app10*", "team3/*/app11*"})
  void whatIsReachedIsWhatIsReachedWithEachPodByItself(String code) throws IOException {
    Set<String> classed = reached("classed", code, SAMPLE::dump);
    Set<String> single = reached("single", code, SAMPLE::singlePods);
    assertThat(classed).as("seed %d", SEED).isEqualTo(single);
    assertThat(classed).as("anything at all").hasSizeGreaterThan(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "team5/*/app29*", "team0/*/app16*"})
  void manifestsSayWhatADumpSays(String code) throws IOException {
    assertThat(reached("written", code, SAMPLE::manifests))
        .as("seed %d", SEED)
        .isEqualTo(reached("dumped", code, SAMPLE::dump));
  }

  /// Pods of a class are taken to run wherever one was seen, so that whoever has one node may have
  /// more with classes, and never less.
  @Test
  void classesHideNothingWherePodsWereSeenOnNodes() throws IOException {
    GeneratedCluster placed = new GeneratedCluster(SEED, 8, 60, 300, 40, 12);
    assertThat(reached("classed", "", placed::dump))
        .as("seed %d", SEED)
        .containsAll(reached("single", "", placed::singlePods));
  }

  private interface Written {
    void to(Path folder) throws IOException;
  }

  private static final Pattern POD = Pattern.compile("/pod/(app[0-9]+)-7d9f-[0-9]+");

  /// What an attacker gains, with each pod called by its workload.
  private Set<String> reached(String name, String code, Written cluster) throws IOException {
    Path written = folder.resolve(name);
    cluster.to(written);
    List<String> entries = code.isEmpty() ? List.of() : List.of("code:" + CLUSTER + "/" + code);
    Estate estate = Estate.read(Labs.request(written, entries, List.of()));
    return graph(estate).gains().stream()
        .map(Gain::toString)
        .map(gain -> POD.matcher(gain).replaceAll("/deployment/$1"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static AttackGraph graph(Estate estate) {
    AwsServices services = AwsServices.bundled();
    AttackGraphBuilder builder =
        new AttackGraphBuilder(
            Techniques.rules(List.of()),
            estate.facts(),
            symbols ->
                new PolicyRelations(
                    estate.facts(), symbols, Instant.parse("2026-11-28T00:00:00Z"), services));
    AttackGraphBuilder.Built built = builder.build(estate.entries(), estate.together());
    assertThat(built.limit()).isEmpty();
    return built.graph();
  }
}
