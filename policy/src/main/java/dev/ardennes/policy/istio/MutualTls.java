package dev.ardennes.policy.istio;

/// What a workload asks of those who connect, from PeerAuthentication.
public enum MutualTls {
  /// The level above decides.
  UNSET,
  /// Plain connections only, so nobody has an identity. The ambient mode takes it as [#PERMISSIVE].
  DISABLE,
  /// Both; whoever comes without mutual TLS has no identity.
  PERMISSIVE,
  /// Mutual TLS only.
  STRICT
}
