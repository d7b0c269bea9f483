package dev.ardennes.collect.kubernetes;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.kubernetes.manifest.Manifest;
import dev.ardennes.collect.kubernetes.manifest.Nodes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Services: which ports of which workloads they lead to, and who may come from outside.
final class ServiceFacts {
  private static final String ANYWHERE = "0.0.0.0/0";
  private static final String PRIVATE = "private network";
  private static final String AWS = "service.beta.kubernetes.io/aws-load-balancer-";
  private static final String RANGES = "service.beta.kubernetes.io/load-balancer-source-ranges";

  /// Annotations that make a load balancer internal, with the values that do.
  private static final Map<String, Set<String>> INTERNAL =
      new TreeMap<>(
          Map.of(
              AWS + "internal",
              Set.of("true", "0.0.0.0/0"),
              AWS + "scheme",
              Set.of("internal"),
              "networking.gke.io/load-balancer-type",
              Set.of("internal"),
              "cloud.google.com/load-balancer-type",
              Set.of("internal"),
              "service.beta.kubernetes.io/azure-load-balancer-internal",
              Set.of("true"),
              "service.beta.kubernetes.io/openstack-internal-load-balancer",
              Set.of("true"),
              "service.beta.kubernetes.io/oci-load-balancer-internal",
              Set.of("true")));

  private final Cluster cluster;
  private final Statements out;

  ServiceFacts(Cluster cluster, Statements out) {
    this.cluster = cluster;
    this.out = out;
  }

  void state() {
    for (Manifest service : cluster.ofKind("Service")) {
      String id = out.object(service);
      backs(id, service);
      exposed(id, service);
    }
  }

  private void backs(String id, Manifest service) {
    Map<String, String> selector = Nodes.texts(service.spec(), "selector");
    if (selector.isEmpty() || Nodes.text(service.spec(), "type").equals("ExternalName")) {
      return;
    }
    for (Workload workload : cluster.selected(service.namespace(), selector)) {
      for (Json port : Nodes.list(service.spec(), "ports")) {
        backs(id, port, workload);
      }
    }
  }

  private void backs(String id, Json port, Workload workload) {
    String number = Nodes.text(port, "port");
    String protocol = WorkloadFacts.protocol(port);
    String target = Nodes.text(port, "targetPort");
    if (target.isEmpty()) {
      target = number;
    }
    for (String resolved : isNumber(target) ? List.of(target) : named(workload, target, protocol)) {
      out.fact(port, "backs", id, number, out.workload(workload), resolved, protocol);
    }
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static List<String> named(Workload workload, String name, String protocol) {
    Set<String> numbers = new TreeSet<>();
    for (Json container : workload.template().containers()) {
      for (Json port : Nodes.list(container, "ports")) {
        if (Nodes.text(port, "name").equals(name)
            && WorkloadFacts.protocol(port).equals(protocol)) {
          numbers.add(Nodes.text(port, "containerPort"));
        }
      }
    }
    return List.copyOf(numbers);
  }

  private void exposed(String id, Manifest service) {
    Json type = Nodes.at(service.spec(), "type");
    if (type != null && Nodes.text(type).equals("LoadBalancer")) {
      loadBalancer(id, service, type);
    } else if (type != null && Nodes.text(type).equals("NodePort")) {
      out.fact(type, "exposed_service", id, "node-port", ANYWHERE);
    }
    for (Json address : Nodes.list(service.spec(), "externalIPs")) {
      out.fact(address, "exposed_service", id, "external-address", ANYWHERE);
    }
  }

  private void loadBalancer(String id, Manifest service, Json type) {
    Json internal = internal(service);
    if (internal != null) {
      out.fact(internal, "exposed_service", id, "load-balancer", PRIVATE);
      return;
    }
    List<Json> ranges = Nodes.list(service.spec(), "loadBalancerSourceRanges");
    for (Json range : ranges) {
      out.fact(range, "exposed_service", id, "load-balancer", Nodes.text(range).strip());
    }
    String annotated = service.annotation(RANGES);
    if (ranges.isEmpty() && annotated.isBlank()) {
      out.fact(type, "exposed_service", id, "load-balancer", ANYWHERE);
    } else if (ranges.isEmpty()) {
      for (String range : annotated.split(",")) {
        out.fact(
            service.annotationAt(RANGES), "exposed_service", id, "load-balancer", range.strip());
      }
    }
  }

  private static @Nullable Json internal(Manifest service) {
    for (Map.Entry<String, Set<String>> internal : INTERNAL.entrySet()) {
      String value = service.annotation(internal.getKey()).toLowerCase(Locale.ROOT);
      if (internal.getValue().contains(value)) {
        return service.annotationAt(internal.getKey());
      }
    }
    return internalByDefault(service);
  }

  /// The load balancer controller of AWS makes internal ones unless told otherwise.
  private static @Nullable Json internalByDefault(Manifest service) {
    if (!service.annotation(AWS + "scheme").isEmpty()) {
      return null;
    }
    Json named = Nodes.at(service.spec(), "loadBalancerClass");
    if (named != null && Nodes.text(named).equals("service.k8s.aws/nlb")) {
      return named;
    }
    return Set.of("external", "nlb-ip").contains(service.annotation(AWS + "type"))
        ? service.annotationAt(AWS + "type")
        : null;
  }

  /// The number of a port of a service, given as number or name, or its only port where nothing is
  /// given; empty where it cannot be told.
  static Optional<String> port(Cluster cluster, String namespace, String service, String given) {
    if (isNumber(given)) {
      return Optional.of(given);
    }
    Manifest found = cluster.find("Service", namespace, service);
    List<Json> ports = found == null ? List.of() : Nodes.list(found.spec(), "ports");
    if (given.isEmpty()) {
      return ports.size() == 1
          ? Optional.of(Nodes.text(ports.getFirst(), "port"))
          : Optional.empty();
    }
    return ports.stream()
        .filter(port -> Nodes.text(port, "name").equals(given))
        .map(port -> Nodes.text(port, "port"))
        .findFirst();
  }
}
