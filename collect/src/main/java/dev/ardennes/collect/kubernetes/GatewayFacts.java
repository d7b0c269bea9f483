package dev.ardennes.collect.kubernetes;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.kubernetes.manifest.Manifest;
import dev.ardennes.collect.kubernetes.manifest.Nodes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Routes of the Gateway API, and who serves them.
final class GatewayFacts {
  private static final Set<String> ISTIO =
      Set.of("istio.io/gateway-controller", "istio.io/unmanaged-gateway");

  /// What a match may have and still take every request for its path and method.
  private static final Set<String> ALONE = Set.of("path", "method");

  private final Cluster cluster;
  private final Statements out;

  GatewayFacts(Cluster cluster, Statements out) {
    this.cluster = cluster;
    this.out = out;
  }

  void state() {
    for (String kind : List.of("HTTPRoute", "GRPCRoute", "TCPRoute", "TLSRoute")) {
      for (Manifest route : cluster.ofKind(kind)) {
        List<Json> parents = gateways(route);
        if (!parents.isEmpty() || Nodes.list(route.spec(), "parentRefs").isEmpty()) {
          String id = out.object(route);
          routes(route, id, hosts(route, parents));
          parents.forEach(parent -> served(route, id, parent));
        }
      }
    }
  }

  /// A route whose only parents are services says how pods reach each other, and is no way in.
  private static List<Json> gateways(Manifest route) {
    return Nodes.list(route.spec(), "parentRefs").stream()
        .filter(
            parent -> {
              String kind = Nodes.text(parent, "kind");
              return kind.isEmpty() || kind.equals("Gateway");
            })
        .toList();
  }

  private @Nullable Manifest gateway(Manifest route, Json parent) {
    String namespace = Nodes.text(parent, "namespace");
    return cluster.find(
        "Gateway", namespace.isEmpty() ? route.namespace() : namespace, Nodes.text(parent, "name"));
  }

  /// The route's hosts; where it has none, those of the listeners that it hangs on.
  private List<String> hosts(Manifest route, List<Json> parents) {
    Set<String> hosts = new LinkedHashSet<>();
    Nodes.list(route.spec(), "hostnames").forEach(host -> hosts.add(Nodes.text(host)));
    if (!hosts.isEmpty()) {
      return List.copyOf(hosts);
    }
    for (Json parent : parents) {
      Manifest gateway = gateway(route, parent);
      String section = Nodes.text(parent, "sectionName");
      List<Json> listeners = gateway == null ? List.of() : Nodes.list(gateway.spec(), "listeners");
      for (Json listener : listeners) {
        if (section.isEmpty() || section.equals(Nodes.text(listener, "name"))) {
          String host = Nodes.text(listener, "hostname");
          hosts.add(host.isEmpty() ? RouteFacts.ANY_HOST : host);
        }
      }
    }
    return hosts.isEmpty() ? List.of(RouteFacts.ANY_HOST) : List.copyOf(hosts);
  }

  private void routes(Manifest route, String id, List<String> hosts) {
    List<RouteWay> ways = new ArrayList<>();
    for (Json rule : Nodes.list(route.spec(), "rules")) {
      ways.addAll(ways(route, rule, hosts));
    }
    RouteTable table = new RouteTable(cluster, out, id);
    table.add(RouteTable.bySpecificity(ways));
    table.state();
  }

  private static List<RouteWay> ways(Manifest route, Json rule, List<String> hosts) {
    boolean redirects = filter(rule, "RequestRedirect") != null;
    List<RouteWay.Lead> leads = redirects ? List.of() : leads(route, rule);
    Rewriting rewriting = rewriting(rule);
    List<RouteWay> ways = new ArrayList<>();
    for (Json match : Nodes.list(rule, "matches")) {
      boolean always = ALONE.containsAll(Nodes.members(match).keySet());
      boolean http = route.kind().equals("HTTPRoute");
      String method = http ? Nodes.text(match, "method") : "";
      for (String path : route.kind().equals("GRPCRoute") ? method(match) : path(match)) {
        ways.add(new RouteWay(hosts, path, method, http && always, rewriting, leads));
      }
    }
    if (ways.isEmpty()) {
      boolean http = route.kind().equals("HTTPRoute");
      ways.add(new RouteWay(hosts, RouteFacts.ANY_PATH, "", http, rewriting, leads));
    }
    return ways;
  }

