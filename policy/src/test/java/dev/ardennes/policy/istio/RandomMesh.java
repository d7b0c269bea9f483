package dev.ardennes.policy.istio;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A small random mesh with policies whose values often meet, and requests to it.
final class RandomMesh {
  static final List<String> PATHS =
      List.of(
          "/",
          "/a",
          "/a/",
          "/a/b",
          "/a/b/c",
          "/ab",
          "/admin",
          "/admin/x",
          "/b",
          "/x.css",
          "/zz",
          "/a/q",
          "/q/b");
  static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH");
  static final List<String> HOSTS = List.of("a.com", "B.com", "x.a.com", "c.org");
  static final List<String> HEADERS = List.of("", "on", "off", "once");

  private static final List<String> PATH_PATTERNS =
      List.of(
          "/a",
          "/a*",
          "/a/*",
          "*b",
          "*",
          "/a/{*}",
          "/{**}",
          "/a/{*}/c",
          "*.css",
          "/admin*",
          "/",
          "/{*}/b");
  private static final List<String> WORKLOADS =
      List.of("web", "db", "job", "legacy", "edge", "amb");

  private final Random random;
  private final Map<String, WorkloadClass> workloads = new LinkedHashMap<>();
  private final List<NaiveMesh.Policy> policies = new ArrayList<>();

  RandomMesh(Random random) {
    this.random = random;
    workload("web", "shop", MeshMode.SIDECAR);
    workload("job", "batch", MeshMode.SIDECAR);
    workload("legacy", "batch", MeshMode.NONE);
    workload("edge", "batch", MeshMode.SIDECAR);
    workload("db", "shop", random.nextInt(8) == 0 ? MeshMode.AMBIENT : MeshMode.SIDECAR);
    workload("amb", "shop", MeshMode.AMBIENT);
    WorkloadClass.Waypoint.Traffic traffic =
        random.nextBoolean()
            ? WorkloadClass.Waypoint.Traffic.ALL
            : WorkloadClass.Waypoint.Traffic.SERVICE;
    if (random.nextBoolean()) {
      workloads.computeIfPresent(
          "amb",
          (id, w) ->
              w.withServices(Set.of("amb"))
                  .withWaypoint(new WorkloadClass.Waypoint("way", "shop", "way", traffic, false)));
    }
    if (random.nextInt(10) == 0) {
      workloads.computeIfPresent("db", (id, w) -> w.withExcludedPorts(Set.of(80)));
    }
    policies();
  }

  private void workload(String id, String namespace, MeshMode mode) {
    Map<String, String> labels = Map.of("app", id, "tier", id.equals("db") ? "data" : "front");
    workloads.put(id, WorkloadClass.of(id, namespace, labels, id, mode));
  }

  private void policies() {
    int count = 1 + random.nextInt(5);
    for (int i = 0; i < count; i++) {
      add("AuthorizationPolicy", "p" + i, authorization());
    }
    Map<String, String> levels = new TreeMap<>();
    if (random.nextInt(3) == 0) {
      levels.put("shop", "{'mtls':{'mode':'" + mode() + "'}}");
    }
    if (random.nextInt(4) == 0) {
      levels.put("istio-system", "{'mtls':{'mode':'" + mode() + "'}}");
    }
    levels.forEach(
        (namespace, spec) -> add("PeerAuthentication", "m" + namespace, namespace, spec));
    if (random.nextInt(4) == 0) {
      String ports =
          random.nextBoolean() ? ",'portLevelMtls':{'80':{'mode':'" + mode() + "'}}" : "";
      add(
          "PeerAuthentication",
          "mdb",
          "shop",
          "{'selector':{'matchLabels':{'app':'db'}},'mtls':{'mode':'"
              + mode()
              + "'}"
              + ports
              + "}");
    }
    if (random.nextBoolean()) {
      add("RequestAuthentication", "r", "shop", "{'jwtRules':[{'issuer':'idp'}]}");
    }
  }

  private void add(String kind, String id, String spec) {
    String namespace = pick("shop", "shop", "shop", "batch", "istio-system");
    add(kind, id, namespace, spec);
  }

  private void add(String kind, String id, String namespace, String spec) {
    JsonNode node = JsonMapper.shared().readTree(Scene.json(spec));
    policies.add(new NaiveMesh.Policy(kind, id, namespace, node));
  }

  private String mode() {
    return pick("STRICT", "PERMISSIVE", "DISABLE", "UNSET");
  }

  private String authorization() {
    String action = pick("ALLOW", "ALLOW", "DENY", "DENY", "AUDIT");
    String selector =
        pick(
            "",
            "",
            "",
            "",
            "'selector':{'matchLabels':{'app':'db'}},",
            "'selector':{'matchLabels':{'tier':'front'}},",
            "'targetRefs':[{'kind':'Service','name':'amb'}],");
    String trial = random.nextInt(10) == 0 ? "'dryRun':true," : "";
    int rules = random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(3);
    return "{"
        + selector
        + trial
        + "'action':'"
        + action
        + "','rules':["
        + list(rules, this::rule)
        + "]}";
  }

  private String rule() {
    List<String> parts = new ArrayList<>();
    if (random.nextInt(3) == 0) {
      parts.add("'from':[" + list(1 + random.nextInt(2), () -> wrapped("source", source())) + "]");
    }
    if (random.nextInt(6) > 0) {
      parts.add(
          "'to':[" + list(1 + random.nextInt(2), () -> wrapped("operation", operation())) + "]");
    }
    if (random.nextInt(4) == 0) {
      parts.add("'when':[" + condition() + "]");
    }
    return "{" + String.join(",", parts) + "}";
  }

