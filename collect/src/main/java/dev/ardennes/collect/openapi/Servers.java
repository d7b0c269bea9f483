package dev.ardennes.collect.openapi;

import dev.ardennes.collect.json.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where an API is served: `servers` of OpenAPI 3 at a document, path or operation; scheme, host
/// and base path of Swagger 2.
record Servers(Description description, Json at) {
  private static final int MOST_VARIABLES = 32;

  void state() {
    for (Json server : at.listAt("servers")) {
      String url = server.textAt("url");
      if (url != null && !url.isBlank()) {
        description.fact(server, "document_server", Description.cut(filled(url.strip(), server)));
      }
    }
    if (at.at("swagger") != null) {
      swagger();
    }
  }

  private void swagger() {
    String host = at.textAt("host");
    String written = at.textAt("basePath");
    String path = written == null || written.equals("/") ? "" : written;
    if (host == null || host.isBlank()) {
      if (!path.isEmpty()) {
        description.fact(at, "document_server", Description.cut(path));
      }
      return;
    }
    List<Json> schemes = at.listAt("schemes");
    for (Json scheme : schemes) {
      String word = Json.scalar(scheme);
      if (word != null) {
        description.fact(
            at, "document_server", Description.cut(word + "://" + host.strip() + path));
      }
    }
    if (schemes.isEmpty()) {
      description.fact(at, "document_server", Description.cut("//" + host.strip() + path));
    }
  }

  /// Variables at their defaults; one without stays as it is written.
  private static String filled(String url, Json server) {
    if (!(server.at("variables") instanceof Json.Obj variables)) {
      return url;
    }
    String filled = Description.cut(url);
    int count = 0;
    for (Map.Entry<String, Json> variable : variables.members().entrySet()) {
      String value = textOf(variable.getValue());
      if (value != null && ++count <= MOST_VARIABLES) {
        filled = Description.cut(filled.replace("{" + variable.getKey() + "}", value));
      }
    }
    return filled;
  }

  private static @Nullable String textOf(Json variable) {
    return Json.scalar(variable.at("default"));
  }
}
