package dev.ardennes.policy.kubernetes.network;

import java.util.List;

/// A policy that was read.
///
/// @param index its place among the policies
/// @param factId the id of the fact that states selector and types
/// @param ingress when it restricts ingress of the pods that it selects
/// @param egress when it restricts egress of the pods that it selects
record PolicySpec(
    int index,
    String id,
    String namespace,
    String factId,
    Selector pods,
    Condition ingress,
    Condition egress,
    List<RuleSpec> rules) {
  PolicySpec {
    rules = List.copyOf(rules);
  }

  Condition restricts(Direction direction) {
    return switch (direction) {
      case INGRESS -> ingress;
      case EGRESS -> egress;
    };
  }
}
