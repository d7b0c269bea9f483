package dev.ardennes.policy.kubernetes.rbac;

import dev.ardennes.model.Unknown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The rules that a role has in the end, found by verb.
final class RoleRules {
  static final RoleRules NONE = new RoleRules(List.of());

  private final List<Given> all;
  private final List<Given> anyVerb;
  private final Map<String, List<Given>> byVerb;

  /// A rule and the ways in which the role has it.
  ///
  /// @param factId states the rule; empty for none
  record Given(Permission permission, String factId, Ways ways) {}

  RoleRules(List<Given> all) {
    this.all = List.copyOf(all);
    List<Given> any = new ArrayList<>();
    Map<String, List<Given>> verbs = new HashMap<>();
    for (Given given : all) {
      if (given.permission().anyVerb()) {
        any.add(given);
      } else {
        for (String verb : given.permission().verbs().stream().distinct().toList()) {
          verbs.computeIfAbsent(verb, of -> new ArrayList<>()).add(given);
        }
      }
    }
    anyVerb = List.copyOf(any);
    byVerb = Map.copyOf(verbs);
  }

  List<Given> all() {
    return all;
  }

  /// The ways in which the role gives a request.
  Ways ways(String verb, RbacTarget target) {
    List<Ways> found = new ArrayList<>();
    List<Given> some = Unknown.in(verb) ? all : byVerb.getOrDefault(verb, List.of());
    collect(some, verb, target, found);
    if (!Unknown.in(verb)) {
      collect(anyVerb, verb, target, found);
    }
    return Ways.any(found);
  }

  private static void collect(List<Given> some, String verb, RbacTarget target, List<Ways> found) {
    for (Given given : some) {
      Match match = given.permission().matches(verb, target);
      if (match.possible()) {
        found.add(given.ways().and(Ways.of(match, given.factId())));
      }
    }
  }
}
