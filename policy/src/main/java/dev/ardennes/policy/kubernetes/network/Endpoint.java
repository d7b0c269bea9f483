package dev.ardennes.policy.kubernetes.network;

/// Where a connection comes from or goes to.
public sealed interface Endpoint {
  /// A pod of a class.
  ///
  /// @param id of the class
  record Pods(String id) implements Endpoint {}

  /// Addresses outside of the cluster, as the network plugin sees them: what stands between may
  /// have put other addresses in their place (a load balancer or a node port puts that of a node).
  ///
  /// @param addresses an address or a block; `0.0.0.0/0` and `::/0` are the internet, whose
  ///   addresses do not include private and other special ones
  record Outside(String addresses) implements Endpoint {}

  /// A node itself, or anything in its network.
  record Node(String id) implements Endpoint {}

  static Endpoint pods(String id) {
    return new Pods(id);
  }

  static Endpoint outside(String addresses) {
    return new Outside(addresses);
  }

  static Endpoint internet() {
    return new Outside("0.0.0.0/0");
  }

  static Endpoint node(String id) {
    return new Node(id);
  }
}
