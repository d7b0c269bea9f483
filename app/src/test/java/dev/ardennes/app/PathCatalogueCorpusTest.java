package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ardennes.engine.attack.AttackGraph;
import dev.ardennes.engine.attack.AttackGraphBuilder;
import dev.ardennes.engine.decisions.PolicyRelations;
import dev.ardennes.model.FactBase;
import dev.ardennes.policy.aws.AwsServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each path of the public catalogue of AWS escalations, in an account built from its own list of
/// permissions: it is found, and it ends with each permission that it requires.
final class PathCatalogueCorpusTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
  private static final Instant TODAY_AT_NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final AwsServices SERVICES = AwsServices.bundled();

  @TempDir Path folder;

  @BeforeAll
  static void catalogueIsHere() {
    assumeTrue(Files.isDirectory(CataloguePath.ROOT), Labs.ABSENT);
  }

  @Test
  void eachPathIsFoundByItsTechnique() throws IOException {
    Map<String, String> missed = new TreeMap<>();
    for (CataloguePath path : CataloguePath.all()) {
      SortedSet<String> ways = ways(path.terraform(""));
      if (!ways.contains(path.technique())) {
        missed.put(path.id(), ways + " in " + path.terraform(""));
      }
    }
    assertThat(missed).isEmpty();
  }

  @Test
  void eachPathEndsWithEachPermissionThatItRequires() throws IOException {
    Map<String, SortedSet<String>> remaining = new TreeMap<>();
    for (CataloguePath path : CataloguePath.all()) {
      for (String permission : path.permissions()) {
        SortedSet<String> ways = ways(path.terraform(permission));
        boolean spared = path.spared().containsKey(permission);
        if (spared ? ways.isEmpty() : !ways.isEmpty()) {
          remaining.put(path + " without " + permission, ways);
        }
      }
    }
    assertThat(remaining).isEmpty();
  }

  @Test
  void everyPathHasATechniqueAndEveryAccountAPath() {
    List<CataloguePath> paths = CataloguePath.all();
    assertThat(paths).hasSizeGreaterThanOrEqualTo(65);
    assertThat(paths).extracting(CataloguePath::id).hasSameElementsAs(CataloguePath.described());
  }

  /// The techniques by which the attacker comes to full control of the account; none if it does
  /// not.
  private SortedSet<String> ways(String terraform) throws IOException {
    Files.writeString(folder.resolve("main.tf"), terraform);
    ScanRequest request =
        new ScanRequest(
            List.of(folder),
            List.of("attacker"),
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
    AttackGraph graph = builder.build(estate.entries()).graph();
    boolean falls =
        graph.steps().stream().anyMatch(s -> s.gain().relation().equals("controls_account"));
    return falls
        ? graph.steps().stream()
            .map(step -> step.kind().technique())
            .filter(technique -> !technique.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new))
        : new TreeSet<>();
  }
}
