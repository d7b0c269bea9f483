package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.analysis.AnalysisRequest;
import dev.ardennes.analysis.AnalysisRequest.Rerun;
import dev.ardennes.analysis.Report;
import dev.ardennes.analysis.ReportBuilder;
import dev.ardennes.analysis.Stances;
import dev.ardennes.engine.attack.AttackGraph;
import dev.ardennes.engine.attack.AttackGraphBuilder;
import dev.ardennes.engine.decisions.PolicyRelations;
import dev.ardennes.graph.ProofLimits;
import dev.ardennes.model.FactBase;
import dev.ardennes.policy.aws.AwsServices;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A change that is tried among what the paths gain is judged as in the attack graph of everything.
final class TrialsAmongGainsTest {
  private static final Instant NOW = Instant.parse("2026-11-28T00:00:00Z");

  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void changeTriedAmongGainsIsJudgedAsWithEverything(long seed) throws IOException {
    new GeneratedAccount(seed, 24, 60).write(folder);
    List<String> identities =
        List.of(GeneratedAccount.iam("user/*"), GeneratedAccount.iam("role/*"));
    Estate estate = Estate.read(Labs.request(folder, identities, List.of()));
    AttackGraph graph = builder(estate.facts()).build(estate.entries()).graph();
    Map<String, Integer> said = closed(report(graph, estate, null), change -> true);
    Report among =
        report(
            graph,
            estate,
            (removed, entries, gains) ->
                Optional.of(builder(without(estate, removed)).buildAmong(entries, gains).graph()));
    Report all =
        report(
            graph,
            estate,
            (removed, entries, gains) ->
                Optional.of(builder(without(estate, removed)).build(estate.entries()).graph()));
    Map<String, Integer> everything = closed(all, Report.Change::verified);
    assertThat(closed(among, Report.Change::verified))
        .as("seed %d", seed)
        .containsAllEntriesOf(everything);
    assertThat(closed(all, change -> true).keySet())
        .as("seed %d: none is offered that closes nothing", seed)
        .containsAll(closed(among, Report.Change::verified).keySet());
    assertThat(everything.entrySet())
        .as("seed %d: changes that close fewer paths than they were said to", seed)
        .anyMatch(change -> change.getValue() < said.getOrDefault(change.getKey(), 0));
  }

  private static FactBase without(Estate estate, Set<String> removed) {
    return estate.facts().changed(fact -> removed.contains(fact.id()), List.of());
  }

  private static AttackGraphBuilder builder(FactBase facts) {
    return new AttackGraphBuilder(
        Techniques.rules(List.of()),
        facts,
        symbols -> new PolicyRelations(facts, symbols, NOW, AwsServices.bundled()));
  }

  private static Map<String, Integer> closed(Report report, Predicate<Report.Change> which) {
    Map<String, Integer> closed = new HashMap<>();
    report.changes().stream()
        .filter(which)
        .forEach(change -> closed.put(change.id(), change.pathsClosed()));
    return closed;
  }

  private static Report report(AttackGraph graph, Estate estate, @Nullable Rerun rerun) {
    AnalysisRequest request =
        new AnalysisRequest(
            estate.targets(),
            false,
            Stances.none(),
            60,
            ProofLimits.STANDARD,
            false,
            false,
            (path, techniques) -> false,
            fact -> 1,
            rerun);
    return ReportBuilder.report(graph, request, Nearest.frame("2026-11-28"));
  }
}
