package dev.ardennes.collect.findings;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.json.JsonReader;
import dev.ardennes.collect.json.JsonStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/// SARIF 2.1.0 of any tool, after the OASIS standard: levels by 3.27.10 (the result's, then the
/// run's override, then the rule's default, then `warning`), suppressions by 3.35 (no status is
/// `accepted`; one that is accepted suffices), ids of rules by 3.52.4.
///
/// Results whose kind is `pass` or `notApplicable` report nothing, and those whose baseline state
/// is `absent` are gone: they are counted and left out. Read in two passes, since rules may stand
/// behind the results.
final class SarifReader implements ReportReader {
  /// Texts that facts do not need and that make up most of a log.
  private static final Set<String> LEFT =
      Set.of(
          "snippet",
          "contextRegion",
          "fingerprints",
          "partialFingerprints",
          "webRequest",
          "webResponse",
          "graphs",
          "graphTraversals",
          "fixes",
          "help",
          "fullDescription",
          "messageStrings",
          "contents",
          "hashes",
          "relatedLocations",
          "markdown");

  private static final int MOST_VALUES = 200_000;
  private static final int MOST_FLOWS = 4;
  private static final int MOST_STEPS = 64;

  @Override
  public boolean reads(Look look) {
    return look.has("runs")
        && (look.text().contains("\"driver\"")
            || look.text().contains("sarif")
            || look.file().name().toLowerCase(Locale.ROOT).contains("sarif")
            || (look.has("version") && look.text().contains("\"2.1.0\"")));
  }

  @Override
  public void read(Report report) throws IOException {
    List<SarifRun> runs = new ArrayList<>();
    try (InputStream in = report.file().open();
        JsonParser parser = JsonReader.parser(in)) {
      SarifHeads.read(stream(parser, report), report, runs);
    } catch (JacksonException e) {
      // The second pass meets the same place and says so, after it has stated what is before it.
    }
    try (InputStream in = report.file().open();
        JsonParser parser = JsonReader.parser(in)) {
      new Results(stream(parser, report), report, runs).read();
    }
  }

  private static JsonStream stream(JsonParser parser, Report report) {
    return new JsonStream(parser, report.file().path(), LEFT, MOST_VALUES);
  }

  /// The second pass.
  private static final class Results {
    private final JsonStream stream;
    private final Report report;
    private final List<SarifRun> runs;
    private int next;

    Results(JsonStream stream, Report report, List<SarifRun> runs) {
      this.stream = stream;
      this.report = report;
      this.runs = runs;
    }

    void read() {
      while (stream.document()) {
        stream.members(
            "",
            (key, at) -> {
              if (key.equals("runs")) {
                stream.elements(at, this::run);
              }
            });
      }
    }

    private void run(String at) {
      SarifRun run = next < runs.size() ? runs.get(next) : new SarifRun();
      next++;
      stream.members(
          at,
          (key, below) -> {
            if (key.equals("results")) {
              stream.elements(below, element -> result(run, stream.value(element)));
            }
          });
    }

    private void result(SarifRun run, Json result) {
      if (stream.cut()) {
        report.wasCut();
      }
      String kind = result.textAt("kind");
      if ("absent".equals(result.textAt("baselineState"))) {
        report.leaveOut("results that are gone (`absent`)");
      } else if ("pass".equals(kind) || "notApplicable".equals(kind)) {
        report.leaveOut("results that report nothing (`" + kind + "`)");
      } else {
        report.add(finding(run, result));
      }
    }

    private Finding finding(SarifRun run, Json result) {
      SarifRun.Rule rule = run.rule(result);
      Finding finding = new Finding(result.place(), run.tool(), ruleId(result, rule));
      finding.title(rule == null ? null : rule.title());
      severity(run, result, rule, finding);
      weaknesses(run, result, rule, finding);
      state(result, finding);
      locations(run, result, finding);
      flows(run, result, finding);
      run.images.forEach(finding::image);
      if (run.tool().equals("Trivy")) {
        TrivyMessage.read(result, finding);
      }
      return finding;
    }

    private static @Nullable String ruleId(Json result, SarifRun.@Nullable Rule rule) {
      String id = result.textAt("ruleId");
      Json reference = result.at("rule");
      if (id == null && reference != null) {
        id = reference.textAt("id");
      }
      return id == null && rule != null ? rule.id() : id;
    }

