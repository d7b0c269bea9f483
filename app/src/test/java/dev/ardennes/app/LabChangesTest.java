package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ardennes.analysis.Report;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Every change that a report offers for an outside lab, or for one that somebody has tried to
/// mend, works: applied as `whatif` applies it, the paths that it says it closes are gone, and no
/// others than it says.
final class LabChangesTest {
  private static final int EVERY = 11;

  @BeforeAll
  static void labsAreHere() {
    assumeTrue(Labs.present(), Labs.ABSENT);
  }

  /// A lab, as it is or with a permission taken away.
  private record Case(String name, Scan scan, Estate estate) {}

  @Test
  void changesOfSomeLabsAndTwinsCloseWhatTheySay() {
    List<Labs.Lab> labs = Labs.all();
    List<String> wrong = new ArrayList<>();
    int tried = 0;
    for (int i = 0; i < labs.size(); i += EVERY) {
      tried += tryChanges(lab(labs.get(i)), wrong);
    }
    JsonNode twins = Labs.json("twins.json");
    for (int i = 0; i < twins.size(); i += EVERY) {
      tried += tryChanges(twin(twins.get(i), byId(labs)), wrong);
    }
    assertThat(wrong).isEmpty();
    assertThat(tried).isGreaterThan(10);
  }

  @Tag("nightly")
  @Test
  void changesOfAllLabsAndTwinsCloseWhatTheySay() {
    List<String> wrong = new ArrayList<>();
    int tried = 0;
    List<Labs.Lab> labs = Labs.all();
    for (Labs.Lab lab : labs) {
      tried += tryChanges(lab(lab), wrong);
    }
    for (JsonNode twin : Labs.json("twins.json")) {
      tried += tryChanges(twin(twin, byId(labs)), wrong);
    }
    System.out.println(tried + " changes of labs and twins applied");
    assertThat(wrong).isEmpty();
    assertThat(tried).isGreaterThan(250);
  }

  private static Map<String, Labs.Lab> byId(List<Labs.Lab> labs) {
    return labs.stream().collect(Collectors.toMap(Labs.Lab::id, lab -> lab));
  }

  private static Case lab(Labs.Lab lab) {
    ScanRequest request = Labs.request(lab.terraform(), entries(lab), List.of());
    return new Case(lab.id(), Scans.of(request), Estate.read(request));
  }

  /// One lab's documented start is declared nowhere: whatever a scan takes for an entry then.
  private static List<String> entries(Labs.Lab lab) {
    return lab.start().stream().anyMatch(start -> start.contains(":function/"))
        ? List.of()
        : lab.start();
  }

  private static Case twin(JsonNode twin, Map<String, Labs.Lab> labs) {
    Case whole = lab(Objects.requireNonNull(labs.get(twin.path("lab").asString())));
    String principal = twin.path("principal").asString();
    String permission = twin.path("permission").asString();
    Estate without = Twins.without(whole.estate(), principal, permission);
    return new Case(whole.name() + " without " + permission, whole.scan(), without);
  }

  /// How many changes were tried; what is wrong with one is added.
  private static int tryChanges(Case tried, List<String> wrong) {
    Report before = tried.scan().report(tried.estate());
    int changes = 0;
    for (Report.Change change : before.changes()) {
      Set<String> removed = new HashSet<>(change.removes());
      Estate changed =
          tried
              .estate()
              .with(tried.estate().facts().changed(f -> removed.contains(f.id()), List.of()));
      Report after = tried.scan().report(changed);
      changes++;
      for (String problem : problems(before, change, after)) {
        wrong.add(tried.name() + ": " + change.says() + " (" + change.id() + "): " + problem);
      }
    }
    return changes;
  }

  private static List<String> problems(Report before, Report.Change change, Report after) {
    List<String> problems = new ArrayList<>();
    Set<String> remaining = after.paths().stream().map(Report.Path::id).collect(Collectors.toSet());
    int closed = 0;
    for (Report.Path path : before.paths()) {
      boolean named = path.steps().stream().anyMatch(step -> step.cutBy().contains(change.id()));
      boolean gone = after.paths().stream().noneMatch(later -> follows(later, path));
      closed += gone ? 1 : 0;
      if (named && remaining.contains(path.id())) {
        problems.add("path " + path.id() + " is still there");
      }
    }
    if (closed != change.pathsClosed()) {
      problems.add("says that it closes " + change.pathsClosed() + ", and closes " + closed);
    }
    if (change.pathsClosed() > 0 && !change.verified()) {
      problems.add("was not tried");
    }
    return problems;
  }

  /// Whether the later path leads to the same end over nothing but what the earlier one gains.
  private static boolean follows(Report.Path later, Report.Path earlier) {
    return later.target().equals(earlier.target())
        && later.entry().equals(earlier.entry())
        && gains(earlier).containsAll(gains(later));
  }

  private static Set<String> gains(Report.Path path) {
    return path.steps().stream().map(Report.Step::gain).collect(Collectors.toSet());
  }
}
