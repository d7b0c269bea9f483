package dev.ardennes.policy.facts.kubernetes;

import dev.ardennes.policy.Conjunction;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.Disjunction;
import dev.ardennes.policy.Verdict;
import dev.ardennes.policy.kubernetes.rbac.RbacEscalation;
import dev.ardennes.policy.kubernetes.rbac.Requester;
import dev.ardennes.policy.kubernetes.rbac.RoleName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// How somebody comes to every permission of a namespace or cluster.
final class RbacGrants {
  private static final RoleName ADMIN = RoleName.cluster("cluster-admin");
  private static final RbacEscalation.RoleContent EVERYTHING =
      RbacEscalation.RoleContent.of(
          "{\"apiGroups\":[\"*\"],\"resources\":[\"*\"],\"verbs\":[\"*\"]}");

  private final RbacEscalation escalation;
  private final RbacFacts model;
  private final Map<RoleName, Decision> complete;
  private final String namespace;

  /// @param complete the roles that hold everything
  /// @param namespace by name; empty for the cluster
  RbacGrants(
      RbacEscalation escalation,
      RbacFacts model,
      Map<RoleName, Decision> complete,
      String namespace) {
    this.escalation = escalation;
    this.model = model;
    this.complete = complete;
    this.namespace = namespace;
  }

  /// A new binding of a role that holds everything, or a place in the binding of the one which
  /// every cluster has.
  Decision byBinding(Requester who) {
    List<Decision> ways = new ArrayList<>();
    ways.add(escalation.mayBind(who, "create", namespace, "", ADMIN));
    ways.add(escalation.mayBind(who, "update", "", ADMIN.name(), ADMIN));
    ways.add(escalation.mayBind(who, "patch", "", ADMIN.name(), ADMIN));
    complete.forEach(
        (role, holds) -> {
          boolean fits = role.namespace().isEmpty() || role.namespace().equals(namespace);
          if (fits && !role.equals(ADMIN)) {
            ways.add(
                Conjunction.and(escalation.mayBind(who, "create", namespace, "", role), holds));
          }
        });
    return Disjunction.of(ways);
  }

  /// More rules for a role that one has already.
  Decision byWriting(Requester who) {
    List<Decision> ways = new ArrayList<>();
    for (RbacFacts.Bound bound : model.bound(who)) {
      if (bound.namespace().isEmpty() || bound.namespace().equals(namespace)) {
        Decision has = Conjunction.because(bound.factIds());
        for (String verb : List.of("update", "patch")) {
          Decision writes = escalation.mayWriteRole(who, verb, bound.role(), EVERYTHING);
          if (writes.verdict() != Verdict.NO) {
            ways.add(Conjunction.and(has, writes));
          }
        }
      }
    }
    return ways.isEmpty()
        ? Conjunction.no("no role that it has may be written by it")
        : Disjunction.of(ways);
  }
}
