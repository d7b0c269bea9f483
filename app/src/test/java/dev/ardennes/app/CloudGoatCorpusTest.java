package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ardennes.analysis.Report;
import dev.ardennes.model.Entity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Outside scenarios with a documented start, goal and route, from their Terraform alone: each is
/// found from its start to its goal, through the essential hops in their order.
final class CloudGoatCorpusTest {
  private static final Path ROOT = Labs.corpora().resolve("aws/cloudgoat");

  @BeforeAll
  static void scenariosAreHere() {
    assumeTrue(Files.isDirectory(ROOT), Labs.ABSENT);
  }

  /// @param routes each a list of patterns of names of entities and of ids of techniques
  private record Scenario(
      String id, List<String> entries, List<String> targets, List<List<String>> routes) {}

  private static List<Scenario> scenarios() {
    try (InputStream data = CloudGoatCorpusTest.class.getResourceAsStream("cloudgoat.json")) {
      List<Scenario> scenarios = new ArrayList<>();
      for (JsonNode node : new JsonMapper().readTree(Objects.requireNonNull(data))) {
        List<List<String>> routes = new ArrayList<>();
        node.get("routes").forEach(route -> routes.add(texts(route)));
        scenarios.add(
            new Scenario(
                node.get("id").asString(),
                texts(node.get("entries")),
                texts(node.get("targets")),
                routes));
      }
      return scenarios;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asString()));
    return texts;
  }

  @Test
  void everyDocumentedRouteIsFoundFromItsStartToItsGoal() {
    List<String> missed = new ArrayList<>();
    for (Scenario scenario : scenarios()) {
      ScanRequest request =
          Labs.request(ROOT.resolve(scenario.id()), scenario.entries(), scenario.targets());
      Report report = Scans.of(request).report(Estate.read(request));
      List<List<String>> paths = report.paths().stream().map(path -> hops(report, path)).toList();
      for (List<String> route : scenario.routes()) {
        if (paths.stream().noneMatch(path -> passes(path, route))) {
          missed.add(scenario.id() + " " + route + "\n    found: " + paths);
        }
      }
    }
    assertThat(missed).isEmpty();
    assertThat(scenarios()).hasSize(8);
  }

  /// Names and techniques in the order in which the path passes them.
  private static List<String> hops(Report report, Report.Path path) {
    Map<String, Entity> entities = report.entitiesById();
    List<String> hops = new ArrayList<>();
    for (Report.Step step : path.steps()) {
      hops.add(name(entities, step.from()));
      hops.add(step.technique());
      hops.addAll(step.alternatives());
      step.via().forEach(id -> hops.add(name(entities, id)));
      hops.add(name(entities, step.to()));
    }
    return hops;
  }

  private static String name(Map<String, Entity> entities, String id) {
    Entity entity = entities.get(id);
    return entity == null ? id : entity.name();
  }

  private static boolean passes(List<String> path, List<String> route) {
    int at = 0;
    for (String hop : path) {
      if (at < route.size() && matches(route.get(at), hop)) {
        at++;
      }
    }
    return at == route.size();
  }

  private static boolean matches(String pattern, String text) {
    String known = text.replaceAll("\u27e8[^\u27e9]*\u27e9", "*");
    StringBuilder expression = new StringBuilder();
    for (String part : pattern.split("\\*", -1)) {
      expression.append(expression.isEmpty() ? "" : ".*").append(Pattern.quote(part));
    }
    return known.matches(expression.toString());
  }
}
