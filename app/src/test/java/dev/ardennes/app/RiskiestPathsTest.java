package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.analysis.AnalysisRequest;
import dev.ardennes.analysis.Report;
import dev.ardennes.analysis.ReportBuilder;
import dev.ardennes.analysis.Stances;
import dev.ardennes.engine.attack.AttackGraph;
import dev.ardennes.engine.attack.AttackGraphBuilder;
import dev.ardennes.engine.decisions.PolicyRelations;
import dev.ardennes.graph.ProofLimits;
import dev.ardennes.model.CrownJewel;
import dev.ardennes.model.EntryPoint;
import dev.ardennes.policy.aws.AwsServices;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A list of the riskiest paths is the head of the list of all, though most pairs of entry and
/// crown jewel are not searched for it.
final class RiskiestPathsTest {
  private static final Instant NOW = Instant.parse("2026-11-28T00:00:00Z");

  /// More than there are.
  private static final int ALL = 5_000;

  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void listThatIsCutOffHasTheRiskiestPaths(long seed) throws IOException {
    new GeneratedAccount(seed, 80, 260).write(folder);
    List<String> identities =
        List.of(GeneratedAccount.iam("user/*"), GeneratedAccount.iam("role/*"));
    Estate estate = Estate.read(Labs.request(folder, identities, List.of()));
    List<EntryPoint> entries = new ArrayList<>();
    for (int i = 0; i < estate.entries().size(); i += 2) {
      entries.add(estate.entries().get(i));
    }
    AttackGraph graph =
        new AttackGraphBuilder(
                Techniques.rules(List.of()),
                estate.facts(),
                symbols -> new PolicyRelations(estate.facts(), symbols, NOW, AwsServices.bundled()))
            .build(entries)
            .graph();
    Report all = report(graph, estate.targets(), ALL);
    List<Double> risks =
        all.paths().stream().map(Report.Path::risk).sorted(Comparator.reverseOrder()).toList();
    assertThat(risks).hasSizeBetween(20, ALL - 1);
    assertThat(all.targets()).noneMatch(Report.Target::moreWays);
    Set<String> fallen = all.paths().stream().map(Report.Path::target).collect(Collectors.toSet());
    for (int most : new int[] {1, 6, 18}) {
      Report head = report(graph, estate.targets(), most);
      assertThat(head.paths().stream().map(Report.Path::risk))
          .as("seed %d, the first %d", seed, most)
          .isEqualTo(risks.subList(0, most));
      Set<String> known = new HashSet<>();
      head.paths().forEach(path -> known.add(path.target()));
      head.targets().stream()
          .filter(Report.Target::moreWays)
          .forEach(target -> known.add(target.entity()));
      assertThat(known).as("what has ways, listed or not").containsAll(fallen);
    }
  }

  private static Report report(AttackGraph graph, List<CrownJewel> targets, int most) {
    AnalysisRequest request =
        new AnalysisRequest(
            targets,
            false,
            new Stances(Map.of()),
            most,
            ProofLimits.STANDARD,
            false,
            false,
            (path, techniques) -> false,
            fact -> 1,
            null);
    ReportBuilder.Frame frame =
        new ReportBuilder.Frame(
            NOW.toString(),
            new Report.Estate("", List.of(), 0, 0),
            List.of(),
            List.of(),
            List.of());
    return ReportBuilder.report(graph, request, frame);
  }
}
