package dev.ardennes.policy.kubernetes.network;

/// Whether the cluster's network plugin makes network policies effective. The API server accepts
/// policies either way.
public enum Enforcement {
  ENFORCED,
  NOT_ENFORCED,
  /// Nothing says which plugin runs: no answer is an outright no.
  UNKNOWN
}