    private static void severity(
        SarifRun run, Json result, SarifRun.@Nullable Rule rule, Finding finding) {
      Json properties = result.at("properties");
      Double score = SarifHeads.score(properties);
      if (score == null && rule != null) {
        score = rule.score();
      }
      finding.score(score);
      finding.severity(score == null ? null : Severity.ofScore(score));
      finding.severity(SarifHeads.word(properties));
      finding.severity(rule == null ? null : rule.severity());
      finding.severity(level(run, result, rule));
    }

    private static @Nullable Severity level(
        SarifRun run, Json result, SarifRun.@Nullable Rule rule) {
      String kind = result.textAt("kind");
      String level = result.textAt("level");
      if (level == null && kind != null && !kind.equals("fail")) {
        level = kind.equals("informational") ? "none" : "warning";
      }
      if (level == null && rule != null) {
        level = run.levels.getOrDefault(rule.id(), rule.level());
      }
      return Severity.ofWord(level == null || level.isEmpty() ? "warning" : level);
    }

    private static void weaknesses(
        SarifRun run, Json result, SarifRun.@Nullable Rule rule, Finding finding) {
      Set<String> tags = new LinkedHashSet<>();
      Set<String> cwes = new LinkedHashSet<>();
      SarifHeads.tags(result.at("properties"), tags, cwes);
      for (Json taxon : result.listAt("taxa")) {
        finding.cwe(run.weakness(taxon));
      }
      if (rule != null) {
        tags.addAll(rule.tags().stream().sorted().toList());
        cwes.addAll(rule.cwes().stream().sorted().toList());
        finding.vulnerability(rule.id());
      }
      tags.forEach(finding::tag);
      cwes.forEach(finding::cwe);
    }

    private static void state(Json result, Finding finding) {
      String baseline = result.textAt("baselineState");
      if (baseline != null && Set.of("new", "unchanged", "updated").contains(baseline)) {
        finding.baseline(baseline);
      }
      for (Json suppression : result.listAt("suppressions")) {
        String status = suppression.textAt("status");
        if (suppression instanceof Json.Obj && (status == null || status.equals("accepted"))) {
          String kind = suppression.textAt("kind");
          finding.suppressed(kind == null ? "unknown" : kind, suppression.textAt("justification"));
        }
      }
    }

    private void locations(SarifRun run, Json result, Finding finding) {
      for (Json location : result.listAt("locations")) {
        spot(run, location, finding);
        for (Json logical : location.listAt("logicalLocations")) {
          finding.symbol(symbol(run, logical));
        }
      }
      if (finding.spots.isEmpty()) {
        String target = run.path(result.at("analysisTarget"));
        finding.spot(target == null ? "" : report.inTree(target), 0);
      }
    }

    private static String symbol(SarifRun run, Json logical) {
      String name = SarifHeads.symbol(logical);
      Integer index = SarifRun.number(logical.at("index"));
      if (!name.isEmpty() || index == null || index < 0) {
        return name;
      }
      return index < run.logicalLocations.size() ? run.logicalLocations.get(index) : name;
    }

    private void spot(SarifRun run, Json location, Finding finding) {
      Finding.Spot spot = spot(run, location);
      if (spot == null) {
        return;
      }
      if (spot.file().startsWith("http://") || spot.file().startsWith("https://")) {
        finding.request("", spot.file(), "");
      } else {
        finding.spot(spot.file(), spot.line());
      }
    }

    private Finding.@Nullable Spot spot(SarifRun run, @Nullable Json location) {
      Json physical = location == null ? null : location.at("physicalLocation");
      String path = physical == null ? null : run.path(physical.at("artifactLocation"));
      if (physical == null || path == null) {
        return null;
      }
      Json region = physical.at("region");
      Integer line = region == null ? null : SarifRun.number(region.at("startLine"));
      boolean url = path.startsWith("http://") || path.startsWith("https://");
      return new Finding.Spot(
          Finding.cut(url ? path : report.inTree(path)), line == null ? 0 : Math.max(0, line));
    }

    /// The first ways, as far as they go; a tool may know thousands.
    private void flows(SarifRun run, Json result, Finding finding) {
      int number = 0;
      for (Json flow : result.listAt("codeFlows")) {
        for (Json thread : flow.listAt("threadFlows")) {
          if (++number <= MOST_FLOWS) {
            steps(run, thread, number, finding);
          }
        }
      }
    }

    private void steps(SarifRun run, Json thread, int number, Finding finding) {
      int step = 0;
      for (Json location : thread.listAt("locations")) {
        Finding.Spot spot = spot(run, location.at("location"));
        if (++step <= MOST_STEPS && spot != null) {
          finding.steps.add(new Finding.Step(number + "." + step, spot));
        }
      }
    }
  }
}
