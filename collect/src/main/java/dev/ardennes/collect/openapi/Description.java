package dev.ardennes.collect.openapi;

import dev.ardennes.collect.CollectedBuilder;
import dev.ardennes.collect.SourceFile;
import dev.ardennes.collect.json.Json;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// States what one document describes: operations, servers, security and inputs. Webhooks and
/// callbacks are requests that the API sends, and no endpoints of it.
final class Description {
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace", "query");
  private static final int LONGEST = 4096;
  private static final int MOST_ENDPOINTS = 100_000;

  private final Json root;
  private final SourceFile file;
  private final CollectedBuilder out;
  private final References references;
  private final Security security;
  private final Inputs inputs;
  private final String id;
  private int endpoints;

  Description(Json root, SourceFile file, CollectedBuilder out) {
    this.root = root;
    this.file = file;
    this.out = out;
    this.id = "openapi/" + file.path();
    this.references = new References(root);
    this.security = new Security(this, root, references);
    this.inputs = new Inputs(this, references);
  }

  void state() {
    String version = version();
    if (version == null) {
      return;
    }
    out.entity(id, "openapi.document", title(), List.of(file.path()));
    fact(root, "kind", "openapi.document");
    new Servers(this, root).state();
    security.schemes();
    if (root.at("paths") instanceof Json.Obj paths) {
      paths.members().forEach(this::path);
    }
    whatWasNotRead();
  }

  private @Nullable String version() {
    String openapi = Json.scalar(root.at("openapi"));
    String swagger = Json.scalar(root.at("swagger"));
    String version = openapi == null ? swagger : openapi;
    if (version != null
        && !version.startsWith("3.0")
        && !version.startsWith("3.1")
        && !(openapi == null && version.equals("2.0"))) {
      warn(
          root,
          "the description has version `" + cut(version) + "` and is read as the nearest known one",
          "3.0, 3.1 and Swagger 2.0 are known");
    }
    return version;
  }

  private String title() {
    Json info = root.at("info");
    String title = info == null ? null : info.textAt("title");
    return title == null || title.isBlank() ? file.name() : cut(title.strip());
  }

  private void path(String path, Json written) {
    Json resolved = references.of(written);
    if (!path.startsWith("/") || resolved == null) {
      return;
    }
    operations(path, resolved);
    if (written.textAt("$ref") != null) {
      operations(path, written);
    }
  }

  private void operations(String path, Json item) {
    if (!(item instanceof Json.Obj object)) {
      return;
    }
    new Servers(this, item).state();
    for (Map.Entry<String, Json> member : object.members().entrySet()) {
      if (METHODS.contains(member.getKey()) && member.getValue() instanceof Json.Obj operation) {
        operation(path, member.getKey().toUpperCase(Locale.ROOT), item, operation);
      }
    }
  }

  private void operation(String path, String method, Json item, Json operation) {
    if (++endpoints > MOST_ENDPOINTS) {
      return;
    }
    String cut = cut(path);
    fact(operation, "documents_endpoint", method, cut);
    new Servers(this, operation).state();
    security.of(operation, method, cut);
    inputs.of(item, operation, method, cut);
  }

  private void whatWasNotRead() {
    for (String reference : references.outside()) {
      warn(
          root,
          "the reference `" + reference + "` leads out of the document and is not followed",
          "bundle the description into one document");
    }
    for (String reference : references.missing()) {
      warn(root, "the reference `" + reference + "` leads nowhere", "mend the reference");
    }
    if (references.exhausted() || inputs.exhausted() || endpoints > MOST_ENDPOINTS) {
      warn(root, "the description is too large: a part of it is not read", "split it");
    }
  }

  static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }

  void warn(Json at, String says, String help) {
    out.problem(Problem.warning(says, help, evidence(at)));
  }

  private Evidence evidence(Json at) {
    Json.Place place = at.place();
    return new Evidence(out.source(), file.path(), place.line(), place.column(), place.pointer());
  }

  /// A fact about the document, at the place of the value.
  void fact(Json at, String relation, String... args) {
    String[] all = new String[args.length + 1];
    all[0] = id;
    System.arraycopy(args, 0, all, 1, args.length);
    out.fact(evidence(at), relation, all);
  }
}
