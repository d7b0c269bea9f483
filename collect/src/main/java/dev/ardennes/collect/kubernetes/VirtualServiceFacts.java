package dev.ardennes.collect.kubernetes;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.kubernetes.manifest.Manifest;
import dev.ardennes.collect.kubernetes.manifest.Nodes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Virtual services of Istio that a gateway serves. Those of the mesh alone are no way in.
final class VirtualServiceFacts {
  private static final String MESH = "mesh";

  private final Cluster cluster;
  private final Statements out;

  VirtualServiceFacts(Cluster cluster, Statements out) {
    this.cluster = cluster;
    this.out = out;
  }

  void state() {
    for (Manifest service : cluster.ofKind("VirtualService")) {
      List<Json> gateways =
          Nodes.list(service.spec(), "gateways").stream()
              .filter(gateway -> !Nodes.text(gateway).equals(MESH))
              .toList();
      if (!gateways.isEmpty()) {
        String id = out.object(service);
        List<String> hosts =
            Nodes.list(service.spec(), "hosts").stream().map(host -> Nodes.text(host)).toList();
        for (String protocol : List.of("http", "tls", "tcp")) {
          for (Json rule : Nodes.list(service.spec(), protocol)) {
            rule(service, id, hosts, rule, protocol.equals("http"));
          }
        }
        gateways.forEach(gateway -> served(service, id, gateway));
      }
    }
  }

  private void rule(Manifest service, String id, List<String> hosts, Json rule, boolean http) {
    List<Json> matches = Nodes.list(rule, "match");
    Set<String> paths = new LinkedHashSet<>();
    for (Json match : matches) {
      if (leadsIn(match)) {
        paths.add(http ? path(match) : RouteFacts.ANY_PATH);
      }
    }
    if (matches.isEmpty()) {
      paths.add(RouteFacts.ANY_PATH);
    }
    for (Json route : Nodes.list(rule, "route")) {
      Json destination = Nodes.at(route, "destination");
      RouteFacts.Target to = target(service, destination);
      if (destination != null && to != null && !paths.isEmpty()) {
        RouteFacts.state(cluster, out, destination, id, hosts, paths, to);
      }
    }
  }

  private static boolean leadsIn(Json match) {
    List<Json> gateways = Nodes.list(match, "gateways");
    return gateways.isEmpty()
        || gateways.stream().anyMatch(gateway -> !Nodes.text(gateway).equals(MESH));
  }

  /// A prefix of Istio is one of characters.
  private static String path(Json match) {
    Json exact = Nodes.at(match, "uri", "exact");
    Json prefix = Nodes.at(match, "uri", "prefix");
    Json pattern = Nodes.at(match, "uri", "regex");
    if (exact != null) {
      return Nodes.text(exact);
    }
    if (prefix != null) {
      return Nodes.text(prefix) + "*";
    }
    return pattern != null ? RouteFacts.pattern(Nodes.text(pattern)) : RouteFacts.ANY_PATH;
  }

  private RouteFacts.@Nullable Target target(Manifest service, @Nullable Json destination) {
    String host = Nodes.text(destination, "host");
    String port = Nodes.text(destination, "port", "number");
    String[] parts = host.split("\\.", -1);
    if (host.isEmpty()) {
      return null;
    }
    if (parts.length == 1) {
      return new RouteFacts.Target(service.namespace(), host, port);
    }
    boolean inside = parts.length == 2 || parts[2].equals("svc");
    return inside ? new RouteFacts.Target(parts[1], parts[0], port) : null;
  }

  private void served(Manifest service, String id, Json named) {
    String name = Nodes.text(named);
    int slash = name.indexOf('/');
    String namespace = slash < 0 ? service.namespace() : name.substring(0, slash);
    Manifest gateway =
        cluster.find(
            Kinds.ISTIO_GATEWAY,
            namespace.equals(".") ? service.namespace() : namespace,
            name.substring(slash + 1));
    out.fact(named, "route_class", id, "istio", "not said");
    Json selector = gateway == null ? null : Nodes.at(gateway.spec(), "selector");
    if (selector != null) {
      RouteFacts.servedBy(cluster, out, selector, id, Nodes.texts(selector));
    }
  }
}
