package dev.ardennes.policy.kubernetes.network;

import static dev.ardennes.policy.kubernetes.network.SelectorParser.array;
import static dev.ardennes.policy.kubernetes.network.SelectorParser.object;
import static dev.ardennes.policy.kubernetes.network.SelectorParser.text;
import static dev.ardennes.policy.kubernetes.network.SelectorParser.unknown;

import dev.ardennes.model.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads the rules of policies.
final class RuleParser {
  private static final Pattern PORT_NAME = Pattern.compile("(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*");
  private static final int LONGEST_PORT_NAME = 15;

  private RuleParser() {}

  static RuleSpec parse(String factId, Direction direction, JsonNode node) throws BadSpec {
    if (unknown(node)) {
      return new RuleSpec(factId, direction, List.of(), List.of(), node.asString());
    }
    String list = direction == Direction.INGRESS ? "from" : "to";
    JsonNode peerList = object(node, "the rule").path(list);
    List<Peer> peers = new ArrayList<>();
    if (unknown(peerList)) {
      peers.add(new Peer.Unclear(peerList.asString()));
    } else {
      for (JsonNode peer : array(peerList, "`" + list + "`")) {
        peers.add(peer(peer));
      }
    }
    return new RuleSpec(factId, direction, peers, ports(node.path("ports")), "");
  }

  private static Peer peer(JsonNode node) throws BadSpec {
    if (unknown(node)) {
      return new Peer.Unclear(node.asString());
    }
    JsonNode block = object(node, "a peer").path("ipBlock");
    Selector namespaces = selector(node, "namespaceSelector");
    Selector pods = selector(node, "podSelector");
    boolean hasBlock = !block.isMissingNode() && !block.isNull();
    if (hasBlock && (namespaces != null || pods != null)) {
      throw new BadSpec("a peer has both `ipBlock` and a selector");
    }
    if (!hasBlock && namespaces == null && pods == null) {
      throw new BadSpec("a peer has none of `podSelector`, `namespaceSelector` and `ipBlock`");
    }
    return hasBlock ? block(block) : new Peer.Pods(namespaces, pods);
  }

  private static @Nullable Selector selector(JsonNode peer, String name) throws BadSpec {
    JsonNode node = peer.path(name);
    return node.isMissingNode() || node.isNull()
        ? null
        : SelectorParser.parse(node, "`" + name + "`");
  }

  private static Peer block(JsonNode node) throws BadSpec {
    if (unknown(node)) {
      return new Peer.Unclear(node.asString());
    }
    String cidr = text(object(node, "`ipBlock`").path("cidr"), "`cidr`");
    if (Unknown.in(cidr)) {
      return new Peer.Unclear(cidr);
    }
    AddressSet whole = addresses(cidr);
    AddressSet set = whole;
    List<String> unclear = new ArrayList<>();
    JsonNode except = node.path("except");
    if (unknown(except)) {
      return new Peer.Block(set, List.of(except.asString()));
    }
    for (JsonNode item : array(except, "`except`")) {
      String text = text(item, "an entry of `except`");
      if (Unknown.in(text)) {
        unclear.add(text);
        continue;
      }
      AddressSet excepted = addresses(text);
      if (excepted.equals(whole) || !whole.containsAll(excepted)) {
        throw new BadSpec("the excepted `" + text + "` is not a part of `" + cidr + "`");
      }
      set = set.minus(excepted);
    }
    return new Peer.Block(set, unclear);
  }

  private static AddressSet addresses(String text) throws BadSpec {
    if (text.indexOf('/') < 0 || AddressSet.parse(text).isEmpty()) {
      throw new BadSpec("`" + text + "` is no block of addresses such as `10.0.0.0/8`");
    }
    return AddressSet.parse(text).get();
  }

  private static List<PortSpec> ports(JsonNode node) throws BadSpec {
    List<PortSpec> ports = new ArrayList<>();
    if (unknown(node)) {
      return List.of(unclear(null, "", node.asString()));
    }
    for (JsonNode port : array(node, "`ports`")) {
      ports.add(port(port));
    }
    return ports;
  }

  private static PortSpec unclear(@Nullable Protocol protocol, String protocolText, String text) {
    return new PortSpec(protocol, protocolText, PortSet.NONE, "", text, PortSet.ALL);
  }

  private static PortSpec port(JsonNode node) throws BadSpec {
    if (unknown(node)) {
      return unclear(null, "", node.asString());
    }
    String protocolText = text(object(node, "a port").path("protocol"), "`protocol`");
    Protocol protocol = Unknown.in(protocolText) ? null : protocol(protocolText);
    JsonNode port = node.path("port");
    JsonNode end = node.path("endPort");
    boolean hasEnd = !end.isMissingNode() && !end.isNull();
    if (hasEnd && !unknown(end) && !port.isIntegralNumber() && !unknown(port)) {
      throw new BadSpec("`endPort` stands without a number in `port`");
    }
    if (port.isMissingNode() || port.isNull()) {
      return new PortSpec(protocol, protocolText, PortSet.ALL, "", "", PortSet.NONE);
    }
    if (unknown(port)) {
      return unclear(protocol, protocolText, port.asString());
    }
    return port.isString()
        ? named(protocol, protocolText, port.asString())
        : numbered(protocol, protocolText, number(port, "`port`"), hasEnd ? end : port);
  }

  private static PortSpec named(@Nullable Protocol protocol, String protocolText, String name)
      throws BadSpec {
    if (name.length() > LONGEST_PORT_NAME || !PORT_NAME.matcher(name).matches()) {
      throw new BadSpec("`" + name + "` is neither a port nor the name of one");
    }
    return new PortSpec(protocol, protocolText, PortSet.NONE, name, "", PortSet.NONE);
  }

  private static PortSpec numbered(
      @Nullable Protocol protocol, String protocolText, int first, JsonNode end) throws BadSpec {
    if (unknown(end)) {
      PortSet further = PortSet.ALL.minus(PortSet.range(1, first));
      return new PortSpec(protocol, protocolText, PortSet.of(first), "", end.asString(), further);
    }
    int last = number(end, "`endPort`");
    if (last < first) {
      throw new BadSpec("`endPort` " + last + " is less than `port` " + first);
    }
    PortSet numbers = PortSet.range(first, last);
    return new PortSpec(protocol, protocolText, numbers, "", "", PortSet.NONE);
  }

  private static int number(JsonNode node, String where) throws BadSpec {
    boolean valid = node.isIntegralNumber() && node.canConvertToInt();
    if (!valid || PortSet.of(node.intValue()).isEmpty()) {
      throw new BadSpec(where + " is `" + node + "`, which is no port");
    }
    return node.intValue();
  }

  private static Protocol protocol(String text) throws BadSpec {
    return switch (text) {
      case "", "TCP" -> Protocol.TCP;
      case "UDP" -> Protocol.UDP;
      case "SCTP" -> Protocol.SCTP;
      default -> throw new BadSpec("`" + text + "` is not one of the protocols TCP, UDP, SCTP");
    };
  }
}
