package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.collect.Collect;
import dev.ardennes.collect.Limits;
import dev.ardennes.engine.attack.AttackGraph;
import dev.ardennes.engine.attack.AttackGraphBuilder;
import dev.ardennes.engine.attack.Gain;
import dev.ardennes.engine.attack.Premise;
import dev.ardennes.engine.attack.Step;
import dev.ardennes.engine.decisions.PolicyRelations;
import dev.ardennes.model.Collected;
import dev.ardennes.model.EntryPoint;
import dev.ardennes.model.FactBase;
import dev.ardennes.policy.aws.AwsServices;
import dev.ardennes.rules.TechniqueSet;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Accounts with their resources, every identity an entry. The bounds leave room for a loaded
/// machine; the time itself is printed.
final class LargeAccountTest {
  private static final long SEED = 20261128;
  private static final double MOST_SECONDS = 60;
  private static final GeneratedAccount LARGE = new GeneratedAccount(SEED, 200, 1000);
  private static final GeneratedAccount SMALL = new GeneratedAccount(SEED, 60, 300);

  /// Of so many identities one is looked at by itself: a graph for each takes a quarter of a
  /// second.
  private static final int EACH = 6;

  private static final List<String> IDENTITIES =
      List.of(GeneratedAccount.iam("user/*"), GeneratedAccount.iam("role/*"));

  @TempDir private Path folder = Path.of("");

  @Test
  void twoHundredIdentitiesWithTheirResourcesAreScannedWithinAMinute() throws IOException {
    LARGE.write(folder);
    Program.Run run =
        Program.run(
            "2g",
            "scan",
            folder.toString(),
            "--entry",
            IDENTITIES.getFirst(),
            "--entry",
            IDENTITIES.getLast());
    System.out.printf("200 identities (seed %d): %.1f s%n", SEED, run.seconds());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("control of an account")
        .doesNotContain("NOT READ")
        .doesNotContain("ended at");
    assertThat(run.seconds()).isLessThan(MOST_SECONDS);
  }

  @Test
  void everythingWrittenIsRead() throws IOException {
    SMALL.write(folder);
    List<Collected> sources = Collect.run(List.of(folder), Limits.standard());
    assertThat(sources).flatExtracting(Collected::problems).isEmpty();
    assertThat(sources).extracting(Collected::kind).doesNotContain(Collect.NOTHING);
    Set<String> read =
        FactBase.of(sources).relation("arn").stream()
            .map(fact -> fact.args().get(1))
            .collect(Collectors.toSet());
    for (GeneratedKind kind : GeneratedKind.values()) {
      for (int i = 0; i < SMALL.count(kind); i++) {
        assertThat(read).contains(SMALL.arn(kind, i));
      }
    }
  }

  /// What one identity leads to, told from the graph of all, is what a graph of it alone says.
  @Test
  void whatAnIdentityLeadsToDoesNotDependOnWhoElseIsAnEntry() throws IOException {
    SMALL.write(folder);
    Estate estate = Estate.read(Labs.request(folder, IDENTITIES, List.of()));
    AttackGraphBuilder builder = builder(estate);
    AttackGraph all = built(builder, estate.entries());
    int found = 0;
    for (int i = 0; i < estate.entries().size(); i += EACH) {
      EntryPoint entry = estate.entries().get(i);
      Set<String> alone =
          built(builder, List.of(entry)).gains().stream()
              .filter(gain -> !gain.witness())
              .map(Gain::toString)
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(held(all, entry)).as("seed %d, from %s", SEED, entry.entity()).isEqualTo(alone);
      found += alone.size();
    }
    assertThat(found).as("more than each by itself").isGreaterThan(20 * SMALL.principals() / EACH);
  }

  private static AttackGraphBuilder builder(Estate estate) {
    TechniqueSet techniques = Techniques.load(List.of());
    AwsServices services = AwsServices.bundled();
    Instant now = Instant.parse("2026-11-28T00:00:00Z");
    return new AttackGraphBuilder(
        techniques,
        estate.facts(),
        symbols -> new PolicyRelations(estate.facts(), symbols, now, services));
  }

  private static AttackGraph built(AttackGraphBuilder builder, List<EntryPoint> entries) {
    AttackGraphBuilder.Built built = builder.build(entries);
    assertThat(built.limit()).isEmpty();
    return built.graph();
  }

  /// What the attacker holds who starts with this entry alone.
  private static Set<String> held(AttackGraph graph, EntryPoint entry) {
    Set<Gain> gained = new HashSet<>(Set.of(graph.outsider()));
    Gain own = graph.entries().get(entry);
    if (own != null) {
      gained.add(own);
    }
    boolean grown = true;
    while (grown) {
      grown = false;
      for (Step step : graph.steps()) {
        if (!gained.contains(step.gain()) && follows(step, gained)) {
          grown = gained.add(step.gain());
        }
      }
    }
    return gained.stream()
        .filter(gain -> !gain.witness())
        .map(Gain::toString)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean follows(Step step, Set<Gain> gained) {
    return step.premises().stream()
        .allMatch(
            premise ->
                !(premise instanceof Premise.Gained needed) || gained.contains(needed.gain()));
  }
}
