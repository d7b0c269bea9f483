package dev.ardennes.policy.kubernetes.network;

import java.util.Locale;

/// Which way a rule of a network policy looks, as seen from the pods that the policy selects.
public enum Direction {
  INGRESS,
  EGRESS;

  /// `ingress` or `egress`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The name in `policyTypes`.
  String type() {
    return name().charAt(0) + word().substring(1);
  }
}
