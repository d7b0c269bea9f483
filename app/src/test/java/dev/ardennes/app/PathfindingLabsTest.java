package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ardennes.analysis.Report;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/// The outside labs, from their Terraform alone.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PathfindingLabsTest {
  private final Map<String, Tried> tried = new HashMap<>();

  @BeforeAll
  static void labsAreHere() {
    assumeTrue(Labs.present(), Labs.ABSENT);
  }

  /// A lab with the result of asking for its documented start and goal.
  private record Tried(Labs.Lab lab, Estate estate, Scan scan, Report report) {}

  private Tried tried(Labs.Lab lab) {
    return tried.computeIfAbsent(lab.id(), id -> anew(lab));
  }

  private static Tried anew(Labs.Lab lab) {
    ScanRequest request = Labs.request(lab.terraform(), lab.start(), lab.goals());
    Estate estate = Estate.read(request);
    Scan scan = Scans.of(request);
    return new Tried(lab, estate, scan, scan.report(estate));
  }

  @Test
  void thePathThroughTheDocumentedPrincipalsIsFound() {
    List<String> missed = new ArrayList<>();
    int found = 0;
    for (Labs.Lab lab : Labs.all()) {
      String line;
      try {
        Report report = tried(lab).report();
        Report.Path path = Labs.through(report, lab.principals());
        found += path == null ? 0 : 1;
        line =
            path == null
                ? "missed: " + report.paths().size() + " paths, none through " + lab.principals()
                : "found: " + Labs.names(report, path);
        if (path != null) {
          assertThat(settled(report, path)).as(lab.id()).isEmpty();
        }
      } catch (UsageError e) {
        line = "missed: " + e.getMessage();
      }
      if (line.startsWith("missed")) {
        missed.add(lab.id() + " " + line);
      }
      System.out.println(lab.id() + " " + line);
    }
    assertThat(found).as(String.join("\n", missed)).isGreaterThanOrEqualTo(42);
  }

  /// Assumptions of a kind that the files could have settled.
  private static List<String> settled(Report report, Report.Path path) {
    Set<String> open = Set.of("not-collected", "same-entity", "exploitable", "condition", "human");
    return report.assumptions().stream()
        .filter(listed -> path.assumptions().contains(listed.assumption().id()))
        .map(listed -> listed.assumption().kind().word())
        .filter(kind -> !open.contains(kind))
        .toList();
  }

  @Test
  void aRemovedPermissionEndsTheDocumentedStepAndAUselessFixDoesNot() {
    Map<String, Labs.Lab> labs =
        Labs.all().stream().collect(Collectors.toMap(Labs.Lab::id, Function.identity()));
    Map<String, Set<String>> remaining = new TreeMap<>();
    List<String> lostByUseless = new ArrayList<>();
    int denied = 0;
    for (JsonNode twin : Labs.json("twins.json")) {
      Labs.Lab lab = Objects.requireNonNull(labs.get(twin.get("lab").asString()));
      String principal = twin.get("principal").asString();
      String permission = twin.get("permission").asString();
      Tried before = tried(lab);
      Report.Path path = Labs.through(before.report(), lab.principals());
      if (path == null) {
        continue;
      }
      Report after = before.scan().report(Twins.without(before.estate(), principal, permission));
      Report.Path left = Labs.through(after, lab.principals());
      if (twin.get("after").asString().equals("deny")) {
        denied++;
        if (left != null && ways(left).containsAll(ways(path))) {
          remaining.computeIfAbsent(lab.id(), id -> new TreeSet<>()).add(permission);
        }
      } else if (left == null) {
        lostByUseless.add(lab.id() + " without " + permission + " of " + principal);
      }
    }
    assertThat(lostByUseless).isEmpty();
    assertThat(denied).isGreaterThan(60);
    assertThat(remaining).isEqualTo(withAnotherWay());
  }

  /// Where the step can be taken without the permission, each with the reason.
  private static Map<String, Set<String>> withAnotherWay() {
    Map<String, Set<String>> permissions = new TreeMap<>();
    LabData.byLab("twins-with-another-way.json")
        .forEach(
            (lab, reasons) -> {
              reasons.forEach(why -> assertThat(why.asString()).as(lab).isNotBlank());
              permissions.put(lab, new TreeSet<>(reasons.propertyNames()));
            });
    return permissions;
  }

  /// Every technique by which a step of the path can be taken.
  private static Set<String> ways(Report.Path path) {
    Set<String> ways = new TreeSet<>();
    for (Report.Step step : path.steps()) {
      ways.add(step.technique());
      ways.addAll(step.alternatives());
    }
    return ways;
  }
}
