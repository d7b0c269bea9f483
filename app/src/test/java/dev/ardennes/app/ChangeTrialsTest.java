package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.analysis.AnalysisRequest;
import dev.ardennes.analysis.Report;
import dev.ardennes.analysis.ReportBuilder;
import dev.ardennes.analysis.Stances;
import dev.ardennes.engine.attack.AttackGraph;
import dev.ardennes.engine.attack.AttackGraphBuilder;
import dev.ardennes.engine.attack.Gain;
import dev.ardennes.engine.decisions.PolicyRelations;
import dev.ardennes.graph.ProofLimits;
import dev.ardennes.model.EntryPoint;
import dev.ardennes.model.FactBase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a report says of its changes follows from running the engine again without their facts.
final class ChangeTrialsTest {
  private static final Instant TODAY = Instant.parse("2026-11-21T23:59:59Z");

  private final Estate estate = Estate.read(Labs.request(exports(), List.of(), List.of()));
  private final Queue<Set<String>> asked = new ConcurrentLinkedQueue<>();
  private AttackGraph first = graph(estate.facts());

  @TempDir private Path folder = Path.of("");

  private static Path exports() {
    Path top = Path.of("").toAbsolutePath();
    while (!Files.exists(top.resolve("ardennes"))) {
      top = Objects.requireNonNull(top.getParent());
    }
    return top.resolve("examples/exports");
  }

  @BeforeEach
  void deriveTheGraph() {
    first = graph(estate.facts());
  }

  private AttackGraph graph(FactBase facts) {
    return builder(facts).build(estate.entries()).graph();
  }

  private static AttackGraphBuilder builder(FactBase facts) {
    return new AttackGraphBuilder(
        Techniques.rules(List.of()), facts, symbols -> new PolicyRelations(facts, symbols, TODAY));
  }

  private Report report(AnalysisRequest.Rerun rerun) {
    AnalysisRequest request =
        new AnalysisRequest(
            estate.targets(),
            true,
            Stances.none(),
            100,
            ProofLimits.STANDARD,
            false,
            false,
            (path, techniques) -> false,
            fact -> 1,
            (removed, entries, gains) -> {
              asked.add(removed);
              return rerun.without(removed, entries, gains);
            });
    return ReportBuilder.report(first, request, Nearest.frame("2026-11-21"));
  }

  private static List<Report.Change> closing(Report report) {
    return report.changes().stream().filter(change -> change.pathsClosed() > 0).toList();
  }

  private Optional<AttackGraph> again(
      Set<String> removed, List<EntryPoint> entries, Collection<Gain> gains) {
    return Optional.of(
        builder(estate.facts().changed(fact -> removed.contains(fact.id()), List.of()))
            .buildAmong(entries, gains)
            .graph());
  }

  @Test
  void everyChangeThatClosesAPathWasRunAgain() {
    Report report = report(this::again);
    assertThat(closing(report)).isNotEmpty().allMatch(Report.Change::verified);
    assertThat(asked).hasSameSizeAs(closing(report));
  }

  @Test
  void aChangeAfterWhichItsPathIsStillThereIsNotOffered() {
    Report report = report((removed, entries, gains) -> Optional.of(first));
    assertThat(asked).isNotEmpty();
    assertThat(closing(report)).isEmpty();
    assertThat(report.paths()).hasSize(2);
    List<String> listed = report.changes().stream().map(Report.Change::id).toList();
    report
        .paths()
        .forEach(
            path -> path.steps().forEach(step -> assertThat(listed).containsAll(step.cutBy())));
  }

  @Test
  void aRunThatALimitCutShortProvesNothing() {
    Report report = report((removed, entries, gains) -> Optional.empty());
    assertThat(asked).isNotEmpty();
    assertThat(closing(report)).isNotEmpty().noneMatch(Report.Change::verified);
  }

  @Test
  void theFormsSayWhatWasRunAgain() throws IOException {
    CommandLineRun run = new CommandLineRun(folder);
    assertThat(run.scan(exports()).get("changes").valueStream().toList())
        .filteredOn(change -> change.get("paths_closed").asInt() > 0)
        .isNotEmpty()
        .allMatch(change -> change.path("verified").asBoolean());
    assertThat(run.scan("text", exports()))
        .contains("each change alone, checked by running again\n");
    assertThat(run.scan("html", exports())).contains("taken alone and checked by running again");
  }
}
