package dev.ardennes.collect.openapi;

import dev.ardennes.collect.json.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Who may call: the schemes a document defines, and which of them its operations ask for. An
/// operation's own list stands in the place of the document's; an empty list, or an empty
/// alternative, lets anybody call. Where neither has a list, the document does not say.
final class Security {
  private static final int MOST_ALTERNATIVES = 64;

  private final Description description;
  private final Json root;
  private final References references;
  private final Set<String> defined = new HashSet<>();
  private final Set<String> undefined = new HashSet<>();

  Security(Description description, Json root, References references) {
    this.description = description;
    this.root = root;
    this.references = references;
  }

  void schemes() {
    Json components = root.at("components");
    schemes(components == null ? null : components.at("securitySchemes"));
    schemes(root.at("securityDefinitions"));
  }

  private void schemes(@Nullable Json schemes) {
    if (!(schemes instanceof Json.Obj object)) {
      return;
    }
    for (Map.Entry<String, Json> entry : object.members().entrySet()) {
      defined.add(entry.getKey());
      Json scheme = references.of(entry.getValue());
      String type = scheme == null ? null : scheme.textAt("type");
      if (scheme != null && type != null) {
        description.fact(
            entry.getValue(),
            "document_scheme",
            Description.cut(entry.getKey()),
            Description.cut(type),
            Description.cut(detail(scheme, type)));
      }
    }
  }

  private static String detail(Json scheme, String type) {
    return switch (type) {
      case "apiKey" -> words(scheme.textAt("in"), scheme.textAt("name"));
      case "http" -> words(scheme.textAt("scheme"), scheme.textAt("bearerFormat"));
      case "openIdConnect" -> words(scheme.textAt("openIdConnectUrl"), null);
      case "oauth2" -> String.join(" ", flows(scheme));
      default -> "";
    };
  }

  private static String words(@Nullable String one, @Nullable String other) {
    return ((one == null ? "" : one) + " " + (other == null ? "" : other)).strip();
  }

  private static Set<String> flows(Json scheme) {
    Set<String> addresses = new TreeSet<>();
    addresses(scheme, addresses);
    if (scheme.at("flows") instanceof Json.Obj flows) {
      flows.members().values().forEach(flow -> addresses(flow, addresses));
    }
    return addresses;
  }

  private static void addresses(Json flow, Set<String> into) {
    for (String key : List.of("authorizationUrl", "tokenUrl")) {
      String address = flow.textAt(key);
      if (address != null) {
        into.add(address.strip());
      }
    }
  }

  void of(Json operation, String method, String path) {
    Json own = operation.at("security");
    Json asked = own == null ? root.at("security") : own;
    if (!(asked instanceof Json.Arr alternatives)) {
      return;
    }
    Json at = operation;
    if (alternatives.elements().isEmpty()) {
      description.fact(at, "endpoint_security", method, path, "none");
    }
    alternatives.elements().stream()
        .limit(MOST_ALTERNATIVES)
        .forEach(alternative -> alternative(alternative, at, method, path));
  }

  private void alternative(Json alternative, Json at, String method, String path) {
    if (!(alternative instanceof Json.Obj object)) {
      return;
    }
    Set<String> names = new TreeSet<>(object.members().keySet());
    names.forEach(name -> known(name, at));
    String scheme = names.isEmpty() ? "none" : String.join(" + ", names);
    description.fact(at, "endpoint_security", method, path, Description.cut(scheme));
  }

  private void known(String name, Json at) {
    if (!defined.contains(name) && undefined.size() < MOST_ALTERNATIVES && undefined.add(name)) {
      description.warn(
          at,
          "the security scheme `" + Description.cut(name) + "` is asked for and defined nowhere",
          "define it, or mend its name");
    }
  }
}
