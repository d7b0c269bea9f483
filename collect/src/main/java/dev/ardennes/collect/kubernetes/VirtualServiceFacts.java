package dev.ardennes.collect.kubernetes;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.kubernetes.manifest.Manifest;
import dev.ardennes.collect.kubernetes.manifest.Nodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Virtual services of Istio that a gateway serves. Those of the mesh alone are no way in.
///
/// The rules are tried in the order in which they are written. What a rule asks for besides path
/// and method, such as a header, whoever sends may have.
final class VirtualServiceFacts {
  private static final String MESH = "mesh";

  /// What a match may have and still take every request for its path and method.
  private static final Set<String> PLAIN =
      Set.of("uri", "method", "authority", "name", "gateways", "statPrefix", "ignoreUriCase");

  private final Cluster cluster;
  private final Statements out;
  private final Delegation delegation;

  VirtualServiceFacts(Cluster cluster, Statements out) {
    this.cluster = cluster;
    this.out = out;
    this.delegation = new Delegation(cluster, out);
  }

  void state() {
    for (Manifest service : cluster.ofKind("VirtualService")) {
      List<Json> gateways =
          Nodes.list(service.spec(), "gateways").stream()
              .filter(gateway -> !Nodes.text(gateway).equals(MESH))
              .toList();
      if (gateways.isEmpty()) {
        continue;
      }
      String id = out.object(service);
      if (isOne(service, gateways)) {
        route(service, id, gateways);
      } else {
        for (Json gateway : gateways) {
          String name = service.name() + "@" + Nodes.text(gateway);
          String part = out.object(service.kind(), service.namespace(), name, gateway);
          route(service, part, List.of(gateway));
        }
      }
    }
  }

  /// Whether no rule is for some of the gateways only.
  private boolean isOne(Manifest service, List<Json> gateways) {
    Set<String> all = names(gateways);
    for (Json rule : Nodes.list(service.spec(), "http")) {
      for (Json match : Nodes.list(rule, "match")) {
        Set<String> named = names(Nodes.list(match, "gateways"));
        named.remove(MESH);
        if (!named.isEmpty() && !named.containsAll(all)) {
          return false;
        }
      }
    }
    return true;
  }

  private static Set<String> names(List<Json> texts) {
    Set<String> names = new TreeSet<>();
    texts.forEach(text -> names.add(Nodes.text(text)));
    return names;
  }

  private void route(Manifest service, String id, List<Json> gateways) {
    List<String> hosts = GatewayHosts.served(cluster, service, gateways);
    RouteTable table = new RouteTable(cluster, out, id);
    List<RouteWay> ways = new ArrayList<>();
    for (Delegation.Rule rule : delegation.rules(service)) {
      ways.addAll(ways(rule, hosts, names(gateways), true));
    }
    table.add(ways);
    for (String protocol : List.of("tls", "tcp")) {
      for (Json rule : Nodes.list(service.spec(), protocol)) {
        List<Json> matches = Nodes.list(rule, "match");
        Delegation.Rule plain = new Delegation.Rule(rule, matches, service.namespace());
        table.add(ways(plain, hosts, names(gateways), false));
      }
    }
    table.state();
    gateways.forEach(gateway -> served(service, id, gateway));
  }

  private List<RouteWay> ways(
      Delegation.Rule rule, List<String> hosts, Set<String> gateways, boolean http) {
    List<RouteWay.Lead> leads = leads(rule);
    if (leads.isEmpty() && !answers(rule.rule())) {
      return List.of();
    }
    List<RouteWay> ways = new ArrayList<>();
    for (Json match : rule.matches()) {
      Set<String> named = names(Nodes.list(match, "gateways"));
      if (named.isEmpty() || named.stream().anyMatch(gateways::contains)) {
        ways.add(http ? way(match, hosts, rule.rule(), leads) : connection(hosts, false, leads));
      }
    }
    if (rule.matches().isEmpty()) {
      Rewriting rewriting = http ? rewriting(rule.rule()) : Rewriting.NONE;
      ways.add(new RouteWay(hosts, RouteFacts.ANY_PATH, "", http, rewriting, leads));
    }
    return ways;
  }

  private static RouteWay connection(
      List<String> hosts, boolean always, List<RouteWay.Lead> leads) {
    return new RouteWay(hosts, RouteFacts.ANY_PATH, "", always, Rewriting.NONE, leads);
  }

