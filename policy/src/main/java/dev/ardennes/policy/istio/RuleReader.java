package dev.ardennes.policy.istio;

import dev.ardennes.model.Unknown;
import dev.ardennes.policy.istio.Clause.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// Reads the rules of AuthorizationPolicies.
///
/// Names and forms of fields follow Istio's reference of AuthorizationPolicy and of the conditions'
/// keys.
final class RuleReader {
  private static final int MOST_PORT = 65_535;
  private static final String LOCAL = "cluster.local";
  private static final String FILTERS = "experimental.envoy.filters.";

  private static final Map<String, Attribute> SOURCE =
      Map.of(
          "principals", Attribute.PRINCIPAL,
          "namespaces", Attribute.NAMESPACE,
          "serviceAccounts", Attribute.SERVICE_ACCOUNT,
          "ipBlocks", Attribute.SOURCE_ADDRESS,
          "remoteIpBlocks", Attribute.REMOTE_ADDRESS,
          "requestPrincipals", Attribute.REQUEST_PRINCIPAL);
  private static final Map<String, Attribute> OPERATION =
      Map.of(
          "hosts", Attribute.HOST,
          "methods", Attribute.METHOD,
          "paths", Attribute.PATH,
          "ports", Attribute.PORT);
  private static final Map<String, Attribute> KEYS =
      Map.ofEntries(
          Map.entry("source.ip", Attribute.SOURCE_ADDRESS),
          Map.entry("remote.ip", Attribute.REMOTE_ADDRESS),
          Map.entry("source.namespace", Attribute.NAMESPACE),
          Map.entry("source.principal", Attribute.PRINCIPAL),
          Map.entry("source.serviceAccount", Attribute.SERVICE_ACCOUNT),
          Map.entry("request.auth.principal", Attribute.REQUEST_PRINCIPAL),
          Map.entry("request.auth.audiences", Attribute.AUDIENCE),
          Map.entry("request.auth.presenter", Attribute.PRESENTER),
          Map.entry("destination.ip", Attribute.TARGET_ADDRESS),
          Map.entry("destination.port", Attribute.PORT),
          Map.entry("connection.sni", Attribute.SERVER_NAME));

  private final Mesh mesh;
  private final String namespace;

  /// @param namespace of the policy, in which service accounts without one are
  RuleReader(Mesh mesh, String namespace) {
    this.mesh = mesh;
    this.namespace = namespace;
  }

  Rule read(String factId, JsonNode node) throws Json.Unreadable {
    if (Json.isUnknown(node)) {
      return Rule.unreadable(factId, node.asString());
    }
    if (!node.isObject()) {
      throw new Json.Unreadable("a rule is no object");
    }
    allowed(node, Set.of("from", "to", "when"), "a rule");
    for (String part : List.of("from", "to", "when")) {
      if (Json.isUnknown(node.path(part))) {
        return Rule.unreadable(factId, node.path(part).asString());
      }
    }
    return new Rule(
        factId,
        alternatives(node.path("from"), "from", "source", SOURCE),
        alternatives(node.path("to"), "to", "operation", OPERATION),
        conditions(node.path("when")),
        "");
  }

  private List<List<Clause>> alternatives(
      JsonNode list, String where, String inner, Map<String, Attribute> fields)
      throws Json.Unreadable {
    List<List<Clause>> all = new ArrayList<>();
    for (JsonNode item : Json.items(list, where)) {
      allowed(Json.object(item, where), Set.of(inner), where);
      all.add(clauses(Json.object(item.path(inner), inner), inner, fields));
    }
    return all;
  }

  private List<Clause> clauses(JsonNode node, String where, Map<String, Attribute> fields)
      throws Json.Unreadable {
    Set<String> names = new HashSet<>(fields.keySet());
    fields.keySet().forEach(name -> names.add(negated(name)));
    allowed(node, names, where);
    List<Clause> clauses = new ArrayList<>();
    for (String name : new TreeSet<>(fields.keySet())) {
      Attribute attribute = fields.get(name);
      if (attribute != null) {
        add(clauses, attribute, "", node, name, negated(name));
      }
    }
    return clauses;
  }

