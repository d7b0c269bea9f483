package dev.ardennes.collect.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// A chart of somebody else's, with its policies switched off and on.
final class HelmCorpusTest {
  private static final String POLICIES_ON =
      """
      networkPolicies: {create: true}
      authorizationPolicies: {create: true}
      sidecars: {create: true}
      """;

  private static Path chart() {
    Path at = Path.of("").toAbsolutePath();
    while (at != null && !Files.isDirectory(at.resolve("../shared/corpora"))) {
      at = at.getParent();
    }
    assumeTrue(at != null, "the corpora are not here");
    return at.resolve("../shared/corpora/multi-source/online-boutique/helm-chart").normalize();
  }

  private static Rendering render(String values) throws IOException {
    Path folder = chart();
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        texts.put(folder.relativize(file).toString().replace('\\', '/'), Files.readString(file));
      }
    }
    HelmChart chart = HelmCharts.find(ChartTree.ofTexts("boutique", texts)).getFirst();
    return chart.render(List.of(new ValueFile("given.yaml", values)));
  }

  /// The number of objects of each kind; each document is parsed.
  private static Map<String, Integer> kinds(Rendering rendering) {
    Map<String, Integer> kinds = new TreeMap<>();
    for (RenderedFile file : rendering.files()) {
      Load load = new Load(LoadSettings.builder().build());
      for (Object document : load.loadAllFromString(file.text())) {
        if (document instanceof Map<?, ?> map) {
          kinds.merge(String.valueOf(map.get("kind")), 1, Integer::sum);
        }
      }
    }
    return kinds;
  }

  @Test
  void policiesShipSwitchedOff() throws IOException {
    Rendering rendering = render("");
    assertThat(rendering.problems()).isEmpty();
    assertThat(kinds(rendering))
        .containsOnlyKeys("Deployment", "Service", "ServiceAccount")
        .containsEntry("Deployment", 12)
        .containsEntry("ServiceAccount", 12);
  }

  @Test
  void policiesAreThereOnceSwitchedOn() throws IOException {
    Rendering rendering = render(POLICIES_ON);
    assertThat(rendering.problems()).isEmpty();
    assertThat(kinds(rendering))
        .containsEntry("NetworkPolicy", 13)
        .containsEntry("AuthorizationPolicy", 12)
        .containsEntry("Deployment", 12);
  }

  /// The calls that somebody has found by hand to be granted by the chart's policies.
  @Test
  void renderedPoliciesGrantWhatWasFoundByHand() throws IOException {
    Load json = new Load(LoadSettings.builder().build());
    Object truth =
        json.loadFromString(Files.readString(chart().resolveSibling("GROUND_TRUTH.json")));
    Set<String> expected = new TreeSet<>();
    list(at(truth, "authorization_policy_grants")).forEach(grant -> expected.add(grant.toString()));
    Set<String> granted = new TreeSet<>();
    for (RenderedFile file : render(POLICIES_ON).files()) {
      for (Object document : json.loadAllFromString(file.text())) {
        list(at(at(document, "spec"), "rules")).forEach(rule -> addGrants(rule, granted));
      }
    }
    assertThat(granted).isEqualTo(expected).hasSize(25);
  }

  private static void addGrants(Object rule, Set<String> granted) {
    for (Object from : list(at(rule, "from"))) {
      for (Object principal : list(at(at(from, "source"), "principals"))) {
        String account = principal.toString().replaceFirst(".*/sa/", "");
        for (Object to : list(at(rule, "to"))) {
          for (Object path : list(at(at(to, "operation"), "paths"))) {
            String method = path.toString().replace("/hipstershop.", "").replace("/", ", ");
            granted.add("[" + account + ", " + method + "]");
          }
        }
      }
    }
  }

  private static Object at(Object map, String key) {
    Object value = map instanceof Map<?, ?> entries ? entries.get(key) : null;
    return value == null ? List.of() : value;
  }

  private static List<?> list(Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  @Test
  void ruleOfAPolicyPointsAtItsLineInTheTemplate() throws IOException {
    for (RenderedFile file : render(POLICIES_ON).files()) {
      String[] lines = file.text().split("\n", -1);
      String template = Files.readString(chart().resolve(file.path()));
      List<String> written = template.lines().toList();
      for (int line = 1; line < lines.length; line++) {
        String text = lines[line - 1].strip();
        if (text.startsWith("kind:") || text.startsWith("- /")) {
          assertThat(written.get(file.lines().at(line).line() - 1)).contains(text);
        }
      }
    }
  }
}
