package dev.ardennes.policy.istio;

import java.util.List;
import java.util.SortedMap;

/// Which workloads a policy is about.
///
/// @param labels that a workload must have; empty for all of the policy's namespaces
/// @param targets the things that `targetRefs` names; then labels do not count
/// @param unreadable why it is not known; empty where it is known
record Selection(SortedMap<String, String> labels, List<Target> targets, String unreadable) {
  Selection {
    targets = List.copyOf(targets);
  }

  /// A Gateway, GatewayClass, Service or ServiceEntry.
  record Target(String kind, String name) {}
}
