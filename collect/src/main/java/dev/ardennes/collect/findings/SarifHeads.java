package dev.ardennes.collect.findings;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.json.JsonStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The first pass over a SARIF log: everything but the results.
final class SarifHeads {
  private static final String VERSION = "2.1.0";

  private final JsonStream stream;
  private final Report report;
  private final List<SarifRun> runs = new ArrayList<>();

  private SarifHeads(JsonStream stream, Report report) {
    this.stream = stream;
    this.report = report;
  }

  /// The runs of the log, as far as it can be read.
  static List<SarifRun> read(JsonStream stream, Report report, List<SarifRun> into) {
    SarifHeads heads = new SarifHeads(stream, report);
    try {
      while (stream.document()) {
        stream.members("", heads::log);
      }
    } finally {
      into.addAll(heads.runs);
    }
    return into;
  }

  private void log(String key, String at) {
    switch (key) {
      case "version" -> version(stream.text());
      case "runs" -> stream.elements(at, this::run);
      case "inlineExternalProperties" ->
          report.warn(
              "results in `inlineExternalProperties` are not read", "write them into the run");
      default -> {}
    }
  }

  private void version(@Nullable String version) {
    if (!VERSION.equals(version)) {
      report.warn(
          "the log says it is SARIF `"
              + Finding.cut(String.valueOf(version))
              + "` and is read as "
              + VERSION,
          "let the tool write " + VERSION);
    }
  }

  private void run(String at) {
    SarifRun run = new SarifRun();
    runs.add(run);
    stream.members(at, (key, below) -> part(run, key, below));
  }

  private void part(SarifRun run, String key, String at) {
    switch (key) {
      case "tool" -> stream.members(at, (name, below) -> tool(run, name, below));
      case "taxonomies" -> components(run, at, run.taxonomies);
      case "originalUriBaseIds" -> bases(run, stream.value(at));
      case "artifacts" -> stream.elements(at, element -> artifact(run, element));
      case "logicalLocations" ->
          stream.elements(at, e -> keep(run, run.logicalLocations, symbol(stream.value(e))));
      case "invocations" -> stream.elements(at, e -> invocation(run, stream.value(e)));
      case "properties" -> images(run, stream.value(at));
      case "externalPropertyFileReferences" -> external(stream.value(at));
      default -> {}
    }
  }

  private static <T> void keep(SarifRun run, List<T> into, T part) {
    if (run.takes()) {
      into.add(part);
    }
  }

  static String symbol(Json location) {
    String name = location.textAt("fullyQualifiedName");
    String shorter = name == null ? location.textAt("name") : name;
    return shorter == null ? "" : shorter;
  }

  private void external(Json references) {
    if (references.at("results") != null) {
      report.warn(
          "the run keeps results in other files, which are not read",
          "let the tool write one file",
          references.place());
    }
  }

  private void tool(SarifRun run, String key, String at) {
    if (key.equals("driver")) {
      stream.members(at, (name, below) -> component(run, run.driver, name, below));
    } else if (key.equals("extensions")) {
      components(run, at, run.extensions);
    }
  }

  private void components(SarifRun run, String at, List<SarifRun.Component> into) {
    stream.elements(
        at,
        element -> {
          SarifRun.Component component = new SarifRun.Component();
          keep(run, into, component);
          stream.members(element, (name, below) -> component(run, component, name, below));
        });
  }

  private void component(SarifRun run, SarifRun.Component component, String key, String at) {
    switch (key) {
      case "name" -> component.name = orEmpty(stream.text());
      case "guid" -> component.guid = orEmpty(stream.text());
      case "rules", "taxa" ->
          stream.elements(
              at,
              element -> {
                if (run.takes()) {
                  component.add(rule(run, stream.value(element)));
                }
              });
      default -> {}
    }
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : Finding.cut(text);
  }

