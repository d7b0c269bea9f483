package dev.ardennes.analysis;

import dev.ardennes.model.Fact;
import java.util.Comparator;
import java.util.List;

/// Which facts a person can change, and in which order one would rather.
final class Removable {
  /// How the ids of AWS's own policies begin: managed ones, and what services limit sessions with.
  private static final List<String> AWS_OWN = List.of("arn:aws:iam::aws:policy/", "aws:");

  private static final List<String> RELATIONS =
      List.of(
          "policy_statement",
          "attached",
          "member",
          "resource_policy",
          "trust_policy",
          "network_rule",
          "authorization_rule",
          "rbac_rule",
          "rbac_binding",
          "maps_identity",
          "ingress",
          "public_address",
          "public_endpoint",
          "hands_to");

  private Removable() {}

  /// Those of the facts that can be taken out, what one would rather change first.
  static List<Fact> of(List<Fact> facts) {
    return facts.stream()
        .filter(Removable::can)
        .sorted(Comparator.comparingInt((Fact f) -> RELATIONS.indexOf(f.relation())))
        .toList();
  }

  private static boolean can(Fact fact) {
    return RELATIONS.contains(fact.relation()) && !isManaged(fact);
  }

  /// A statement of a policy that AWS manages is not the user's to change; its attachment is.
  static boolean isManaged(Fact fact) {
    return fact.relation().equals("policy_statement")
        && AWS_OWN.stream().anyMatch(fact.args().getFirst()::startsWith);
  }
}