  private static String wrapped(String name, String inner) {
    return "{'" + name + "':{" + inner + "}}";
  }

  private String source() {
    List<String> fields = new ArrayList<>();
    maybe(fields, 3, "rincipals", "p", "cluster.local/ns/shop/sa/web", "*/sa/job", "*", "cluster*");
    maybe(fields, 3, "amespaces", "n", "shop", "batch", "sh*", "*");
    maybe(fields, 6, "erviceAccounts", "s", "web", "batch/job", "edge", "batch/edge");
    maybe(fields, 6, "pBlocks", "i", "10.0.0.0/8", "10.1.0.0/16", "192.0.2.1");
    maybe(fields, 9, "emoteIpBlocks", "r", "10.0.0.0/8", "192.0.2.1");
    maybe(fields, 6, "equestPrincipals", "r", "idp/ann", "idp/*", "*", "*/bob");
    return String.join(",", fields);
  }

  private String operation() {
    List<String> fields = new ArrayList<>();
    maybe(fields, 2, "aths", "p", PATH_PATTERNS.toArray(new String[0]));
    maybe(fields, 4, "ethods", "m", "GET", "POST", "P*", "*");
    maybe(fields, 5, "osts", "h", "a.com", "*.com", "b*", "*");
    maybe(fields, 6, "orts", "p", "80", "8080");
    return String.join(",", fields);
  }

  private String condition() {
    String values =
        "'" + pick("values", "notValues") + "':['" + pick("on", "o*", "off", "*") + "']";
    String key =
        pick("request.headers[x-a]", "request.headers[X-B]", "request.auth.claims[groups]");
    return "{'key':'" + key + "'," + values + "}";
  }

  /// Adds a field, as it is or with `not`; `rest` is its name without the first letter.
  private void maybe(List<String> fields, int oneIn, String rest, String first, String... values) {
    if (random.nextInt(oneIn) == 0) {
      boolean not = random.nextInt(3) == 0;
      String name = not ? "not" + first.toUpperCase(java.util.Locale.ROOT) + rest : first + rest;
      int count = 1 + random.nextInt(2);
      fields.add("'" + name + "':[" + list(count, () -> "'" + pick(values) + "'") + "]");
    }
  }

  private static String list(int count, java.util.function.Supplier<String> item) {
    return IntStream.range(0, count).mapToObj(i -> item.get()).collect(Collectors.joining(","));
  }

  private String pick(String... values) {
    return values[random.nextInt(values.length)];
  }

  private String pick(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }

  @Override
  public String toString() {
    return workloads.values() + "\n" + policies;
  }

  /// One evaluator for each address that gateways and waypoints may have, as far as policies tell
  /// addresses apart.
  List<NaiveMesh> naive() {
    return Stream.of("10.1.0.9", "10.2.0.9", "192.0.2.1", "203.0.113.9")
        .map(address -> new NaiveMesh(policies, workloads, address))
        .toList();
  }

  IstioModel model() {
    IstioModel.Builder builder =
        IstioModel.builder().covers("shop").covers("batch").covers("istio-system");
    workloads.values().forEach(builder::workload);
    for (NaiveMesh.Policy policy : policies) {
      String spec = policy.spec().toString();
      switch (policy.kind()) {
        case "PeerAuthentication" ->
            builder.peerAuthentication(policy.id(), policy.namespace(), policy.id(), spec);
        case "RequestAuthentication" ->
            builder.requestAuthentication(policy.id(), policy.namespace(), policy.id(), spec);
        default -> {
          builder.authorizationPolicy(policy.id(), policy.namespace(), policy.id(), spec);
          int number = 0;
          for (JsonNode rule : policy.spec().path("rules")) {
            String fact = policy.id() + "." + number++;
            builder.authorizationRule(policy.id(), fact, rule.toString());
          }
        }
      }
    }
    return builder.build();
  }

  /// A request with everything fixed.
  IstioRequest request() {
    String address = pick("10.1.0.7", "10.2.0.7", "192.0.2.1");
    Caller caller =
        switch (random.nextInt(6)) {
          case 0 -> new Caller.Plaintext(address);
          case 1 -> new Caller.Identity("cluster.local/ns/shop/sa/job", address);
          default -> new Caller.Workload(pick(WORKLOADS), address);
        };
    int port = random.nextInt(3) == 0 ? 8080 : 80;
    IstioRequest request =
        IstioRequest.http(caller, pick("db", "db", "db", "amb", "web", "web", "legacy"), port)
            .withMethod(pick(METHODS))
            .withPath(pick(PATHS) + pick("", "", "?x=/admin"))
            .withHost(pick(HOSTS))
            .withHeaders(headers(pick(HEADERS), pick(HEADERS)))
            .withToken(token());
    return random.nextInt(5) == 0 ? request.withProtocol(Protocol.TCP) : request;
  }

  private Token token() {
    if (random.nextInt(3) > 0) {
      return Token.none();
    }
    TreeMap<String, List<String>> claims = new TreeMap<>();
    claims.put("iss", List.of(random.nextInt(6) == 0 ? "evil" : "idp"));
    claims.put("sub", List.of(pick("ann", "bob")));
    claims.put("groups", List.of(pick("on", "off"), "x"));
    return new Token.Claims(claims);
  }

  static Map<String, String> headers(String a, String b) {
    Map<String, String> headers = new TreeMap<>();
    if (!a.isEmpty()) {
      headers.put("x-a", a);
    }
    if (!b.isEmpty()) {
      headers.put("x-b", b);
    }
    return headers;
  }
}
