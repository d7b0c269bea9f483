package dev.ardennes.policy.istio;

import java.util.Optional;

/// Who sends a request. An empty address is one that is not known.
public sealed interface Caller {
  /// A workload of the model; in the mesh it presents its identity over mutual TLS.
  ///
  /// Whoever runs code in a pod holds that identity. Whether it can also send around its own proxy
  /// is another question, to be asked with [Plaintext].
  record Workload(String id, String address) implements Caller {}

  /// Anybody who presents this identity over mutual TLS, such as `cluster.local/ns/shop/sa/web`.
  record Identity(String principal, String address) implements Caller {}

  /// Anybody inside the network without a mesh identity.
  record Plaintext(String address) implements Caller {}

  /// Somebody outside who sends through a gateway: the gateway's own policies count, and the target
  /// sees the gateway's identity. What the gateway's routes let through is no matter of policies;
  /// where they rewrite the request, the gateway sees another one than the target.
  ///
  /// @param gateway the id of the gateway's workload class
  /// @param gatewayPort the port of the gateway's pods
  /// @param address the client's own, which the mesh takes from the headers that it trusts
  /// @param asked what the gateway sees of the request; empty where it is what the target sees
  record Outsider(String gateway, int gatewayPort, String address, Optional<Asked> asked)
      implements Caller {
    /// Whose request the gateway rewrites from this.
    public Outsider asking(Asked before) {
      return new Outsider(gateway, gatewayPort, address, Optional.of(before));
    }
  }

  /// A request before the gateway rewrites it. Parts that are empty are the caller's to pick.
  record Asked(Optional<String> path, Optional<String> host) {}

  static Caller workload(String id) {
    return new Workload(id, "");
  }

  static Caller identity(String principal) {
    return new Identity(principal, "");
  }

  static Caller plaintext() {
    return new Plaintext("");
  }

  static Caller outsider(String gateway, int gatewayPort) {
    return new Outsider(gateway, gatewayPort, "", Optional.empty());
  }

  String address();
}
