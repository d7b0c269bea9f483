package dev.ardennes.policy.kubernetes.rbac;

import dev.ardennes.policy.Decision;

/// A rule that a requester has.
///
/// @param namespace to which it is limited; empty where it holds in the whole cluster
/// @param role the role that the binding names
/// @param decision in which ways, which is not no
public record Grant(String namespace, RoleName role, Permission permission, Decision decision) {}
