package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ardennes.analysis.Report;
import dev.ardennes.model.Entity;
import dev.ardennes.model.Fact;
import dev.ardennes.model.Unseen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The outside labs, from the export of their accounts' IAM alone: no instance, function or bucket
/// is in it. What such an export cannot show is listed lab by lab, with what it lacks.
final class LabsFromExportsTest {

  /// Relations that name no action, and the permission that they decide.
  private static final Map<String, String> PERMISSIONS =
      Map.of("may_assume", "sts:AssumeRole", "may_pass", "iam:PassRole");

  private static final Map<String, JsonNode> EXCEPTIONS =
      LabData.byLab("not-in-an-account-export.json");

  @BeforeAll
  static void labsAreHere() {
    assumeTrue(Labs.present(), Labs.ABSENT);
  }

  @Test
  void everyLabHasAnExport() {
    assertThat(Labs.all()).hasSize(45).allMatch(lab -> Files.exists(lab.export()));
  }

  @Test
  void theDocumentedPathIsFoundFromTheExportUnlessItLacksAStepsResource() {
    Map<String, String> missed = new TreeMap<>();
    List<String> stale = new ArrayList<>();
    for (Labs.Lab lab : Labs.all()) {
      String problem = problem(lab);
      JsonNode exception = EXCEPTIONS.get(lab.id());
      if (exception != null && problem == null) {
        stale.add(lab.id());
      } else if (exception == null && problem != null) {
        missed.put(lab.id(), problem);
      }
    }
    assertThat(missed).isEmpty();
    assertThat(stale).as("found by now, and still listed as not shown").isEmpty();
  }

  @Test
  void whatAnExceptionSaysIsLackingIsInTheTerraformAndNotInTheExport() {
    Set<String> labs = Labs.all().stream().map(Labs.Lab::id).collect(Collectors.toSet());
    assertThat(labs).containsAll(EXCEPTIONS.keySet());
    for (Labs.Lab lab : Labs.all()) {
      JsonNode exception = EXCEPTIONS.get(lab.id());
      if (exception != null) {
        assertThat(exception.path("why").asString("")).as(lab.id()).isNotBlank();
        holds(lab, exception);
      }
    }
  }

  private static void holds(Labs.Lab lab, JsonNode exception) {
    List<String> lacks = LabData.texts(exception.path("lacks"));
    if (!lacks.isEmpty()) {
      assertThat(shown(lab.export())).as(lab.id()).doesNotContainAnyElementsOf(lacks);
      if (exception.path("in_terraform").asBoolean()) {
        assertThat(shown(lab.terraform())).as(lab.id()).containsAll(lacks);
      } else {
        assertThat(shown(lab.terraform())).as(lab.id()).doesNotContainAnyElementsOf(lacks);
      }
      return;
    }
    assertThat(exception.path("instead")).as(lab.id()).isNotEmpty();
    for (JsonNode principals : exception.path("instead")) {
      List<String> names = LabData.texts(principals);
      Report report = report(lab, List.of(names.getFirst()));
      assertThat(Labs.through(report, names)).as(lab.id() + " " + names).isNotNull();
    }
  }

  /// The ids and kinds of what a source shows.
  private static Set<String> shown(Path path) {
    Set<String> shown = new TreeSet<>();
    for (Entity entity : Estate.read(Labs.request(path, List.of(), List.of())).facts().entities()) {
      if (!Unseen.is(entity.id())) {
        shown.add(entity.id());
        shown.add(entity.kind());
      }
    }
    return shown;
  }

  /// What is wrong with the result of one export; null where the documented path is in it.
  private static @Nullable String problem(Labs.Lab lab) {
    Report report;
    try {
      report = report(lab, lab.start());
    } catch (UsageError e) {
      return e.getMessage();
    }
    List<String> found = new ArrayList<>();
    for (Report.Path path : report.paths()) {
      boolean passes = Labs.passes(report, path, lab.principals());
      Set<String> used = permissions(report, path);
      if (passes && used.stream().anyMatch(lab::requires)) {
        return null;
      }
      found.add(Labs.names(report, path) + " by " + used);
    }
    return "no path through " + lab.principals() + " to " + targets(lab) + ", only " + found;
  }

  private static Report report(Labs.Lab lab, List<String> start) {
    ScanRequest request = Labs.request(lab.export(), start, targets(lab));
    return Scans.of(request).report(Estate.read(request));
  }

  /// Where the path ends: the account of a parameter, which an administrator can read; the one
  /// bucket, whose name has a random end in some places.
  private static List<String> targets(Labs.Lab lab) {
    Set<String> ends = new TreeSet<>();
    for (String goal : lab.goals()) {
      String account = goal.split(":", -1)[4];
      ends.add(account.isEmpty() ? "arn:aws:s3:::*" : "arn:aws:iam::" + account + ":root");
    }
    return List.copyOf(ends);
  }

  /// The permissions that the steps of the path rest on.
  private static Set<String> permissions(Report report, Report.Path path) {
    Map<String, Fact> facts =
        report.facts().stream()
            .map(Report.ListedFact::fact)
            .collect(Collectors.toMap(Fact::id, fact -> fact));
    Set<String> used = new TreeSet<>();
    for (Report.Step step : path.steps()) {
      for (Report.Because because : step.because()) {
        Fact fact = facts.get(because.fact());
        if (fact != null && fact.relation().startsWith("may")) {
          String named = PERMISSIONS.get(fact.relation());
          used.add(named != null ? named : fact.args().size() > 1 ? fact.args().get(1) : "");
        }
      }
    }
    return used;
  }
}
