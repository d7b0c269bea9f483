/// Decides which connections Kubernetes network policies allow: policies as JSON text in, verdicts
/// with alternatives, assumptions and sets of ports out.
///
/// [dev.ardennes.policy.kubernetes.network.NetworkModel] holds what is known of a cluster, and
/// [dev.ardennes.policy.kubernetes.network.NetworkDecisions] answers questions about it. Pods are
/// never seen one by one: all pods of a workload are one class.
///
/// Source of the rules: "Network Policies" in the Kubernetes documentation, the API reference of
/// `networking.k8s.io/v1`, and the defaults and validation of that API.
@NullMarked
package dev.ardennes.policy.kubernetes.network;

import org.jspecify.annotations.NullMarked;
