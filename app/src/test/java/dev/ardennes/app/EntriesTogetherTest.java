package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.engine.attack.AttackGraph;
import dev.ardennes.engine.attack.AttackGraphBuilder;
import dev.ardennes.engine.attack.Gain;
import dev.ardennes.engine.attack.Premise;
import dev.ardennes.engine.attack.Step;
import dev.ardennes.engine.decisions.PolicyRelations;
import dev.ardennes.model.EntryPoint;
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

/// Every identity of an account an entry at once, and each by itself.
final class EntriesTogetherTest {
  private static final long SEED = 20261128;
  private static final GeneratedAccount SMALL = new GeneratedAccount(SEED, 60, 300);

  /// Of so many identities one is looked at by itself: a graph for each takes a quarter of a
  /// second.
  private static final int EACH = 6;

  private static final List<String> IDENTITIES =
      List.of(GeneratedAccount.iam("user/*"), GeneratedAccount.iam("role/*"));

  @TempDir private Path folder = Path.of("");

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
