package dev.ardennes.policy.istio;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Decides one request in which everything is fixed, word by word from the documentation and from
/// the JSON of whole policies: slow, without caches, automata or unknowns.
final class NaiveMesh {
  private static final List<String> HTTP =
      List.of("hosts", "methods", "paths", "requestPrincipals", "request.headers", "request.auth");

  private final List<Policy> policies;
  private final Map<String, WorkloadClass> workloads;
  private final String proxyAddress;

  /// A whole policy.
  record Policy(String kind, String id, String namespace, JsonNode spec) {}

  /// What one proxy sees.
  private record Seen(
      String proxy, @Nullable String principal, String address, int port, IstioRequest request) {}

  /// @param proxyAddress of gateways and waypoints
  NaiveMesh(List<Policy> policies, Map<String, WorkloadClass> workloads, String proxyAddress) {
    this.policies = policies;
    this.workloads = workloads;
    this.proxyAddress = proxyAddress;
  }

  private WorkloadClass workload(String id) {
    return Objects.requireNonNull(workloads.get(id));
  }

  boolean allows(IstioRequest request) {
    WorkloadClass target = workload(request.target());
    String principal = null;
    String address = request.caller().address();
    switch (request.caller()) {
      case Caller.Workload workload -> principal = principal(workload(workload.id()));
      case Caller.Identity identity -> principal = identity.principal();
      case Caller.Plaintext plaintext -> {}
      case Caller.Outsider outsider -> {
        WorkloadClass gateway = workload(outsider.gateway());
        Seen seen = new Seen("sidecar", null, address, outsider.gatewayPort(), request);
        if (!passes(gateway, seen)) {
          return false;
        }
        principal = principal(gateway);
      }
    }
    boolean outside = request.caller() instanceof Caller.Outsider;
    return reaches(target, principal, outside, request);
  }

  private static @Nullable String principal(WorkloadClass workload) {
    return workload.mode() == MeshMode.NONE
        ? null
        : "cluster.local/ns/" + workload.namespace() + "/sa/" + workload.serviceAccount();
  }

  private boolean reaches(
      WorkloadClass target, @Nullable String principal, boolean outside, IstioRequest request) {
    String address = outside ? proxyAddress : request.caller().address();
    boolean excluded =
        target.mode() == MeshMode.SIDECAR && target.excludedPorts().contains(request.port());
    if (target.mode() == MeshMode.NONE || excluded) {
      return true;
    }
    String mode = mutualTls(target, request.port());
    if (target.mode() == MeshMode.SIDECAR) {
      if (mode.equals("STRICT") && principal == null) {
        return false;
      }
      String known = mode.equals("DISABLE") ? null : principal;
      return passes(target, new Seen("sidecar", known, address, request.port(), request));
    }
    boolean hasWaypoint = !target.waypoints().isEmpty() && principal != null && !outside;
    boolean direct = true;
    if (hasWaypoint) {
      WorkloadClass.Waypoint waypoint = target.waypoints().getFirst();
      String way = "cluster.local/ns/" + waypoint.namespace() + "/sa/" + waypoint.serviceAccount();
      if (passes(target, new Seen("waypoint", principal, address, request.port(), request))
          && passes(target, new Seen("ztunnel", way, proxyAddress, request.port(), request))) {
        return true;
      }
      direct = waypoint.traffic() == WorkloadClass.Waypoint.Traffic.SERVICE;
    }
    return direct
        && !(mode.equals("STRICT") && principal == null)
        && passes(target, new Seen("ztunnel", principal, address, request.port(), request));
  }

  private String mutualTls(WorkloadClass target, int port) {
    String mode = "UNSET";
    for (Policy policy : policies) {
      JsonNode spec = policy.spec();
      boolean own = policy.namespace().equals(target.namespace()) && !isRoot(policy);
      if (policy.kind().equals("PeerAuthentication") && own && hasSelector(spec)) {
        if (selected(spec, target)) {
          mode = spec.path("portLevelMtls").path("" + port).path("mode").asString("UNSET");
          mode = orElse(mode, spec);
        }
      }
    }
    for (boolean root : new boolean[] {false, true}) {
      for (Policy policy : policies) {
        boolean level = root ? isRoot(policy) : policy.namespace().equals(target.namespace());
        if (policy.kind().equals("PeerAuthentication")
            && level
            && isRoot(policy) == root
            && !hasSelector(policy.spec())) {
          mode = orElse(mode, policy.spec());
        }
      }
    }
    return mode.equals("UNSET") ? "PERMISSIVE" : mode;
  }

