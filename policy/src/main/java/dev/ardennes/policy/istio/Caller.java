package dev.ardennes.policy.istio;

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
  /// sees the gateway's identity. What the gateway's routes let through or rewrite is no matter of
  /// policies.
  ///
  /// @param gateway the id of the gateway's workload class
  /// @param gatewayPort the port of the gateway's pods
  /// @param address the client's own, which the mesh takes from the headers that it trusts
  record Outsider(String gateway, int gatewayPort, String address) implements Caller {}

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
    return new Outsider(gateway, gatewayPort, "");
  }

  String address();
}
