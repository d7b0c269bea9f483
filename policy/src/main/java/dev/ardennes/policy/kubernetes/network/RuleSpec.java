package dev.ardennes.policy.kubernetes.network;

import java.util.List;

/// A rule of a policy.
///
/// @param peers empty where everybody is meant
/// @param ports empty where all ports of all protocols are meant
/// @param unknown the text of a rule of which nothing is known; otherwise empty
record RuleSpec(
    String factId, Direction direction, List<Peer> peers, List<PortSpec> ports, String unknown) {
  RuleSpec {
    peers = List.copyOf(peers);
    ports = List.copyOf(ports);
  }
}
