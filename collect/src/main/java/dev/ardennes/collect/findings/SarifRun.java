package dev.ardennes.collect.findings;

import dev.ardennes.collect.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a run of a SARIF log says once for all its results: rules, taxonomies, artifacts, base ids.
/// Filled by one pass over the log, since the parts of a run stand in any order.
final class SarifRun {
  /// Rules, artifacts or locations beyond this number are not looked up.
  static final int MOST_PARTS = 500_000;

  private static final int MOST_BASES = 16;

  /// What a rule says for its results.
  ///
  /// @param cwes texts that name a CWE: tags, and what its taxonomies say
  record Rule(
      String id,
      String title,
      String level,
      @Nullable Double score,
      @Nullable Severity severity,
      Set<String> tags,
      Set<String> cwes) {}

  /// A tool component: its rules in order and by id; or a taxonomy, whose taxa are rules.
  static final class Component {
    String name = "";
    String guid = "";
    final List<Rule> rules = new ArrayList<>();
    final Map<String, Rule> byId = new HashMap<>();

    void add(Rule rule) {
      rules.add(rule);
      byId.putIfAbsent(rule.id(), rule);
    }
  }

  /// Where an artifact lies.
  record Artifact(String uri, String base) {}

  final Component driver = new Component();
  final List<Component> extensions = new ArrayList<>();
  final List<Component> taxonomies = new ArrayList<>();
  final List<Artifact> artifacts = new ArrayList<>();
  final List<String> logicalLocations = new ArrayList<>();
  final Map<String, Artifact> bases = new HashMap<>();
  final Map<String, String> levels = new HashMap<>();
  final List<String> images = new ArrayList<>();
  private int parts;

  /// Whether one part more may be kept.
  boolean takes() {
    return ++parts <= MOST_PARTS;
  }

  String tool() {
    return driver.name.isEmpty() ? "unknown" : driver.name;
  }

  /// The rule a result names; null where the run does not describe it.
  @Nullable Rule rule(Json result) {
    Json reference = result.at("rule");
    Integer index = number(result.at("ruleIndex"));
    String id = result.textAt("ruleId");
    Component component = driver;
    if (reference != null) {
      index = index == null ? number(reference.at("index")) : index;
      id = id == null ? reference.textAt("id") : id;
      component = component(reference.at("toolComponent"));
    }
    if (index != null && index >= 0 && index < component.rules.size()) {
      return component.rules.get(index);
    }
    return id == null ? null : byId(component, id);
  }

  private Component component(@Nullable Json reference) {
    if (reference == null) {
      return driver;
    }
    Integer index = number(reference.at("index"));
    if (index != null && index >= 0 && index < extensions.size()) {
      return extensions.get(index);
    }
    String name = reference.textAt("name");
    return extensions.stream().filter(part -> part.name.equals(name)).findFirst().orElse(driver);
  }

  /// The rule of this id, or of the longest beginning of it that ends before a `/`.
  private @Nullable Rule byId(Component first, String id) {
    for (String at = id; !at.isEmpty(); at = parent(at)) {
      Rule found = first.byId.get(at);
      if (found == null) {
        found = driver.byId.get(at);
      }
      for (int i = 0; found == null && i < extensions.size(); i++) {
        found = extensions.get(i).byId.get(at);
      }
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static String parent(String id) {
    int slash = id.lastIndexOf('/');
    return slash < 0 ? "" : id.substring(0, slash);
  }

  /// The text of a reference to a taxon if it may be a CWE: `CWE-79`, or `79` of the taxonomy
  /// `CWE`.
  @Nullable String weakness(Json taxon) {
    String id = taxon.textAt("id");
    Component taxonomy = taxonomy(taxon.at("toolComponent"));
    if (id == null && taxonomy != null) {
      Integer index = number(taxon.at("index"));
      if (index != null && index >= 0 && index < taxonomy.rules.size()) {
        id = taxonomy.rules.get(index).id();
      }
    }
    Json component = taxon.at("toolComponent");
    String named = component == null ? null : component.textAt("name");
    String name = named == null && taxonomy != null ? taxonomy.name : named;
    return id != null && name != null && name.equalsIgnoreCase("CWE") && isNumber(id)
        ? "CWE-" + id
        : id;
  }

  private @Nullable Component taxonomy(@Nullable Json reference) {
    if (reference == null) {
      return null;
    }
    Integer index = number(reference.at("index"));
    if (index != null && index >= 0 && index < taxonomies.size()) {
      return taxonomies.get(index);
    }
    String guid = reference.textAt("guid");
    return taxonomies.stream()
        .filter(part -> !part.guid.isEmpty() && part.guid.equals(guid))
        .findFirst()
        .orElse(null);
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /// The path that an artifact location means: its URI below its base, and that below its own base;
  /// null where it names none.
  @Nullable String path(@Nullable Json location) {
    if (location == null) {
      return null;
    }
    String uri = location.textAt("uri");
    String base = location.textAt("uriBaseId");
    Integer index = number(location.at("index"));
    if (uri == null && index != null && index >= 0 && index < artifacts.size()) {
      Artifact artifact = artifacts.get(index);
      uri = artifact.uri();
      base = artifact.base();
    }
    return uri == null || uri.isEmpty() ? null : below(uri, base == null ? "" : base);
  }

  /// A base that stands at the root of a file system only says where the tool ran; what lies below
  /// it is the path that counts.
  private String below(String uri, String base) {
    String path = uri;
    Set<String> seen = new HashSet<>();
    String at = base;
    while (!hasScheme(path) && !at.isEmpty() && seen.size() < MOST_BASES && seen.add(at)) {
      Artifact known = bases.get(at);
      if (known == null || hasScheme(known.uri()) || known.uri().startsWith("/")) {
        break;
      }
      path =
          known.uri().isEmpty() || known.uri().endsWith("/")
              ? known.uri() + path
              : known.uri() + "/" + path;
      at = known.base();
    }
    return withoutBase(ScannedPaths.ofUri(path));
  }

  private static boolean hasScheme(String uri) {
    int colon = uri.indexOf(':');
    int slash = uri.indexOf('/');
    return colon > 0 && (slash < 0 || colon < slash);
  }

  /// An absolute path below a base that the run declares is relative to that base.
  private String withoutBase(String path) {
    String longest = "";
    for (Artifact base : bases.values()) {
      String folder = ScannedPaths.ofUri(base.uri());
      boolean absolute = hasScheme(base.uri()) || base.uri().startsWith("/");
      if (absolute
          && folder.length() > 1
          && folder.length() > longest.length()
          && folder.endsWith("/")
          && path.startsWith(folder)) {
        longest = folder;
      }
    }
    return path.substring(longest.length());
  }

  static @Nullable Integer number(@Nullable Json value) {
    if (!(value instanceof Json.Num number) || number.value().length() > 9) {
      return null;
    }
    try {
      return Integer.valueOf(number.value());
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
