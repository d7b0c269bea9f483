package dev.ardennes.collect.findings;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.json.JsonReader;
import dev.ardennes.collect.json.JsonStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/// Semgrep's own JSON (`--json`).
final class SemgrepReader implements ReportReader {
  private static final String TOOL = "Semgrep";
  private static final Set<String> LEFT =
      Set.of("lines", "metavars", "fix", "message", "references");
  private static final int MOST_VALUES = 200_000;
  private static final int MOST_STEPS = 64;

  @Override
  public boolean reads(Look look) {
    boolean lists = look.has("errors") && look.has("paths");
    return !look.has("check_type")
        && ((lists && (look.has("results") || look.nests("scanned")))
            || (look.has("results") && look.has("errors") && look.text().contains("\"check_id\"")));
  }

  @Override
  public void read(Report report) throws IOException {
    try (InputStream in = report.file().open();
        JsonParser parser = JsonReader.parser(in)) {
      JsonStream stream = new JsonStream(parser, report.file().path(), LEFT, MOST_VALUES);
      while (stream.document()) {
        stream.members("", (key, at) -> member(stream, report, key, at));
      }
    }
  }

  private static void member(JsonStream stream, Report report, String key, String at) {
    switch (key) {
      case "version" -> version(report, stream.text());
      case "results" -> stream.elements(at, element -> result(stream, report, element));
      case "errors" -> errors(stream, report, at);
      default -> {}
    }
  }

  private static void version(Report report, @Nullable String version) {
    if (version != null && !version.startsWith("1.") && !version.startsWith("0.")) {
      report.warn(
          "a report of version `" + Finding.cut(version) + "` is read as one of version 1", "");
    }
  }

  private static void errors(JsonStream stream, Report report, String at) {
    int[] count = new int[1];
    stream.elements(at, element -> count[0]++);
    if (count[0] > 0) {
      report.warn(
          "the tool met " + count[0] + " errors: findings may be missing",
          "see `errors` in the report, and run it again");
    }
  }

  private static void result(JsonStream stream, Report report, String at) {
    Json result = stream.value(at);
    if (stream.cut()) {
      report.wasCut();
    }
    Finding finding = new Finding(result.place(), TOOL, result.textAt("check_id"));
    finding.title(lastPart(finding.rule));
    finding.spot(path(report, result), line(result.at("start")));
    Json extra = result.at("extra");
    if (extra != null) {
      finding.severity(Severity.ofWord(severity(extra)));
      if (extra.at("is_ignored") instanceof Json.Bool ignored && ignored.value()) {
        finding.suppressed("inSource", "nosemgrep");
      }
      metadata(extra.at("metadata"), finding);
      dependency(extra.at("sca_info"), finding);
      trace(report, extra.at("dataflow_trace"), finding);
    }
    report.add(finding);
  }

  /// `INFO` is Semgrep's low; its `INVENTORY` and `EXPERIMENT` are nothing to mend.
  private static String severity(Json extra) {
    String word = String.valueOf(extra.textAt("severity"));
    return switch (word) {
      case "INFO" -> "low";
      case "INVENTORY", "EXPERIMENT" -> "info";
      default -> word;
    };
  }

  private static String lastPart(String rule) {
    return rule.substring(rule.lastIndexOf('.') + 1);
  }

  private static String path(Report report, Json at) {
    String path = at.textAt("path");
    return path == null || path.isEmpty() ? "" : report.inTree(path);
  }

  private static int line(@Nullable Json start) {
    Integer line = start == null ? null : SarifRun.number(start.at("line"));
    return line == null ? 0 : Math.max(0, line);
  }

  private static void metadata(@Nullable Json metadata, Finding finding) {
    if (metadata == null) {
      return;
    }
    metadata.listAt("cwe").forEach(cwe -> finding.cweNumber(Json.scalar(cwe)));
    metadata.listAt("cve").forEach(cve -> finding.vulnerability(Json.scalar(cve)));
    metadata
        .listAt("sca-vuln-database-identifier")
        .forEach(id -> finding.vulnerability(Json.scalar(id)));
  }

  /// What the supply-chain rules found: a package of a lock file.
  private static void dependency(@Nullable Json info, Finding finding) {
    Json match = info == null ? null : info.at("dependency_match");
    Json found = match == null ? null : match.at("found_dependency");
    if (found != null) {
      finding.packaged(found.textAt("package"), found.textAt("version"), "").tag("vulnerability");
    }
  }

  private static void trace(Report report, @Nullable Json trace, Finding finding) {
    if (trace == null) {
      return;
    }
    step(report, trace.at("taint_source"), finding);
    trace.listAt("intermediate_vars").forEach(step -> step(report, step.at("location"), finding));
    step(report, trace.at("taint_sink"), finding);
  }

  /// A place alone, or the older form: a word, and a list of a place and its text.
  private static void step(Report report, @Nullable Json place, Finding finding) {
    Json at = place;
    if (place instanceof Json.Arr list && list.elements().size() > 1) {
      at = list.elements().get(1);
    }
    if (at instanceof Json.Arr list && !list.elements().isEmpty()) {
      at = list.elements().getFirst();
    }
    String path = at == null ? "" : path(report, at);
    if (at != null && !path.isEmpty() && finding.steps.size() < MOST_STEPS) {
      int number = finding.steps.size() + 1;
      finding.steps.add(
          new Finding.Step("1." + number, new Finding.Spot(path, line(at.at("start")))));
    }
  }
}
