package dev.ardennes.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ardennes.graph.MinimumCut.Found;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// AND/OR graphs of 5000 and 20000 nodes with published optima (Barrere and others, MaxSAT
/// Evaluation 2019); read where they lie beside the project.
final class PublishedCutsTest {
  private static final Path CASES = Path.of("shared", "corpora", "graphs", "meta4ics");

  @Test
  void casesAreAtHand() {
    assumeTrue(Files.isDirectory(folder()), "no published cases beside the project");
    assertThat(cases()).hasSize(14);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("cases")
  void cutCostsAsMuchAsPublishedAndIsProvedOptimal(Path file) {
    WeightedCase published = WeightedCase.read(file);
    AndOrGraph graph = published.graph();

    var result =
        MinimumCut.of(
            graph,
            new int[] {published.target()},
            published.removalCosts(),
            Disabled.none(),
            MinimumCut.Limits.STANDARD);

    assertThat(result).isInstanceOfSatisfying(Found.class, found -> check(published, found.cut()));
  }

  private static void check(WeightedCase published, MinimumCut.Cut cut) {
    assertThat(cut.cost()).isEqualTo(published.optimum());
    assertThat(cut.lowerBound()).isEqualTo(published.optimum());
    assertThat(cut.optimal()).isTrue();
    var removed = new BitSet();
    cut.leaves().forEach(removed::set);
    assertThat(cut.leaves().stream().mapToDouble(leaf -> published.removalCosts()[leaf]).sum())
        .isEqualTo(cut.cost());
    assertThat(Reachability.of(published.graph()).get(published.target())).isTrue();
    assertThat(Reachability.of(published.graph(), Disabled.leaves(removed)).get(published.target()))
        .isFalse();
  }

  static Stream<Arguments> cases() {
    if (!Files.isDirectory(folder())) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.list(folder())) {
      return files
          .filter(file -> file.toString().endsWith(".txt.gz"))
          .sorted()
          .map(Arguments::of)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Looks beside the project, from wherever in it the test runs.
  private static Path folder() {
    Path start = Path.of("").toAbsolutePath();
    for (Path at = start; at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve(CASES))) {
        return at.resolve(CASES);
      }
    }
    return start.resolve(CASES);
  }
}
