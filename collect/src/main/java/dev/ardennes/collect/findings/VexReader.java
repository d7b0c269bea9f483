package dev.ardennes.collect.findings;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.json.JsonReader;
import dev.ardennes.collect.json.JsonStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/// Statements of whoever knows a product on whether a vulnerability can be exploited there:
/// OpenVEX, and the analyses of CycloneDX documents. What CycloneDX lists without an analysis says
/// nothing of the kind and is counted.
final class VexReader implements ReportReader {
  private static final Set<String> LEFT =
      Set.of("references", "advisories", "credits", "description", "recommendation");
  private static final int MOST_VALUES = 200_000;
  private static final int MOST_COMPONENTS = 500_000;

  @Override
  public boolean reads(Look look) {
    boolean open =
        look.has("statements") && look.has("@context") && look.text().contains("openvex");
    return open || cyclone(look);
  }

  /// A bill of materials without vulnerabilities is none of this reader's; they stand last in it,
  /// so that the beginning may not show them.
  private static boolean cyclone(Look look) {
    if (!look.has("bomFormat") || !look.text().contains("CycloneDX")) {
      return false;
    }
    return look.has("vulnerabilities")
        || (look.file().size() > look.text().length() && hasVulnerabilities(look));
  }

  private static boolean hasVulnerabilities(Look look) {
    boolean[] found = new boolean[1];
    try (InputStream in = look.file().open();
        JsonParser parser = JsonReader.parser(in)) {
      JsonStream stream = new JsonStream(parser, "", Set.of(), 1);
      if (stream.document()) {
        stream.members("", (key, at) -> found[0] |= key.equals("vulnerabilities"));
      }
    } catch (IOException | JacksonException e) {
      return found[0];
    }
    return found[0];
  }

  @Override
  public void read(Report report) throws IOException {
    Map<String, String> components = new HashMap<>();
    try (InputStream in = report.file().open();
        JsonParser parser = JsonReader.parser(in)) {
      JsonStream stream = stream(parser, report);
      while (stream.document()) {
        stream.members("", (key, at) -> component(stream, components, key, at));
      }
    } catch (JacksonException e) {
      // The second pass meets the same place and says so, after it has stated what is before it.
    }
    try (InputStream in = report.file().open();
        JsonParser parser = JsonReader.parser(in)) {
      JsonStream stream = stream(parser, report);
      while (stream.document()) {
        stream.members("", (key, at) -> statements(stream, report, components, key, at));
      }
    }
  }

  private static JsonStream stream(JsonParser parser, Report report) {
    return new JsonStream(parser, report.file().path(), LEFT, MOST_VALUES);
  }

  private static void component(
      JsonStream stream, Map<String, String> into, String key, String at) {
    if (key.equals("components") || key.equals("services")) {
      stream.elements(at, element -> component(stream.value(element), into));
    } else if (key.equals("metadata")) {
      Json own = stream.value(at).at("component");
      if (own != null) {
        component(own, into);
      }
    }
  }

  /// Depth is bounded by the parser.
  private static void component(Json component, Map<String, String> into) {
    String reference = component.textAt("bom-ref");
    String purl = component.textAt("purl");
    String name = component.textAt("name");
    String version = component.textAt("version");
    if (reference != null && into.size() < MOST_COMPONENTS) {
      String named = name == null ? reference : version == null ? name : name + "@" + version;
      into.put(reference, purl == null ? named : purl);
    }
    component.listAt("components").forEach(inner -> component(inner, into));
  }

  private static void statements(
      JsonStream stream, Report report, Map<String, String> components, String key, String at) {
    if (key.equals("statements")) {
      stream.elements(at, element -> open(report, stream.value(element)));
    } else if (key.equals("vulnerabilities")) {
      stream.elements(at, element -> cyclone(report, stream.value(element), components));
    }
  }

  private static void open(Report report, Json statement) {
    Json vulnerability = statement.at("vulnerability");
    String id = Json.scalar(vulnerability);
    if (id == null && vulnerability != null) {
      String name = vulnerability.textAt("name");
      id = name == null ? vulnerability.textAt("@id") : name;
    }
    Set<String> products = new LinkedHashSet<>();
    Set<String> parts = new LinkedHashSet<>();
    for (Json product : statement.listAt("products")) {
      add(name(product), products);
      product.listAt("subcomponents").forEach(part -> add(name(part), parts));
    }
    String status = statement.textAt("status");
    report.statement(
        new Vex(
            statement.place(),
            id,
            status == null ? "" : status,
            why(statement.textAt("justification"), statement.textAt("impact_statement")),
            products,
            parts));
  }

  private static @Nullable String name(Json product) {
    String text = Json.scalar(product);
    if (text != null) {
      return text;
    }
    Json identifiers = product.at("identifiers");
    String purl = identifiers == null ? null : identifiers.textAt("purl");
    return purl == null ? product.textAt("@id") : purl;
  }

  private static void add(@Nullable String name, Set<String> into) {
    if (name != null && !name.isBlank() && into.size() < 1000) {
      into.add(Finding.cut(name));
    }
  }

  private static void cyclone(Report report, Json vulnerability, Map<String, String> components) {
    Json analysis = vulnerability.at("analysis");
    String state = analysis == null ? null : analysis.textAt("state");
    if (analysis == null || state == null) {
      report.leaveOut("vulnerabilities without an analysis");
      return;
    }
    Set<String> products = new LinkedHashSet<>();
    for (Json affected : vulnerability.listAt("affects")) {
      String reference = affected.textAt("ref");
      add(reference == null ? null : components.getOrDefault(reference, reference), products);
    }
    report.statement(
        new Vex(
            vulnerability.place(),
            vulnerability.textAt("id"),
            status(state),
            why(
                state.equals("false_positive") ? state : analysis.textAt("justification"),
                analysis.textAt("detail")),
            products,
            Set.of()));
  }

  private static String status(String state) {
    return switch (state) {
      case "resolved", "resolved_with_pedigree" -> "fixed";
      case "exploitable" -> "affected";
      case "in_triage" -> "under_investigation";
      case "false_positive" -> "not_affected";
      default -> state;
    };
  }

  private static String why(@Nullable String justification, @Nullable String detail) {
    String first = justification == null ? "" : justification.strip();
    String second = detail == null ? "" : detail.strip();
    String both = first.isEmpty() || second.isEmpty() ? first + second : first + ": " + second;
    return Finding.cut(both);
  }
}