  private static List<RouteWay.Lead> leads(Manifest route, Json rule) {
    List<RouteWay.Lead> leads = new ArrayList<>();
    List<Json> backends = Nodes.list(rule, "backendRefs");
    for (Json backend : backends) {
      String kind = Nodes.text(backend, "kind");
      String namespace = Nodes.text(backend, "namespace");
      boolean used = !Nodes.text(backend, "weight").equals("0");
      if (used && (kind.isEmpty() || kind.equals("Service"))) {
        RouteFacts.Target to =
            new RouteFacts.Target(
                namespace.isEmpty() ? route.namespace() : namespace,
                Nodes.text(backend, "name"),
                Nodes.text(backend, "port"));
        leads.add(new RouteWay.Lead(backend, to));
      }
    }
    return leads;
  }

  private static @Nullable Json filter(Json rule, String type) {
    for (Json filter : Nodes.list(rule, "filters")) {
      if (Nodes.text(filter, "type").equals(type)) {
        return filter;
      }
    }
    return null;
  }

  private static Rewriting rewriting(Json rule) {
    Json rewrite = Nodes.at(filter(rule, "URLRewrite"), "urlRewrite");
    String host = Nodes.text(rewrite, "hostname");
    Json full = Nodes.at(rewrite, "path", "replaceFullPath");
    Json prefix = Nodes.at(rewrite, "path", "replacePrefixMatch");
    if (full != null) {
      return new Rewriting(host, Rewriting.Kind.PATH, Nodes.text(full));
    }
    return prefix == null
        ? new Rewriting(host, Rewriting.Kind.NONE, "")
        : new Rewriting(host, Rewriting.Kind.PARTS, Nodes.text(prefix));
  }

  private static Set<String> path(Json match) {
    String value = Nodes.text(match, "path", "value");
    return switch (Nodes.text(match, "path", "type")) {
      case "Exact" -> Set.of(value);
      case "RegularExpression" -> Set.of(RouteFacts.pattern(value));
      default -> RouteFacts.below(value);
    };
  }

  private static Set<String> method(Json match) {
    String service = Nodes.text(match, "method", "service");
    String method = Nodes.text(match, "method", "method");
    if (Nodes.text(match, "method", "type").equals("RegularExpression")) {
      return Set.of(
          RouteFacts.pattern(
              "/"
                  + (service.isEmpty() ? "[^/]+" : service)
                  + "/"
                  + (method.isEmpty() ? "[^/]+" : method)));
    }
    if (service.isEmpty()) {
      return Set.of(
          method.isEmpty() ? RouteFacts.ANY_PATH : RouteFacts.pattern("/[^/]+/" + method));
    }
    return Set.of("/" + service + "/" + (method.isEmpty() ? "*" : method));
  }

  private void served(Manifest route, String id, Json parent) {
    Manifest gateway = gateway(route, parent);
    Json named = gateway == null ? null : Nodes.at(gateway.spec(), "gatewayClassName");
    if (gateway == null || named == null) {
      return;
    }
    String name = Nodes.text(named);
    out.fact(named, "route_class", id, name, "not said");
    Manifest ofClass = cluster.find("GatewayClass", "", name);
    String controller = ofClass == null ? "" : Nodes.text(ofClass.spec(), "controllerName");
    boolean istio = controller.isEmpty() ? name.startsWith("istio") : ISTIO.contains(controller);
    if (istio) {
      String key = "gateway.networking.k8s.io/gateway-name";
      for (Workload workload : cluster.selected(gateway.namespace(), Map.of(key, gateway.name()))) {
        out.fact(named, "serves_route", out.workload(workload), id);
      }
    } else if (controller.equals("traefik.io/gateway-controller")
        || (controller.isEmpty() && name.equals("traefik"))) {
      RouteFacts.servedBy(cluster, out, named, id, Map.of("app.kubernetes.io/name", "traefik"));
    }
  }
}
