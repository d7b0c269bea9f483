package dev.ardennes.collect.findings;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.json.JsonReader;
import dev.ardennes.collect.json.JsonStream;
import dev.ardennes.collect.json.YamlText;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/// The reports that trivy-operator keeps as Kubernetes objects, as `kubectl get ... -o json` or `-o
/// yaml` writes them, alone or in a list. The workload stands in the labels
/// `trivy-operator.resource.*`.
final class OperatorReader implements ReportReader {
  private static final String GROUP = "aquasecurity.github.io/";
  private static final Pattern KIND =
      Pattern.compile(
          "(?:Cluster)?(?:VulnerabilityReport|ConfigAuditReport|ExposedSecretReport"
              + "|RbacAssessmentReport|InfraAssessmentReport)");
  private static final Pattern IN_YAML =
      Pattern.compile("(?m)^(?:- | {0,8})kind: *[\"']?" + KIND.pattern() + "(?:List)?[\"']?\\s*$");
  private static final Set<String> LEFT =
      Set.of("managedFields", "description", "links", "remediation", "messages", "match");
  private static final int MOST_VALUES = 1_000_000;
  private static final String LABELS = "trivy-operator.resource.";
  private static final long MOST_YAML = 16L << 20;

  @Override
  public boolean reads(Look look) {
    if (!look.text().contains(GROUP)) {
      return false;
    }
    if (look.shape().keys().isEmpty()) {
      return isYaml(look.file().name()) && IN_YAML.matcher(look.text()).find();
    }
    return look.has("apiVersion")
        && (look.has("report") || look.has("items"))
        && KIND.matcher(look.text()).find();
  }

  private static boolean isYaml(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".yaml") || lower.endsWith(".yml");
  }

  @Override
  public void read(Report report) throws IOException {
    if (isYaml(report.file().name())) {
      yaml(report);
      return;
    }
    try (InputStream in = report.file().open();
        JsonParser parser = JsonReader.parser(in)) {
      JsonStream stream = new JsonStream(parser, report.file().path(), LEFT, MOST_VALUES);
      boolean list = isList(report);
      while (stream.document()) {
        if (list) {
          items(stream, report);
        } else {
          object(report, whole(stream, "", report));
        }
      }
    }
  }

  private static boolean isList(Report report) throws IOException {
    try (InputStream in = report.file().open();
        JsonParser parser = JsonReader.parser(in)) {
      JsonStream stream = new JsonStream(parser, report.file().path(), LEFT, MOST_VALUES);
      boolean[] found = new boolean[1];
      stream.document();
      stream.members("", (key, at) -> found[0] |= key.equals("items"));
      return found[0];
    } catch (tools.jackson.core.JacksonException e) {
      return true;
    }
  }

  private static void items(JsonStream stream, Report report) {
    stream.members(
        "",
        (key, at) -> {
          if (key.equals("items")) {
            stream.elements(at, element -> object(report, whole(stream, element, report)));
          }
        });
  }

  private static Json whole(JsonStream stream, String at, Report report) {
    Json value = stream.value(at);
    if (stream.cut()) {
      report.wasCut();
    }
    return value;
  }

  private static void yaml(Report report) throws IOException {
    if (report.file().size() > MOST_YAML) {
      report.error("the report is too large to be read as YAML", "write it with `-o json`", 0, 0);
      return;
    }
    YamlText.Result result = YamlText.read(report.file().text(), report.file().path());
    for (Json document : result.documents()) {
      if (document.at("items") == null) {
        object(report, document);
      } else {
        document.listAt("items").forEach(item -> object(report, item));
      }
    }
    String problem = result.problem();
    if (problem != null) {
      report.error(
          "the YAML cannot be read here: " + problem + "; what follows is missing",
          "write the report again",
          result.at().line(),
          result.at().column());
    }
  }

  private static void object(Report report, Json object) {
    String kind = object.textAt("kind");
    String version = object.textAt("apiVersion");
    Json body = object.at("report");
    if (kind == null || version == null || body == null || !KIND.matcher(kind).matches()) {
      return;
    }
    if (!version.equals(GROUP + "v1alpha1")) {
      report.warn("`" + Finding.cut(version) + "` is read as `v1alpha1`", "", object.place());
    }
    Scanned scanned = new Scanned(report, object, body);
    body.listAt("vulnerabilities").forEach(scanned::vulnerability);
    body.listAt("checks").forEach(scanned::check);
    body.listAt("secrets").forEach(scanned::secret);
  }

  /// One report object.
  private record Scanned(Report report, Json object, Json body) {

    void vulnerability(Json element) {
      Finding finding =
          new Finding(element.place(), tool(), element.textAt("vulnerabilityID"))
              .title(element.textAt("title"))
              .score(Severity.score(Json.scalar(element.at("score"))))
              .severity(Severity.ofWord(element.textAt("severity")))
              .tag("vulnerability");
      Double score = finding.score();
      finding.severity(score == null ? null : Severity.ofScore(score));
      finding.packaged(
          element.textAt("resource"),
          element.textAt("installedVersion"),
          element.textAt("fixedVersion"));
      add(finding, element.textAt("target"));
    }

    void check(Json element) {
      if (element.at("success") instanceof Json.Bool success && success.value()) {
        report.leaveOut("checks that were passed");
        return;
      }
      add(
          new Finding(element.place(), tool(), element.textAt("checkID"))
              .title(element.textAt("title"))
              .severity(Severity.ofWord(element.textAt("severity")))
              .tag("misconfiguration"),
          null);
    }

    void secret(Json element) {
      add(
          new Finding(element.place(), tool(), element.textAt("ruleID"))
              .title(element.textAt("title"))
              .severity(Severity.ofWord(element.textAt("severity")))
              .tag("secret"),
          element.textAt("target"));
    }

    private String tool() {
      Json scanner = body.at("scanner");
      String name = scanner == null ? null : scanner.textAt("name");
      return name == null ? TrivyFinding.TOOL : name;
    }

    /// The target is a file inside the image.
    private void add(Finding finding, @Nullable String target) {
      finding.spot(target == null ? "" : target, 0);
      image(finding);
      Json metadata = object.at("metadata");
      Json labels = metadata == null ? null : metadata.at("labels");
      if (metadata != null && labels != null) {
        finding.workload(
            labels.textAt(LABELS + "namespace"),
            labels.textAt(LABELS + "kind"),
            name(labels, metadata));
        String container = labels.textAt("trivy-operator.container.name");
        finding.symbol(container == null ? null : "container " + container);
      }
      report.add(finding);
    }

    /// A name that is too long for a label stands in an annotation.
    private static @Nullable String name(Json labels, Json metadata) {
      String name = labels.textAt(LABELS + "name");
      Json annotations = metadata.at("annotations");
      return name == null && annotations != null ? annotations.textAt(LABELS + "name") : name;
    }

    private void image(Finding finding) {
      Json artifact = body.at("artifact");
      String repository = artifact == null ? null : artifact.textAt("repository");
      if (artifact == null || repository == null) {
        return;
      }
      Json registry = body.at("registry");
      String server = registry == null ? null : registry.textAt("server");
      String full = server == null || server.isEmpty() ? repository : server + "/" + repository;
      String tag = Json.scalar(artifact.at("tag"));
      String digest = artifact.textAt("digest");
      finding.image(tag == null || tag.isEmpty() ? null : full + ":" + tag);
      finding.image(digest == null || digest.isEmpty() ? null : full + "@" + digest);
    }
  }
}
