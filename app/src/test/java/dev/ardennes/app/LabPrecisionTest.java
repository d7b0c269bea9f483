package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ardennes.analysis.Report;
import dev.ardennes.estate.Selector;
import dev.ardennes.model.Entity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/// The ways to full control of an account in the outside labs, from whatever a scan takes for an
/// entry, are those of the labs' documentation and a list of others, each with the reason why it is
/// real. A way that is new fails here, and so does one that is gone.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LabPrecisionTest {
  private static final int FIRST_SCREEN = 30;
  private final Map<String, Read> read = new HashMap<>();

  /// A lab with what a scan without options says of it.
  private record Read(Estate estate, Report report) {}

  private Read read(Labs.Lab lab) {
    return read.computeIfAbsent(lab.id(), id -> anew(lab));
  }

  private static Read anew(Labs.Lab lab) {
    ScanRequest request = Labs.request(lab.terraform(), List.of(), List.of());
    Estate estate = Estate.read(request);
    return new Read(estate, Scans.of(request).report(estate));
  }

  @BeforeAll
  static void labsAreHere() {
    assumeTrue(Labs.present(), Labs.ABSENT);
  }

  @Test
  void everyWayToFullControlIsDocumentedOrArguedFor() {
    Map<String, Set<String>> found = new TreeMap<>();
    for (Labs.Lab lab : Labs.all()) {
      Set<String> ways = ways(lab);
      if (!ways.isEmpty()) {
        found.put(lab.id(), ways);
      }
    }
    assertThat(found).isEqualTo(listed());
  }

  private static Map<String, Set<String>> listed() {
    Map<String, Set<String>> listed = new TreeMap<>();
    LabData.byLab("full-control.json")
        .forEach(
            (lab, ways) -> {
              Set<String> all = new TreeSet<>(LabData.texts(ways.path("documented")));
              for (JsonNode extra : ways.path("extra")) {
                assertThat(extra.path("why").asString("")).as(lab).isNotBlank();
                all.add(extra.path("way").asString());
              }
              listed.put(lab, all);
            });
    return listed;
  }

  /// The techniques of each path up to whoever controls the account, one way for each alternative.
  private Set<String> ways(Labs.Lab lab) {
    Report report = read(lab).report();
    Map<String, Entity> entities = report.entitiesById();
    Set<String> ways = new TreeSet<>();
    for (Report.Path path : report.paths()) {
      if (path.impact().equals("critical")) {
        String end = name(entities, path.steps().getLast().from());
        techniques(path).forEach(way -> ways.add(String.join(" + ", way) + " -> " + end));
      }
    }
    return ways;
  }

  private static List<List<String>> techniques(Report.Path path) {
    List<List<String>> ways = new ArrayList<>();
    ways.add(List.of());
    for (Report.Step step : path.steps()) {
      if (!step.stage().equals("impact")) {
        Set<String> each = new TreeSet<>(step.alternatives());
        each.add(step.technique());
        ways = extended(ways, each);
      }
    }
    return ways;
  }

  private static List<List<String>> extended(List<List<String>> ways, Set<String> by) {
    List<List<String>> extended = new ArrayList<>();
    for (List<String> way : ways) {
      for (String technique : by) {
        List<String> longer = new ArrayList<>(way);
        longer.add(technique);
        extended.add(longer);
      }
    }
    return extended;
  }

  private static String name(Map<String, Entity> entities, String id) {
    Entity entity = entities.get(id);
    return entity == null ? id : entity.name();
  }

  @Test
  void theDocumentedPairIsOnTheFirstScreenWithoutOptions() {
    List<String> missing = new ArrayList<>();
    int shown = 0;
    for (Labs.Lab lab : Labs.all()) {
      Read read = read(lab);
      Report report = read.report();
      Set<String> starts = ids(read.estate(), lab.start());
      Set<String> goals = ids(read.estate(), lab.goals());
      boolean there =
          report.paths().stream()
              .limit(FIRST_SCREEN)
              .anyMatch(path -> starts.contains(path.entry()) && goals.contains(path.target()));
      shown += there ? 1 : 0;
      if (!there) {
        missing.add(lab.id());
      }
    }
    assertThat(shown).as("missing: " + missing).isGreaterThanOrEqualTo(40);
  }

  private static Set<String> ids(Estate estate, List<String> patterns) {
    Set<String> ids = new LinkedHashSet<>();
    for (String pattern : patterns) {
      Selector.select(estate.facts().entities(), pattern).forEach(m -> ids.add(m.entity().id()));
    }
    return ids;
  }
}