  private static String negated(String name) {
    return "not" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private List<Clause> conditions(JsonNode list) throws Json.Unreadable {
    List<Clause> clauses = new ArrayList<>();
    for (JsonNode item : Json.items(list, "when")) {
      allowed(Json.object(item, "when"), Set.of("key", "values", "notValues"), "when");
      condition(clauses, item, Json.text(item.path("key"), "key"));
    }
    return clauses;
  }

  private void condition(List<Clause> clauses, JsonNode item, String key) throws Json.Unreadable {
    if (Json.isAbsent(item.path("values")) && Json.isAbsent(item.path("notValues"))) {
      throw new Json.Unreadable("the condition `" + key + "` has no values");
    }
    if (key.startsWith("request.headers[") && key.endsWith("]")) {
      String name = bracketed(key).toLowerCase(Locale.ROOT);
      Attribute attribute =
          switch (name) {
            case ":authority" -> Attribute.HOST;
            case ":method" -> Attribute.METHOD;
            default -> Attribute.HEADER;
          };
      add(clauses, attribute, name, item, "values", "notValues");
    } else if (key.startsWith("request.auth.claims[") && key.endsWith("]")) {
      add(clauses, Attribute.CLAIM, bracketed(key), item, "values", "notValues");
    } else if (key.startsWith(FILTERS)) {
      String name = key.substring(FILTERS.length());
      add(clauses, Attribute.FILTER, name, item, "values", "notValues");
    } else {
      Attribute attribute = KEYS.get(key);
      if (attribute == null) {
        throw new Json.Unreadable("the condition's key `" + key + "` is not known");
      }
      add(clauses, attribute, "", item, "values", "notValues");
    }
  }

  private static String bracketed(String key) {
    return key.substring(key.indexOf('[') + 1, key.length() - 1);
  }

  private void add(
      List<Clause> clauses,
      Attribute attribute,
      String name,
      JsonNode node,
      String positive,
      String negative)
      throws Json.Unreadable {
    List<Value> values = values(attribute, Json.texts(node.path(positive), positive));
    List<Value> notValues = values(attribute, Json.texts(node.path(negative), negative));
    if (!values.isEmpty() || !notValues.isEmpty()) {
      clauses.add(new Clause(attribute, name, values, notValues));
    }
  }

  private List<Value> values(Attribute attribute, List<String> texts) throws Json.Unreadable {
    List<Value> values = new ArrayList<>();
    for (String text : texts) {
      if (text.isEmpty()) {
        throw new Json.Unreadable("an empty value for the " + attribute.word());
      }
      values.addAll(values(attribute, text));
    }
    return values;
  }

  private List<Value> values(Attribute attribute, String text) throws Json.Unreadable {
    return switch (attribute) {
      case PRINCIPAL -> principals(text);
      case NAMESPACE -> List.of(value(text, TextPattern.glob(text)));
      case SERVICE_ACCOUNT -> List.of(serviceAccount(text));
      case SOURCE_ADDRESS, REMOTE_ADDRESS, TARGET_ADDRESS -> List.of(address(text));
      case PORT -> List.of(port(text));
      case HOST -> List.of(value(text, TextPattern.present(text).lowerCase()));
      case METHOD, HEADER -> List.of(value(text, TextPattern.present(text)));
      case PATH -> List.of(path(text));
      case SERVER_NAME, FILTER, REQUEST_PRINCIPAL, AUDIENCE, PRESENTER, CLAIM ->
          List.of(value(text, TextPattern.of(text)));
    };
  }

  private static Value value(String text, TextPattern pattern) {
    return new Value(text, pattern, new AddressSet(List.of()));
  }

  /// The trust domain of a mesh has aliases, and `cluster.local` always means the mesh's own.
  private List<Value> principals(String text) {
    int slash = text.indexOf('/');
    String domain = slash < 0 ? "" : text.substring(0, slash);
    Set<String> own = new TreeSet<>(mesh.trustDomainAliases());
    own.add(mesh.trustDomain());
    if (!own.contains(domain) && !domain.equals(LOCAL)) {
      return List.of(value(text, TextPattern.of(text)));
    }
    return own.stream().map(d -> value(text, TextPattern.of(d + text.substring(slash)))).toList();
  }

  private Value serviceAccount(String text) {
    String full = text.indexOf('/') < 0 && !isUnknown(text) ? namespace + "/" + text : text;
    return value(text, TextPattern.exact(full));
  }

  private static boolean isUnknown(String text) {
    return text.charAt(0) == Unknown.OPEN && text.indexOf(Unknown.CLOSE) == text.length() - 1;
  }

  private static Value address(String text) throws Json.Unreadable {
    if (Unknown.in(text)) {
      return new Value(text, TextPattern.exact(text), AddressSet.ALL);
    }
    AddressSet addresses =
        AddressSet.parse(text)
            .orElseThrow(() -> new Json.Unreadable("`" + text + "` is no block of addresses"));
    return new Value(text, TextPattern.exact(text), addresses);
  }

  private static Value port(String text) throws Json.Unreadable {
    if (!Unknown.in(text) && !isPort(text)) {
      throw new Json.Unreadable("`" + text + "` is no port");
    }
    return value(text, TextPattern.exact(text));
  }

  static boolean isPort(String text) {
    return text.length() <= 5
        && !text.isEmpty()
        && text.chars().allMatch(c -> c >= '0' && c <= '9')
        && Integer.parseInt(text) <= MOST_PORT;
  }

  /// In a template, `*` is a wildcard only in braces, and the last wildcard alone may be `{**}`.
  private static Value path(String text) throws Json.Unreadable {
    if (TextPattern.isTemplate(text)) {
      int many = text.indexOf("{**}");
      String rest = text.replace("{**}", "").replace("{*}", "");
      boolean last = many < 0 || text.indexOf('{', many + 1) < 0;
      if (!last || rest.indexOf('{') >= 0 || rest.indexOf('}') >= 0 || rest.indexOf('*') >= 0) {
        throw new Json.Unreadable("`" + text + "` is no path template");
      }
    }
    return value(text, TextPattern.path(text));
  }

  /// A field that is not known may restrict what a rule matches, so the rule is not guessed at.
  private static void allowed(JsonNode node, Set<String> names, String where)
      throws Json.Unreadable {
    for (String name : node.propertyNames()) {
      if (!names.contains(name)) {
        throw new Json.Unreadable("`" + name + "` is no field of `" + where + "`");
      }
    }
  }
}
