package dev.ardennes.policy.istio;

import java.util.List;

/// What must hold for a request to pass along one route.
///
/// @param base holds on the whole route
/// @param groups of each, one option must hold
/// @param refusals none of which may hold
/// @param demands what names the policies of each group, in the groups' order
record Question(
    Term base, List<List<Option>> groups, List<Refusal> refusals, List<Demand> demands) {
  Question {
    groups = List.copyOf(groups);
    refusals = List.copyOf(refusals);
    demands = List.copyOf(demands);
  }

  /// A way to be allowed, and the facts that give it.
  record Option(Term when, List<String> factIds) {}

  /// A way to be refused.
  record Refusal(Term when, String says, List<String> factIds) {}

  /// That something allows the request, because these policies select the workload.
  record Demand(String says, List<String> factIds) {}
}
