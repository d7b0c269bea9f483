package dev.ardennes.collect.kubernetes;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.kubernetes.manifest.Manifest;
import dev.ardennes.collect.kubernetes.manifest.Nodes;
import dev.ardennes.model.Unknown;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which hosts of a virtual service its gateways serve. Of a host and a wildcard it is the
/// narrower.
final class GatewayHosts {
  private static final String ALL = "*";

  private GatewayHosts() {}

  static @Nullable Manifest gateway(Cluster cluster, Manifest service, Json named) {
    String name = Nodes.text(named);
    int slash = name.indexOf('/');
    String namespace = slash < 0 ? "." : name.substring(0, slash);
    return cluster.find(
        Kinds.ISTIO_GATEWAY,
        namespace.equals(".") ? service.namespace() : namespace,
        name.substring(slash + 1));
  }

  /// All of them where a gateway was not seen, or does not say.
  static List<String> served(Cluster cluster, Manifest service, List<Json> gateways) {
    List<String> hosts =
        Nodes.list(service.spec(), "hosts").stream().map(host -> Nodes.text(host)).toList();
    Set<String> served = new LinkedHashSet<>();
    for (Json named : gateways) {
      Manifest gateway = gateway(cluster, service, named);
      if (gateway == null || Nodes.list(gateway.spec(), "servers").isEmpty()) {
        return hosts;
      }
      List<String> opened = opened(gateway, service.namespace());
      for (String host : hosts) {
        opened.forEach(open -> narrower(host, open).ifPresent(served::add));
      }
    }
    return List.copyOf(served);
  }

  /// The hosts that the gateway has for virtual services of the namespace.
  private static List<String> opened(Manifest gateway, String namespace) {
    List<String> opened = new ArrayList<>();
    for (Json server : Nodes.list(gateway.spec(), "servers")) {
      for (Json written : Nodes.list(server, "hosts")) {
        String host = Nodes.text(written);
        int slash = host.indexOf('/');
        String from = slash < 0 ? ALL : host.substring(0, slash);
        String own = from.equals(".") ? gateway.namespace() : from;
        if (own.equals(ALL) || own.equals(namespace) || Unknown.in(own)) {
          opened.add(host.substring(slash + 1));
        }
      }
    }
    return opened;
  }

  private static Optional<String> narrower(String host, String open) {
    if (open.equals(ALL) || host.equals(open) || Unknown.in(host) || Unknown.in(open)) {
      return Optional.of(host);
    }
    if (host.equals(ALL) || isBelow(open, host)) {
      return Optional.of(open);
    }
    return isBelow(host, open) ? Optional.of(host) : Optional.empty();
  }

  private static boolean isBelow(String host, String wildcard) {
    return wildcard.startsWith("*.") && host.endsWith(wildcard.substring(1));
  }
}
