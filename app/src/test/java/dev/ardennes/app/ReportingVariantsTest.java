package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.app.ReportingVariants.Edit;
import dev.ardennes.app.ReportingVariants.Rename;
import dev.ardennes.app.ReportingVariants.Variant;
import dev.ardennes.collect.terraform.hcl.Diagnostics;
import dev.ardennes.collect.terraform.hcl.HclParser;
import dev.ardennes.collect.terraform.hcl.Limits;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The files of the example `reporting` and of its variants: that they are what they seem to be.
final class ReportingVariantsTest {
  private static final Path FOLDER = ReportingVariants.EXAMPLES.resolve("reporting");
  private static final Map<String, String> FILES = ReportingVariants.read(FOLDER);
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static List<Variant> variants() {
    return ReportingVariants.all();
  }

  private static Variant variant(String kind) {
    return variants().stream().filter(v -> v.kind().equals(kind)).findFirst().orElseThrow();
  }

  @Test
  void thereAreNineCutsThreeUselessFixesAndOneRenaming() {
    assertThat(variants()).extracting(Variant::name).doesNotHaveDuplicates();
    assertThat(variants().stream().map(Variant::kind).toList())
        .containsOnlyOnce("rename")
        .filteredOn("cut"::equals)
        .hasSize(9);
    assertThat(variants()).filteredOn(v -> v.kind().equals("useless")).hasSize(3);
  }

  @ParameterizedTest
  @MethodSource("variants")
  void aVariantStillParsesAndItsFindingsStandWhereTheySay(Variant variant) {
    Map<String, String> changed = variant.apply(FILES);
    changed.forEach(ReportingVariantsTest::parses);
    assertThat(misplaced(changed)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("variants")
  void onlyTheFilesThatAnEditNamesDiffer(Variant variant) {
    Map<String, String> changed = variant.apply(FILES);
    Set<String> named = new TreeSet<>(variant.edits().stream().map(Edit::file).toList());
    if (!variant.kind().equals("rename")) {
      assertThat(changed.keySet()).isEqualTo(FILES.keySet());
      assertThat(differing(FILES, changed)).isEqualTo(named).isNotEmpty();
    }
  }

  @Test
  void theFixedExampleIsOneVariant() {
    Map<String, String> fixed = ReportingVariants.read(FOLDER.resolveSibling("reporting-fixed"));
    Variant trust =
        variants().stream().filter(v -> v.name().equals("trust of the subject")).findFirst().get();
    assertThat(differing(fixed, trust.apply(FILES))).containsExactly("README.md");
    assertThat(differing(FILES, fixed)).containsExactly("README.md", "infra/shared_role.tf");
  }

  @Test
  void noOldNameAndNoOldFolderIsLeftAfterTheRenaming() {
    Variant rename = variant("rename");
    Map<String, String> changed = rename.apply(FILES);
    assertThat(changed).hasSameSizeAs(FILES);
    for (Rename name : rename.renames()) {
      Pattern old =
          Pattern.compile("(?<![A-Za-z0-9_])" + Pattern.quote(name.find()) + "(?![A-Za-z0-9_])");
      assertThat(changed)
          .noneSatisfy((path, text) -> assertThat(path + "\n" + text).containsPattern(old));
    }
    for (Rename folder : rename.moves()) {
      assertThat(changed.keySet()).noneMatch(path -> path.startsWith(folder.find()));
    }
  }

  @Test
  void thereAreFiftyTwoFindingsAndOneOfThemIsCritical() {
    List<String> severities =
        FILES.entrySet().stream()
            .filter(file -> file.getKey().startsWith("findings/trivy-"))
            .flatMap(file -> JSON.readTree(file.getValue()).findValuesAsString("Severity").stream())
            .toList();
    assertThat(results(FILES).size() + severities.size()).isEqualTo(52);
    assertThat(severities).containsOnlyOnce("CRITICAL");
    assertThat(FILES.get("findings/trivy-ledger.json")).contains("\"CRITICAL\"");
  }

  @Test
  void whatWasWrittenIsWhatIsRead(@TempDir Path folder) {
    ReportingVariants.write(FILES, folder);
    assertThat(ReportingVariants.read(folder)).isEqualTo(FILES);
  }

  private static Set<String> differing(Map<String, String> one, Map<String, String> other) {
    Map<String, String> all = new TreeMap<>(one);
    all.putAll(other);
    all.keySet().removeIf(path -> Objects.equals(one.get(path), other.get(path)));
    return all.keySet();
  }

  private static void parses(String path, String text) {
    if (path.endsWith(".yaml")) {
      assertThat(YAML.readerFor(JsonNode.class).readValues(text).readAll()).as(path).isNotEmpty();
    } else if (path.endsWith(".json") || path.endsWith(".sarif")) {
      assertThat(JSON.readTree(text).isObject()).as(path).isTrue();
    } else if (path.endsWith(".tf")) {
      Diagnostics diagnostics = new Diagnostics("infra");
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      assertThat(HclParser.file(path, bytes, Limits.DEFAULT, diagnostics).blocks()).isNotEmpty();
      assertThat(diagnostics.problems()).as(path).isEmpty();
    }
  }

  private static List<JsonNode> results(Map<String, String> files) {
    String sarif =
        files.entrySet().stream()
            .filter(file -> file.getKey().endsWith("semgrep.sarif"))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseThrow();
    return JSON.readTree(sarif).at("/runs/0/results").valueStream().toList();
  }

  /// The results whose line is not the one that they show.
  private static List<String> misplaced(Map<String, String> files) {
    return results(files).stream()
        .map(result -> result.at("/locations/0/physicalLocation"))
        .flatMap(
            place -> {
              String file = place.at("/artifactLocation/uri").asString();
              int line = place.at("/region/startLine").asInt();
              String shown = place.at("/region/snippet/text").asString();
              List<String> lines = files.getOrDefault(file, "").lines().toList();
              boolean right = line <= lines.size() && lines.get(line - 1).equals(shown);
              return right ? Stream.empty() : Stream.of(file + ":" + line);
            })
        .toList();
  }
}