  private static String orElse(String mode, JsonNode spec) {
    return mode.equals("UNSET") ? spec.path("mtls").path("mode").asString("UNSET") : mode;
  }

  private static boolean isRoot(Policy policy) {
    return policy.namespace().equals("istio-system");
  }

  private static boolean hasSelector(JsonNode spec) {
    return !spec.path("selector").path("matchLabels").isEmpty();
  }

  private static boolean selected(JsonNode spec, WorkloadClass target) {
    return spec.path("selector").path("matchLabels").properties().stream()
        .allMatch(l -> l.getValue().asString().equals(target.labels().get(l.getKey())));
  }

  private boolean applies(Policy policy, WorkloadClass target, String proxy) {
    boolean own = policy.namespace().equals(target.namespace());
    JsonNode references = policy.spec().path("targetRefs");
    if (proxy.equals("waypoint")) {
      for (JsonNode reference : references) {
        boolean service =
            reference.path("kind").asString().equals("Service")
                && own
                && target.services().contains(reference.path("name").asString());
        if (service) {
          return true;
        }
      }
      return false;
    }
    return references.isEmpty() && (own || isRoot(policy)) && selected(policy.spec(), target);
  }

  private boolean passes(WorkloadClass target, Seen seen) {
    Token token = token(target, seen);
    if (token == null) {
      return false;
    }
    boolean anyAllow = false;
    boolean allowed = false;
    for (Policy policy : policies) {
      if (!policy.kind().equals("AuthorizationPolicy")
          || !applies(policy, target, seen.proxy())
          || policy.spec().path("dryRun").asBoolean(false)) {
        continue;
      }
      String action = policy.spec().path("action").asString("ALLOW");
      boolean matches = false;
      for (JsonNode rule : policy.spec().path("rules")) {
        matches |= matches(rule, action, policy.namespace(), seen, token);
      }
      if (action.equals("DENY") && matches) {
        return false;
      }
      anyAllow |= action.equals("ALLOW");
      allowed |= action.equals("ALLOW") && matches;
    }
    return allowed || !anyAllow;
  }

  /// The validated token; null where the request is refused for it.
  private @Nullable Token token(WorkloadClass target, Seen seen) {
    boolean http = seen.request().protocol() == Protocol.HTTP && !seen.proxy().equals("ztunnel");
    if (!http || !(seen.request().token() instanceof Token.Claims claims)) {
      return Token.none();
    }
    boolean any = false;
    for (Policy policy : policies) {
      if (policy.kind().equals("RequestAuthentication") && applies(policy, target, seen.proxy())) {
        for (JsonNode rule : policy.spec().path("jwtRules")) {
          any = true;
          if (claims.of("iss").contains(rule.path("issuer").asString())) {
            return claims;
          }
        }
      }
    }
    return any ? null : Token.none();
  }

  private static boolean matches(
      JsonNode rule, String action, String namespace, Seen seen, Token token) {
    if (action.equals("ALLOW") && asksForUnseen(rule, seen)) {
      return false;
    }
    boolean from = rule.path("from").isEmpty();
    for (JsonNode item : rule.path("from")) {
      from |= fields(item.path("source"), namespace, seen, token);
    }
    boolean to = rule.path("to").isEmpty();
    for (JsonNode item : rule.path("to")) {
      to |= fields(item.path("operation"), namespace, seen, token);
    }
    boolean when = true;
    for (JsonNode condition : rule.path("when")) {
      String key = condition.path("key").asString();
      when &=
          unseen(key, seen)
              || (holds(key, condition.path("values"), namespace, seen, token, true)
                  && holds(key, condition.path("notValues"), namespace, seen, token, false));
    }
    return from && to && when;
  }