  private static RouteWay way(
      Json match, List<String> hosts, Json rule, List<RouteWay.Lead> leads) {
    String authority = Nodes.text(match, "authority", "exact");
    String method = Nodes.text(match, "method", "exact");
    boolean always =
        PLAIN.containsAll(Nodes.members(match).keySet())
            && (!authority.isEmpty() || Nodes.at(match, "authority") == null)
            && (!method.isEmpty() || Nodes.at(match, "method") == null);
    List<String> asked = authority.isEmpty() ? hosts : List.of(authority);
    return new RouteWay(asked, path(match), method, always, rewriting(rule), leads);
  }

  /// A prefix of Istio is one of characters.
  private static String path(Json match) {
    Json exact = Nodes.at(match, "uri", "exact");
    Json prefix = Nodes.at(match, "uri", "prefix");
    Json pattern = Nodes.at(match, "uri", "regex");
    boolean anyCase = Nodes.isTrue(match, "ignoreUriCase");
    if (exact != null) {
      String path = Nodes.text(exact);
      return anyCase ? RouteFacts.pattern("(?i)" + Pattern.quote(path)) : path;
    }
    if (prefix != null) {
      String path = Nodes.text(prefix);
      return anyCase ? RouteFacts.pattern("(?i)" + Pattern.quote(path) + ".*") : path + "*";
    }
    return pattern != null ? RouteFacts.pattern(Nodes.text(pattern)) : RouteFacts.ANY_PATH;
  }

  private static Rewriting rewriting(Json rule) {
    String host = Nodes.text(rule, "rewrite", "authority");
    Json expression = Nodes.at(rule, "rewrite", "uriRegexRewrite");
    String uri = Nodes.text(rule, "rewrite", "uri");
    if (expression != null) {
      String made = Nodes.text(expression, "match") + " -> " + Nodes.text(expression, "rewrite");
      return new Rewriting(host, Rewriting.Kind.EXPRESSION, made);
    }
    return new Rewriting(host, uri.isEmpty() ? Rewriting.Kind.NONE : Rewriting.Kind.PREFIX, uri);
  }

  /// Whether the gateway answers itself and asks no service.
  private static boolean answers(Json rule) {
    return Nodes.at(rule, "redirect") != null
        || Nodes.at(rule, "directResponse") != null
        || refuses(rule);
  }

  private static boolean refuses(Json rule) {
    String share = Nodes.text(rule, "fault", "abort", "percentage", "value");
    return share.matches("100(\\.0*)?");
  }

  private List<RouteWay.Lead> leads(Delegation.Rule rule) {
    if (answers(rule.rule())) {
      return List.of();
    }
    List<Json> routes = Nodes.list(rule.rule(), "route");
    List<RouteWay.Lead> leads = new ArrayList<>();
    for (Json route : routes) {
      Json destination = Nodes.at(route, "destination");
      RouteFacts.Target to = target(rule.namespace(), destination);
      boolean unused = routes.size() > 1 && Nodes.text(route, "weight").equals("0");
      if (destination != null && to != null && !unused) {
        leads.add(new RouteWay.Lead(destination, to));
      }
    }
    return leads;
  }

  private static RouteFacts.@Nullable Target target(String namespace, @Nullable Json destination) {
    String host = Nodes.text(destination, "host");
    String port = Nodes.text(destination, "port", "number");
    String[] parts = host.split("\\.", -1);
    if (host.isEmpty()) {
      return null;
    }
    if (parts.length == 1) {
      return new RouteFacts.Target(namespace, host, port);
    }
    boolean inside = parts.length == 2 || parts[2].equals("svc");
    return inside ? new RouteFacts.Target(parts[1], parts[0], port) : null;
  }

  private void served(Manifest service, String id, Json named) {
    Manifest gateway = GatewayHosts.gateway(cluster, service, named);
    out.fact(named, "route_class", id, "istio", "not said");
    Json selector = gateway == null ? null : Nodes.at(gateway.spec(), "selector");
    if (selector != null && !GatewayHosts.served(cluster, service, List.of(named)).isEmpty()) {
      RouteFacts.servedBy(cluster, out, selector, id, Nodes.texts(selector));
    }
  }
}
