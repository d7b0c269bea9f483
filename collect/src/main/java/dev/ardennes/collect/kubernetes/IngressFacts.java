package dev.ardennes.collect.kubernetes;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.kubernetes.manifest.Manifest;
import dev.ardennes.collect.kubernetes.manifest.Nodes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Ingresses, and who serves them.
final class IngressFacts {
  private static final String CLASS = "kubernetes.io/ingress.class";
  private static final String DEFAULT = "ingressclass.kubernetes.io/is-default-class";
  private static final String ALB_SCHEME = "alb.ingress.kubernetes.io/scheme";
  private static final String USE_PATTERNS = "nginx.ingress.kubernetes.io/use-regex";
  private static final String REWRITE = "nginx.ingress.kubernetes.io/rewrite-target";
  private static final String NOT_SAID = "not said";

  private record Server(String controller, String className, Map<String, String> labels) {}

  /// Controllers whose pods are known by their labels.
  private static final List<Server> SERVERS =
      List.of(
          new Server("istio.io/ingress-controller", "istio", Map.of("istio", "ingressgateway")),
          new Server(
              "k8s.io/ingress-nginx",
              "nginx",
              Map.of(
                  "app.kubernetes.io/name",
                  "ingress-nginx",
                  "app.kubernetes.io/component",
                  "controller")),
          new Server(
              "traefik.io/ingress-controller",
              "traefik",
              Map.of("app.kubernetes.io/name", "traefik")));

  private final Cluster cluster;
  private final Statements out;
  private final @Nullable Manifest byDefault;

  IngressFacts(Cluster cluster, Statements out) {
    this.cluster = cluster;
    this.out = out;
    this.byDefault = byDefault(cluster);
  }

  void state() {
    for (Manifest ingress : cluster.ofKind("Ingress")) {
      String id = out.object(ingress);
      routes(ingress, id);
      served(ingress, id);
    }
  }

  private void routes(Manifest ingress, String id) {
    Json spec = ingress.spec();
    List<RouteWay> ways = new ArrayList<>();
    for (String field : List.of("defaultBackend", "backend")) {
      Json backend = Nodes.at(spec, field);
      if (backend != null) {
        ways.addAll(ways(ingress, backend, RouteFacts.ANY_HOST, List.of(RouteFacts.ANY_PATH)));
      }
    }
    for (Json rule : Nodes.list(spec, "rules")) {
      String named = Nodes.text(rule, "host");
      String host = named.isEmpty() ? RouteFacts.ANY_HOST : named;
      for (Json path : Nodes.list(rule, "http", "paths")) {
        ways.addAll(ways(ingress, path, host, paths(ingress, path)));
      }
    }
    RouteTable table = new RouteTable(cluster, out, id);
    table.add(RouteTable.bySpecificity(ways));
    table.state();
  }

  private static Set<String> paths(Manifest ingress, Json path) {
    String written = Nodes.text(path, "path");
    String type = Nodes.text(path, "pathType");
    if (written.isEmpty()) {
      return Set.of(RouteFacts.ANY_PATH);
    }
    if (type.equals("Exact")) {
      return Set.of(written);
    }
    boolean patterns = ingress.annotation(USE_PATTERNS).equals("true");
    if (patterns || (!type.equals("Prefix") && written.matches(".*[(\\[|^$].*"))) {
      return Set.of(RouteFacts.pattern(written));
    }
    if (type.equals("Prefix")) {
      return RouteFacts.below(written);
    }
    if (written.endsWith("*")) {
      boolean dotted = written.endsWith(".*");
      return Set.of(written.substring(0, written.length() - (dotted ? 2 : 1)) + "*");
    }
    return RouteFacts.below(written);
  }

  /// @param at a path, or a backend of its own
  private static List<RouteWay> ways(
      Manifest ingress, Json at, String host, Collection<String> paths) {
    Json named = Nodes.at(at, "backend");
    Json backend = named == null ? at : named;
    String service = Nodes.text(backend, "service", "name");
    String port = Nodes.text(backend, "service", "port", "number");
    port = port.isEmpty() ? Nodes.text(backend, "service", "port", "name") : port;
    if (service.isEmpty()) {
      service = Nodes.text(backend, "serviceName");
      port = Nodes.text(backend, "servicePort");
    }
    if (service.isEmpty()) {
      return List.of();
    }
    RouteFacts.Target to = new RouteFacts.Target(ingress.namespace(), service, port);
    List<RouteWay.Lead> leads = List.of(new RouteWay.Lead(at, to));
    Rewriting rewriting = rewriting(ingress);
    return paths.stream()
        .map(path -> new RouteWay(List.of(host), path, "", true, rewriting, leads))
        .toList();
  }

  /// The controller of nginx sends requests on with another path, which may hold parts of the one
  /// that was asked for.
  private static Rewriting rewriting(Manifest ingress) {
    String target = ingress.annotation(REWRITE);
    if (target.isEmpty()) {
      return Rewriting.NONE;
    }
    boolean parts = target.contains("$");
    return new Rewriting("", parts ? Rewriting.Kind.EXPRESSION : Rewriting.Kind.PATH, target);
  }

  private void served(Manifest ingress, String id) {
    Json named = Nodes.at(ingress.spec(), "ingressClassName");
    if (named == null) {
      named = Nodes.at(ingress.body(), "metadata", "annotations", CLASS);
    }
    Manifest ofClass =
        named == null ? byDefault : cluster.find("IngressClass", "", Nodes.text(named));
    String name = named != null ? Nodes.text(named) : ofClass == null ? "" : ofClass.name();
    if (name.isEmpty()) {
      return;
    }
    Json at = named != null ? named : ofClass == null ? ingress.body() : ofClass.body();
    Map.Entry<String, Json> scheme =
        scheme(ingress, name, ofClass, at).entrySet().iterator().next();
    out.fact(scheme.getValue(), "route_class", id, name, scheme.getKey());
    String controller = ofClass == null ? "" : Nodes.text(ofClass.spec(), "controller");
    for (Server server : SERVERS) {
      if (controller.isEmpty()
          ? server.className.equals(name)
          : server.controller.equals(controller)) {
        RouteFacts.servedBy(cluster, out, at, id, server.labels);
      }
    }
  }

  private static @Nullable Manifest byDefault(Cluster cluster) {
    for (Manifest known : cluster.ofKind("IngressClass")) {
      if (known.annotation(DEFAULT).equals("true")) {
        return known;
      }
    }
    return null;
  }

  /// Whom the route is meant for, with the place that says so.
  private static Map<String, Json> scheme(
      Manifest ingress, String name, @Nullable Manifest ofClass, Json at) {
    Map<String, Json> scheme = new LinkedHashMap<>();
    String said = ingress.annotation(ALB_SCHEME);
    if (said.equals("internet-facing")) {
      scheme.put("internet", ingress.annotationAt(ALB_SCHEME));
    } else if (said.equals("internal")) {
      scheme.put("private network", ingress.annotationAt(ALB_SCHEME));
    } else if (name.equals("gce")) {
      scheme.put("internet", at);
    } else if (name.equals("gce-internal") || isInternalAlb(ofClass)) {
      scheme.put("private network", at);
    } else {
      scheme.put(NOT_SAID, at);
    }
    return scheme;
  }

  /// AWS makes internal load balancers unless the ingress or parameters of its class say otherwise.
  private static boolean isInternalAlb(@Nullable Manifest ofClass) {
    return ofClass != null
        && Nodes.text(ofClass.spec(), "controller").equals("ingress.k8s.aws/alb")
        && Nodes.at(ofClass.spec(), "parameters") == null;
  }
}