  private static boolean fields(JsonNode node, String namespace, Seen seen, Token token) {
    boolean all = true;
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      boolean not = field.getKey().startsWith("not");
      String key = not ? decapitalized(field.getKey().substring(3)) : field.getKey();
      all &= unseen(key, seen) || holds(key, field.getValue(), namespace, seen, token, !not);
    }
    return all;
  }

  private static String decapitalized(String text) {
    return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }

  private static boolean asksForUnseen(JsonNode rule, Seen seen) {
    List<String> keys = new ArrayList<>();
    for (JsonNode item : rule.path("from")) {
      keys.addAll(item.path("source").propertyNames());
    }
    for (JsonNode item : rule.path("to")) {
      keys.addAll(item.path("operation").propertyNames());
    }
    for (JsonNode item : rule.path("when")) {
      keys.add(item.path("key").asString());
    }
    return keys.stream()
        .map(key -> key.startsWith("not") ? decapitalized(key.substring(3)) : key)
        .anyMatch(key -> unseen(key, seen));
  }

  private static boolean unseen(String key, Seen seen) {
    boolean ztunnel = seen.proxy().equals("ztunnel");
    boolean http = seen.request().protocol() == Protocol.HTTP && !ztunnel;
    return (!http && HTTP.stream().anyMatch(key::startsWith))
        || (ztunnel && (key.equals("remoteIpBlocks") || key.equals("remote.ip")));
  }

  private static boolean holds(
      String key, JsonNode values, String namespace, Seen seen, Token token, boolean positive) {
    if (values.isEmpty()) {
      return true;
    }
    boolean any = false;
    for (JsonNode value : values) {
      any |= one(key, value.asString(), namespace, seen, token);
    }
    return any == positive;
  }

  private static boolean one(String key, String value, String namespace, Seen seen, Token token) {
    IstioRequest request = seen.request();
    String principal = seen.principal();
    String[] parts = principal == null ? new String[5] : principal.split("/");
    return switch (key) {
      case "principals", "source.principal" -> principal != null && text(value, principal);
      case "namespaces", "source.namespace" -> principal != null && text(value, parts[2]);
      case "serviceAccounts" ->
          principal != null
              && (parts[2] + "/" + parts[4])
                  .equals(value.contains("/") ? value : namespace + "/" + value);
      case "ipBlocks", "source.ip" -> inBlock(value, seen.address());
      case "remoteIpBlocks", "remote.ip" -> inBlock(value, request.caller().address());
      case "ports", "destination.port" -> value.equals("" + seen.port());
      case "methods" -> text(value, request.method().orElseThrow());
      case "hosts" ->
          text(
              value.toLowerCase(Locale.ROOT),
              request.host().orElseThrow().toLowerCase(Locale.ROOT));
      case "paths" -> path(value, request.path().orElseThrow());
      case "requestPrincipals" -> requestPrincipal(value, token);
      default -> keyed(key, value, request, token);
    };
  }

  private static boolean keyed(String key, String value, IstioRequest request, Token token) {
    String name = key.substring(key.indexOf('[') + 1, key.length() - 1);
    if (key.startsWith("request.headers")) {
      String header = request.headers().get(name.toLowerCase(Locale.ROOT));
      return header != null && (value.equals("*") || text(value, header));
    }
    return token instanceof Token.Claims claims
        && claims.of(name).stream().anyMatch(claim -> text(value, claim));
  }

  private static boolean requestPrincipal(String value, Token token) {
    return token instanceof Token.Claims claims
        && text(value, claims.of("iss").getFirst() + "/" + claims.of("sub").getFirst());
  }

  private static boolean text(String value, String actual) {
    if (value.equals("*")) {
      return !actual.isEmpty();
    }
    if (value.startsWith("*")) {
      return actual.endsWith(value.substring(1));
    }
    if (value.endsWith("*")) {
      return actual.startsWith(value.substring(0, value.length() - 1));
    }
    return actual.equals(value);
  }

  private static boolean path(String value, String actual) {
    String path = actual.split("[?#]")[0];
    if (!value.contains("{*")) {
      return text(value, path);
    }
    String regex = Pattern.quote(value).replace("{**}", "\\E.*\\Q").replace("{*}", "\\E[^/]+\\Q");
    return Pattern.matches(regex, path);
  }

  /// Blocks of whole bytes only.
  private static boolean inBlock(String block, String address) {
    int bytes = block.endsWith("/8") ? 1 : block.endsWith("/16") ? 2 : 4;
    String[] left = block.split("/")[0].split("\\.");
    String[] right = address.split("\\.");
    for (int i = 0; i < bytes; i++) {
      if (!left[i].equals(right[i])) {
        return false;
      }
    }
    return true;
  }
}
