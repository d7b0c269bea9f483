package dev.ardennes.policy.kubernetes.network;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Decides single connections from the documentation, one pod, address and port at a time, without
/// sharing a line with the engine. Everything is known to it.
///
/// The world is JSON: `namespaces` by name with labels, `pods` by name with `namespace`, `labels`,
/// `ports`, `ip`, `node` and perhaps `host`, and `policies` as the API has them.
final class NaiveEvaluator {
  /// The value of a label that is not there.
  static final String ABSENT = "absent";

  private final JsonNode world;

  NaiveEvaluator(String world) {
    this.world = new JsonMapper().readTree(world);
  }

  /// One end: the name of a pod or node, or an address outside.
  boolean allows(String source, String target, String protocol, int port) {
    return side("egress", source, target, target, protocol, port)
        && side("ingress", target, source, target, protocol, port);
  }

  private JsonNode pod(String name) {
    return world.path("pods").path(name);
  }

  private boolean isPolicied(String name) {
    return pod(name).isObject() && !pod(name).has("host");
  }

  private boolean isHost(String name) {
    return world.path("nodes").has(name) || pod(name).has("host");
  }

  private String node(String name) {
    return world.path("nodes").has(name) ? name : pod(name).path("node").asString("");
  }

  private String ip(String name) {
    if (world.path("nodes").has(name)) {
      return world.path("nodes").path(name).asString();
    }
    return pod(name).isObject() ? pod(name).path("ip").asString() : name;
  }

  private boolean side(
      String direction, String self, String peer, String target, String protocol, int port) {
    if (!isPolicied(self) || (isHost(peer) && node(peer).equals(node(self)))) {
      return true;
    }
    boolean isolated = false;
    for (JsonNode policy : world.path("policies")) {
      if (selects(policy, self) && types(policy).contains(direction)) {
        isolated = true;
        for (JsonNode rule : policy.path("spec").path(direction)) {
          JsonNode peers = rule.path(direction.equals("ingress") ? "from" : "to");
          if (anyPeer(peers, policy, peer) && anyPort(rule.path("ports"), target, protocol, port)) {
            return true;
          }
        }
      }
    }
    return !isolated;
  }

  private boolean selects(JsonNode policy, String pod) {
    return policy.path("namespace").asString().equals(pod(pod).path("namespace").asString())
        && matches(policy.path("spec").path("podSelector"), labels(pod(pod).path("labels")));
  }

  private static String types(JsonNode policy) {
    JsonNode spec = policy.path("spec");
    if (spec.path("policyTypes").isEmpty()) {
      return spec.path("egress").isEmpty() ? "ingress" : "ingress egress";
    }
    return spec.path("policyTypes").toString().toLowerCase(java.util.Locale.ROOT);
  }

  private boolean anyPeer(JsonNode peers, JsonNode policy, String peer) {
    if (peers.isEmpty()) {
      return true;
    }
    for (JsonNode each : peers) {
      if (each.has("ipBlock")
          ? inBlock(each.path("ipBlock"), ip(peer))
          : isPod(each, policy, peer)) {
        return true;
      }
    }
    return false;
  }

  private boolean isPod(JsonNode peer, JsonNode policy, String name) {
    if (!isPolicied(name)) {
      return false;
    }
    String namespace = pod(name).path("namespace").asString();
    Map<String, String> labels = labels(world.path("namespaces").path(namespace));
    labels.put("kubernetes.io/metadata.name", namespace);
    boolean there =
        peer.has("namespaceSelector")
            ? matches(peer.path("namespaceSelector"), labels)
            : policy.path("namespace").asString().equals(namespace);
    return there
        && (!peer.has("podSelector")
            || matches(peer.path("podSelector"), labels(pod(name).path("labels"))));
  }

  private static Map<String, String> labels(JsonNode node) {
    Map<String, String> labels = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!entry.getValue().asString().equals(ABSENT)) {
        labels.put(entry.getKey(), entry.getValue().asString());
      }
    }
    return labels;
  }

  private static boolean matches(JsonNode selector, Map<String, String> labels) {
    for (Map.Entry<String, JsonNode> entry : selector.path("matchLabels").properties()) {
      if (!entry.getValue().asString().equals(labels.get(entry.getKey()))) {
        return false;
      }
    }
    for (JsonNode each : selector.path("matchExpressions")) {
      String value = labels.get(each.path("key").asString());
      boolean among = false;
      for (JsonNode wanted : each.path("values")) {
        among |= wanted.asString().equals(value);
      }
      boolean met =
          switch (each.path("operator").asString()) {
            case "In" -> among;
            case "NotIn" -> !among;
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            default -> throw new IllegalArgumentException(each.toString());
          };
      if (!met) {
        return false;
      }
    }
    return true;
  }

  private boolean anyPort(JsonNode ports, String target, String protocol, int port) {
    if (ports.isEmpty()) {
      return true;
    }
    for (JsonNode each : ports) {
      JsonNode wanted = each.path("port");
      boolean fits =
          wanted.isMissingNode()
              || (wanted.isNumber()
                  && port >= wanted.asInt()
                  && port <= each.path("endPort").asInt(wanted.asInt()))
              || (wanted.isString() && named(target, wanted.asString(), protocol) == port);
      if (fits && each.path("protocol").asString("TCP").equals(protocol)) {
        return true;
      }
    }
    return false;
  }

  private int named(String target, String name, String protocol) {
    return isPolicied(target) ? pod(target).path("ports").path(name + protocol).asInt(-1) : -1;
  }

  private static boolean inBlock(JsonNode block, String ip) {
    boolean excepted = false;
    for (JsonNode except : block.path("except")) {
      excepted |= inCidr(except.asString(), ip);
    }
    return !excepted && inCidr(block.path("cidr").asString(), ip);
  }

  private static boolean inCidr(String cidr, String ip) {
    byte[] block = bytes(cidr.substring(0, cidr.indexOf('/')));
    byte[] address = bytes(ip);
    int shift = block.length * 8 - Integer.parseInt(cidr.substring(cidr.indexOf('/') + 1));
    return block.length == address.length
        && new BigInteger(1, block)
            .shiftRight(shift)
            .equals(new BigInteger(1, address).shiftRight(shift));
  }

  private static byte[] bytes(String literal) {
    try {
      return InetAddress.getByName(literal).getAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
