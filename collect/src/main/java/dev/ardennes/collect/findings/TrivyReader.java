package dev.ardennes.collect.findings;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.json.JsonReader;
import dev.ardennes.collect.json.JsonStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/// Trivy's own JSON (`--format json`) of images, folders, configuration and clusters: schema 2, and
/// the bare list of results before it.
///
/// Checks that were passed are counted and left out; findings that Trivy itself suppressed
/// (`ExperimentalModifiedFindings`) are kept as suppressed; licences and package lists are not
/// read. Read in two passes, since what was scanned may stand behind its findings.
final class TrivyReader implements ReportReader {
  private static final Set<String> LEFT =
      Set.of("Description", "References", "Code", "Layer", "Traces", "RenderedCause", "Message");
  private static final int MOST_VALUES = 200_000;
  private static final int MOST_SCANS = 200_000;

  @Override
  public boolean reads(Look look) {
    boolean whole =
        look.has("SchemaVersion")
            && (look.has("Results") || look.has("ArtifactName") || look.has("Metadata"));
    boolean cluster = look.has("ClusterName") && (look.has("Resources") || look.has("Findings"));
    boolean list =
        look.has("Target")
            && (look.has("Vulnerabilities")
                || look.has("Misconfigurations")
                || look.has("Secrets")
                || look.has("Class"));
    return whole || cluster || list;
  }

  @Override
  public void read(Report report) throws IOException {
    Map<String, TrivyScan> scans = new HashMap<>();
    try (InputStream in = report.file().open();
        JsonParser parser = JsonReader.parser(in)) {
      new Pass(stream(parser, report), report, scans, true).documents();
    } catch (JacksonException e) {
      // The second pass meets the same place and says so, after it has stated what is before it.
    }
    try (InputStream in = report.file().open();
        JsonParser parser = JsonReader.parser(in)) {
      new Pass(stream(parser, report), report, scans, false).documents();
    }
  }

  private static JsonStream stream(JsonParser parser, Report report) {
    return new JsonStream(parser, report.file().path(), LEFT, MOST_VALUES);
  }

  /// One pass: the first learns what was scanned, the second states the findings.
  private record Pass(
      JsonStream stream, Report report, Map<String, TrivyScan> scans, boolean learns) {

    void documents() {
      for (int document = 0; stream.document(); document++) {
        String at = document == 0 ? "" : "#" + document;
        if (stream.atList()) {
          stream.elements(at, element -> object(element, scan(element, null)));
        } else {
          object(at, scan(at, null));
        }
      }
    }

    private TrivyScan scan(String at, @Nullable TrivyScan outer) {
      TrivyScan known = scans.get(at);
      if (known != null || scans.size() >= MOST_SCANS) {
        return known == null ? new TrivyScan(outer) : known;
      }
      TrivyScan scan = new TrivyScan(outer);
      scans.put(at, scan);
      return scan;
    }

    private void object(String pointer, TrivyScan scan) {
      stream.members(pointer, (key, at) -> member(key, at, scan));
    }

    private void member(String key, String at, TrivyScan scan) {
      switch (key) {
        case "SchemaVersion" -> version(stream.text());
        case "Results", "Resources", "Findings" ->
            stream.elements(at, element -> object(element, scan(element, scan)));
        case "Vulnerabilities",
            "Misconfigurations",
            "Secrets",
            "ExperimentalModifiedFindings",
            "ModifiedFindings" ->
            findings(key, at, scan);
        case "Metadata" -> metadata(at, scan);
        default -> {
          String text = learns ? stream.text() : null;
          if (text != null) {
            scan.member(key, Finding.cut(text));
          }
        }
      }
    }

    private void version(@Nullable String version) {
      if (learns && !"2".equals(version)) {
        report.warn(
            "the report has schema version `"
                + Finding.cut(String.valueOf(version))
                + "` and is read as version 2",
            "");
      }
    }

    private void metadata(String at, TrivyScan scan) {
      if (!learns) {
        return;
      }
      stream.elements(
          at,
          element ->
              stream.members(
                  element,
                  (key, below) -> {
                    if (key.equals("RepoTags") || key.equals("RepoDigests")) {
                      images(stream.value(below), scan);
                    }
                  }));
    }

    private static void images(Json names, TrivyScan scan) {
      if (names instanceof Json.Arr list) {
        list.elements().stream()
            .map(Json::scalar)
            .filter(java.util.Objects::nonNull)
            .limit(64 - Math.min(64, scan.images.size()))
            .forEach(scan.images::add);
      }
    }

    private void findings(String key, String at, TrivyScan scan) {
      if (!learns) {
        stream.elements(at, element -> finding(key, stream.value(element), scan));
      }
    }

    private void finding(String key, Json element, TrivyScan scan) {
      if (stream.cut()) {
        report.wasCut();
      }
      switch (key) {
        case "Vulnerabilities" -> add(TrivyFinding.vulnerability(element), element, scan);
        case "Secrets" -> add(TrivyFinding.secret(element), element, scan);
        case "Misconfigurations" -> misconfiguration(element, scan);
        default -> modified(element, scan);
      }
    }

    private void misconfiguration(Json element, TrivyScan scan) {
      if ("PASS".equals(element.textAt("Status"))) {
        report.leaveOut("checks that were passed");
      } else {
        add(TrivyFinding.misconfiguration(element), element, scan);
      }
    }

    /// What Trivy keeps quiet about by a VEX document or an ignore file.
    private void modified(Json element, TrivyScan scan) {
      Json inner = element.at("Finding");
      if (inner == null) {
        return;
      }
      Finding finding =
          switch (String.valueOf(element.textAt("Type"))) {
            case "misconfiguration" -> TrivyFinding.misconfiguration(inner);
            case "secret" -> TrivyFinding.secret(inner);
            default -> TrivyFinding.vulnerability(inner);
          };
      String status = element.textAt("Status");
      finding.suppressed(status == null ? "ignored" : status, element.textAt("Statement"));
      add(finding, inner, scan);
    }

    private void add(Finding finding, Json element, TrivyScan scan) {
      scan.describe(report, finding, TrivyFinding.line(element));
      report.add(finding);
    }
  }
}
