package dev.ardennes.policy;

import java.util.List;

/// What makes a verdict no.
///
/// @param says in words
/// @param factIds the ids of the facts that are the control, sorted; empty where the control is
///   that nothing allows it
public record Control(Kind kind, String says, List<String> factIds) implements Comparable<Control> {
  /// The sort of control. The missing grants, [#MISSING_ALLOW] and [#MISSING_RESOURCE_ALLOW],
  /// cannot fail.
  public enum Kind {
    EXPLICIT_DENY,
    BOUNDARY,
    SESSION_POLICY,
    SERVICE_CONTROL_POLICY,
    RESOURCE_CONTROL_POLICY,
    PUBLIC_ACCESS_BLOCK,
    /// An admission rule of a cluster that refuses the object, although its author may create it.
    ADMISSION,
    /// A grant is there, but its condition cannot hold.
    CONDITION,
    /// A trust or key policy that does not let the principal in.
    TRUST,
    /// A Kubernetes network policy that isolates pods and does not allow the connection.
    NETWORK_POLICY,
    /// An Istio authorization policy that denies the request, or that selects the workload and does
    /// not allow it.
    MESH_POLICY,
    /// A mesh's demand for mutual TLS, which the caller does not meet.
    MUTUAL_TLS,
    /// A mesh's check of tokens, which the caller's token does not pass.
    TOKEN_CHECK,
    /// A security group that lets nobody of that kind in or out.
    SECURITY_GROUP,
    /// An access list of a subnet that denies the connection or its answers.
    NETWORK_ACL,
    /// No route leads there.
    ROUTE,
    /// Nothing of it has an address that could be connected to.
    NO_ADDRESS,
    /// What stands in front asks callers who they are.
    AUTHORIZATION,
    MISSING_ALLOW,
    MISSING_RESOURCE_ALLOW;

    /// Whether it is an active barrier, as against the mere absence of a grant.
    public boolean canFail() {
      return switch (this) {
        case MISSING_ALLOW, MISSING_RESOURCE_ALLOW, TRUST, CONDITION, NO_ADDRESS -> false;
        case EXPLICIT_DENY,
            BOUNDARY,
            SESSION_POLICY,
            SERVICE_CONTROL_POLICY,
            RESOURCE_CONTROL_POLICY,
            PUBLIC_ACCESS_BLOCK,
            ADMISSION,
            NETWORK_POLICY,
            MESH_POLICY,
            MUTUAL_TLS,
            TOKEN_CHECK,
            SECURITY_GROUP,
            NETWORK_ACL,
            ROUTE,
            AUTHORIZATION ->
            true;
      };
    }
  }

  public Control {
    factIds = List.copyOf(factIds);
  }

  @Override
  public int compareTo(Control other) {
    int byKind = kind.compareTo(other.kind);
    return byKind != 0 ? byKind : says.compareTo(other.says);
  }
}
