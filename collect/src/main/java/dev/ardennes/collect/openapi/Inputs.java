package dev.ardennes.collect.openapi;

import dev.ardennes.collect.json.Json;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Parameters and body fields that are addresses or files: by their format, or, as the weaker hint,
/// by their name.
final class Inputs {
  private static final Set<String> ADDRESSES =
      Set.of("uri", "uri-reference", "url", "iri", "iri-reference", "uri-template");
  private static final Set<String> ADDRESS_NAMES =
      Set.of("callback", "webhook", "redirect", "returnto", "href");
  private static final Set<String> FILE_NAMES = Set.of("file", "path", "filename", "filepath");

  /// How deep fields of a body are looked for.
  private static final int MOST_DEPTH = 4;

  private static final int MOST_PARAMETERS = 1000;
  private static final int MOST_FIELDS = 2000;
  private static final int MOST_FIELDS_OF_ALL = 500_000;

  /// An operation that is being read.
  private static final class Operation {
    final Json at;
    final String method;
    final String path;
    final Set<Json> entered = Collections.newSetFromMap(new IdentityHashMap<>());
    int fields;

    Operation(Json at, String method, String path) {
      this.at = at;
      this.method = method;
      this.path = path;
    }
  }

  private final Description description;
  private final References references;
  private int fieldsOfAll;

  Inputs(Description description, References references) {
    this.description = description;
    this.references = references;
  }

  /// Whether the fields were too many, so that those of later operations were not looked at.
  boolean exhausted() {
    return fieldsOfAll > MOST_FIELDS_OF_ALL;
  }

  void of(Json item, Json operation, String method, String path) {
    Operation of = new Operation(operation, method, path);
    for (Json owner : List.of(item, operation)) {
      owner.listAt("parameters").stream()
          .limit(MOST_PARAMETERS)
          .forEach(parameter -> parameter(of, references.of(parameter)));
    }
    Json body = references.of(operation.at("requestBody"));
    if (body != null) {
      content(of, body, "", "body");
    }
  }

  private void parameter(Operation of, @Nullable Json parameter) {
    String where = parameter == null ? null : parameter.textAt("in");
    String name = parameter == null ? null : parameter.textAt("name");
    if (parameter == null || where == null || name == null) {
      return;
    }
    switch (where) {
      case "body" -> field(of, "", parameter.at("schema"), "body", 0);
      case "formData" -> field(of, name, parameter, "form", 0);
      case "query", "path", "header", "cookie" -> {
        Json schema = parameter.at("schema");
        field(of, name, schema == null ? parameter : schema, where, 0);
        content(of, parameter, name, where);
      }
      default -> {}
    }
  }

  private void content(Operation of, Json owner, String name, String where) {
    if (owner.at("content") instanceof Json.Obj types) {
      for (Map.Entry<String, Json> type : types.members().entrySet()) {
        boolean form = type.getKey().contains("form");
        field(of, name, type.getValue().at("schema"), form ? "form" : where, 0);
      }
    }
  }

  /// @param name empty for a body as a whole; fields of fields as `outer.inner`
  private void field(Operation of, String name, @Nullable Json written, String where, int depth) {
    Json schema = ++fieldsOfAll > MOST_FIELDS_OF_ALL ? null : references.of(written);
    if (schema == null || depth > MOST_DEPTH || ++of.fields > MOST_FIELDS) {
      return;
    }
    if (of.entered.add(schema)) {
      inside(of, name, schema, where, depth);
      of.entered.remove(schema);
    }
  }

  /// A schema that contains itself is entered once on each way.
  private void inside(Operation of, String name, Json schema, String where, int depth) {
    String hint = hint(name, schema);
    if (hint != null && !name.isEmpty()) {
      description.fact(
          of.at, "endpoint_input", of.method, of.path, Description.cut(name), where, hint);
    }
    field(of, name, schema.at("items"), where, depth + 1);
    for (String key : List.of("allOf", "oneOf", "anyOf")) {
      schema.listAt(key).forEach(part -> field(of, name, part, where, depth + 1));
    }
    if (schema.at("properties") instanceof Json.Obj properties) {
      String prefix = name.isEmpty() ? "" : name + ".";
      properties
          .members()
          .forEach((key, value) -> field(of, prefix + key, value, where, depth + 1));
    }
  }

  private static @Nullable String hint(String name, Json schema) {
    String format = schema.textAt("format");
    String type = schema.textAt("type");
    if (format != null && ADDRESSES.contains(format)) {
      return "uri";
    }
    if ("file".equals(type) || "binary".equals(format)) {
      return "file";
    }
    boolean text = type == null ? schema.at("properties") == null : type.equals("string");
    return text && format == null ? byName(name) : null;
  }

  private static @Nullable String byName(String name) {
    String last = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    String bare = last.replace("_", "").replace("-", "");
    if (bare.endsWith("url") || bare.endsWith("uri") || ADDRESS_NAMES.contains(bare)) {
      return "uri by name";
    }
    return FILE_NAMES.contains(bare) || bare.endsWith("filename") || bare.endsWith("filepath")
        ? "file by name"
        : null;
  }
}
