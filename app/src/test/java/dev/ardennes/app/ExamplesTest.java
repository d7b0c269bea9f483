package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.analysis.Report;
import dev.ardennes.model.Evidence;
import dev.ardennes.report.JsonReport;
import dev.ardennes.report.TextOptions;
import dev.ardennes.report.TextReport;
import dev.ardennes.rules.TechniqueSet;
import dev.ardennes.verify.Verifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The example estates, as a user scans them.
final class ExamplesTest {
  private static final TechniqueSet TECHNIQUES = Techniques.load(List.of());
  private static final Path EXAMPLES = Labs.checkout().resolve("examples");

  @TempDir private Path folder = Path.of("");

  private static Report scan(Path path) {
    ScanRequest request = Labs.request(path, List.of(), List.of());
    return Scans.of(request).report(Estate.read(request));
  }

  private static List<List<String>> techniques(Report report) {
    return report.paths().stream()
        .map(path -> path.steps().stream().map(Report.Step::technique).toList())
        .toList();
  }

  @Test
  void thereAreTwoWaysToTheExportsThroughOneStatement() {
    Report report = scan(EXAMPLES.resolve("exports"));
    assertThat(techniques(report))
        .containsExactly(
            List.of("aws.lambda.passrole-lambda", "aws.s3.read-objects"),
            List.of(
                "net.reach-public-address",
                "app.open-proxy",
                "aws.ec2.instance-metadata-v1",
                "aws.s3.read-objects"));
    assertThat(report.paths())
        .allSatisfy(path -> assertThat(path.target()).endsWith("customer-exports"));
    assertThat(report.linchpins().getFirst().says()).contains("ReadAssets");
    assertThat(report.linchpins().getFirst().paths()).isEqualTo(2);
  }

  @Test
  void oneNarrowedStatementLeavesNoWay() {
    Report report = scan(EXAMPLES.resolve("exports-fixed"));
    assertThat(report.paths()).isEmpty();
    assertThat(report.standingRisks()).isEmpty();
  }

  /// What a person sees; rewritten by `-Dgolden=write`.
  @Test
  void theTextOfTheExampleIsAsItWasReviewed() throws IOException {
    Path golden =
        EXAMPLES.resolveSibling("app/src/test/resources/dev/ardennes/app/exports.txt").normalize();
    TextOptions options = TextOptions.plain().withCommand("./ardennes", "examples/exports");
    String text = new TextReport(scan(EXAMPLES.resolve("exports")), options).whole();
    if ("write".equals(System.getProperty("golden"))) {
      Files.createDirectories(Objects.requireNonNull(golden.getParent()));
      Files.writeString(golden, text);
    }
    assertThat(text).isEqualTo(Files.readString(golden));
  }

  @Test
  void everyOfferedChangeLeavesFewerPathsWhenItIsApplied() {
    ScanRequest request = Labs.request(EXAMPLES.resolve("exports"), List.of(), List.of());
    Estate estate = Estate.read(request);
    Scan scan = Scans.of(request);
    Report before = scan.report(estate);
    assertThat(before.changes()).isNotEmpty();
    for (Report.Change change : before.changes()) {
      Set<String> gone = new HashSet<>(change.removes());
      Report after =
          scan.report(estate.with(estate.facts().changed(f -> gone.contains(f.id()), List.of())));
      assertThat(after.paths())
          .as(change.says())
          .hasSize(before.paths().size() - change.pathsClosed());
    }
  }

  @Test
  void everyPlaceIsALineOfItsFile() throws IOException {
    Report report = scan(EXAMPLES.resolve("exports"));
    for (Report.ListedFact fact : report.facts()) {
      for (Evidence place : fact.fact().evidence()) {
        Path file = EXAMPLES.resolve("exports").resolve(place.file());
        assertThat(Files.readAllLines(file).size()).isGreaterThanOrEqualTo(place.line());
      }
    }
    assertThat(line(report, "policy_statement", "ReadAssets")).contains("statement {");
    assertThat(line(report, "metadata_service", "v1")).contains("http_tokens");
    assertThat(line(report, "forwards_requests", "proxy_pass")).contains("proxy_pass");
  }

  /// The line at the place of the first fact of the relation that holds the text.
  private static String line(Report report, String relation, String text) throws IOException {
    for (Report.ListedFact fact : report.facts()) {
      if (fact.fact().relation().equals(relation)
          && String.join(" ", fact.fact().args()).contains(text)) {
        Evidence place = fact.fact().evidence().getFirst();
        Path file = EXAMPLES.resolve("exports").resolve(place.file());
        return Files.readAllLines(file).get(place.line() - 1);
      }
    }
    throw new AssertionError("no fact " + relation + " with " + text);
  }

  @Test
  void everythingRenamedAndMovedHasTheSameTwoWays() throws IOException {
    Path moved = folder.resolve("some where else/terraform");
    copy(EXAMPLES.resolve("exports/infra"), moved);
    assertThat(techniques(scan(folder))).isEqualTo(techniques(scan(EXAMPLES.resolve("exports"))));
  }

  private static void copy(Path from, Path to) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(from)) {
      walk.filter(Files::isRegularFile).forEach(files::add);
    }
    for (Path file : files) {
      Path target = to.resolve(from.relativize(file).toString());
      Files.createDirectories(Objects.requireNonNull(target.getParent()));
      Files.writeString(target, renamed(Files.readString(file)));
    }
  }

  private static String renamed(String text) {
    return text.replace("northwind", "contoso-blue")
        .replace("thumbnails", "previews")
        .replace("customer-exports", "customer-archive")
        .replace("_edge_", "_gate_")
        .replace(".edge", ".gate")
        .replace("\"edge\"", "\"gate\"")
        .replace("edge.sh", "edge.sh")
        .replace("418273645901", "552211889900")
        .replace("ReadAssets", "LookAtThings");
  }

  @Test
  void theCheckerAcceptsTheReportAndNoneInWhichAPremiseWasExchanged() throws IOException {
    Path file = folder.resolve("report.json");
    StringBuilder json = new StringBuilder();
    JsonReport.write(scan(EXAMPLES.resolve("exports")), json);
    Files.writeString(file, json, StandardCharsets.UTF_8);
    assertThat(Verifier.verify(file, TECHNIQUES, null).findings()).isEmpty();
    ScanRequest anew = ScanRequest.reading(List.of(EXAMPLES.resolve("exports")), true);
    assertThat(Verifier.verify(file, TECHNIQUES, Estate.facts(anew)).findings()).isEmpty();
    List<Tampering.Tampered> tampered = new Tampering(json.toString()).all();
    assertThat(tampered).hasSizeGreaterThan(300);
    for (Tampering.Tampered one : tampered) {
      assertThat(accepts(one)).as(one.what()).isFalse();
    }
  }

  private boolean accepts(Tampering.Tampered one) throws IOException {
    Path file = folder.resolve("tampered.json");
    Files.writeString(file, one.report(), StandardCharsets.UTF_8);
    try {
      return Verifier.verify(file, TECHNIQUES, null).findings().isEmpty();
    } catch (IOException e) {
      return false;
    }
  }
}