  private static SarifRun.Rule rule(SarifRun run, Json rule) {
    Json properties = rule.at("properties");
    Set<String> tags = new LinkedHashSet<>();
    Set<String> cwes = new LinkedHashSet<>();
    tags(properties, tags, cwes);
    for (Json relation : rule.listAt("relationships")) {
      Json target = relation.at("target");
      String weakness = target == null ? null : run.weakness(target);
      if (weakness != null) {
        cwes.add(Finding.cut(weakness));
      }
    }
    return new SarifRun.Rule(
        orEmpty(rule.textAt("id")),
        orEmpty(title(rule)),
        orEmpty(textAt(rule.at("defaultConfiguration"), "level")),
        score(properties),
        word(properties),
        Set.copyOf(tags),
        Set.copyOf(cwes));
  }

  private static @Nullable String title(Json rule) {
    String description = textAt(rule.at("shortDescription"), "text");
    return description == null ? rule.textAt("name") : description;
  }

  private static @Nullable String textAt(@Nullable Json object, String key) {
    return object == null ? null : object.textAt(key);
  }

  /// Tags as CodeQL, Semgrep and Trivy write them, and CWE ids under the names that tools use.
  static void tags(@Nullable Json properties, Set<String> tags, Set<String> cwes) {
    if (properties == null) {
      return;
    }
    for (Json tag : properties.listAt("tags")) {
      if (tag instanceof Json.Text text && tags.size() < 256) {
        tags.add(Finding.cut(text.value()));
        cwes.add(Finding.cut(text.value()));
      }
    }
    for (String key : List.of("cwe", "CWE", "cwes", "cwe_id", "cweId")) {
      for (Json cwe : properties.listAt(key)) {
        String text = Json.scalar(cwe);
        if (text != null && cwes.size() < 256) {
          cwes.add(Finding.cut(text.chars().allMatch(Character::isDigit) ? "CWE-" + text : text));
        }
      }
    }
  }

  static @Nullable Double score(@Nullable Json properties) {
    return properties == null
        ? null
        : Severity.score(Json.scalar(properties.at("security-severity")));
  }

  /// The tool's own word where it has no score; `problem.severity` is CodeQL's.
  static @Nullable Severity word(@Nullable Json properties) {
    if (properties == null) {
      return null;
    }
    for (String key : List.of("security-severity", "severity", "problem.severity")) {
      Severity severity = Severity.ofWord(properties.textAt(key));
      if (severity != null) {
        return severity;
      }
    }
    return null;
  }

  private static void bases(SarifRun run, Json bases) {
    if (bases instanceof Json.Obj object) {
      object
          .members()
          .forEach(
              (name, base) ->
                  run.bases.put(
                      name,
                      new SarifRun.Artifact(
                          orEmpty(base.textAt("uri")), orEmpty(base.textAt("uriBaseId")))));
    }
  }

  private void artifact(SarifRun run, String at) {
    Json location = stream.value(at).at("location");
    keep(
        run,
        run.artifacts,
        new SarifRun.Artifact(
            orEmpty(textAt(location, "uri")), orEmpty(textAt(location, "uriBaseId"))));
  }

  private void invocation(SarifRun run, Json invocation) {
    if (invocation.at("executionSuccessful") instanceof Json.Bool success && !success.value()) {
      report.warn(
          "the tool says that its run did not succeed: findings may be missing",
          "see its notifications, and run it again",
          invocation.place());
    }
    for (Json override : invocation.listAt("ruleConfigurationOverrides")) {
      String id = textAt(override.at("descriptor"), "id");
      String level = textAt(override.at("configuration"), "level");
      if (id != null && level != null) {
        run.levels.put(id, level);
      }
    }
  }

  /// Trivy names the image in the run's properties.
  private static void images(SarifRun run, Json properties) {
    for (String key : List.of("imageName", "repoTags", "repoDigests")) {
      for (Json image : properties.listAt(key)) {
        if (image instanceof Json.Text text && run.images.size() < 64) {
          run.images.add(Finding.cut(text.value()));
        }
      }
    }
  }
}
