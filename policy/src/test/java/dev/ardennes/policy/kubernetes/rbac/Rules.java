package dev.ardennes.policy.kubernetes.rbac;

import dev.ardennes.policy.Alternative;
import dev.ardennes.policy.Decision;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Short ways to write rules and questions.
final class Rules {
  static final String RBAC = "rbac.authorization.k8s.io";
  static final Subject EVE = Subject.user("eve");

  private Rules() {}

  static String rule(String verbs, String groups, String resources, String... names) {
    return "{\"verbs\":%s,\"apiGroups\":%s,\"resources\":%s,\"resourceNames\":%s}"
        .formatted(list(verbs), list(groups), list(resources), list(String.join(",", names)));
  }

  static String urls(String verbs, String paths) {
    return "{\"verbs\":%s,\"nonResourceURLs\":%s}".formatted(list(verbs), list(paths));
  }

  /// A JSON list; `core` is the group without a name.
  private static String list(String items) {
    return Stream.of(items.split(","))
        .filter(item -> !item.isEmpty())
        .map(item -> item.equals("core") ? "" : item)
        .map(item -> "\"" + item + "\"")
        .collect(Collectors.joining(",", "[", "]"));
  }

  static RbacTarget.Resource resource(String resource, String namespace) {
    return RbacTarget.Resource.of("", resource, namespace);
  }

  static Decision ask(RbacModel.Builder model, Subject who, String verb, RbacTarget target) {
    return new RbacDecisions(model.build()).decide(RbacRequest.of(who, verb, target));
  }

  /// A model in which `eve` has these rules in the whole cluster, and nothing else.
  static RbacModel.Builder eve(String... rules) {
    RbacModel.Builder model = RbacModel.builder().withoutDefaults();
    RoleName role = RoleName.cluster("given");
    model.role(role);
    for (int i = 0; i < rules.length; i++) {
      model.rule(role, rules[i], "rule" + i);
    }
    return model.bind("", "given", role, EVE, "binding");
  }

  static List<List<String>> facts(Decision decision) {
    return decision.alternatives().stream().map(Alternative::factIds).toList();
  }

  static List<String> assumed(Decision decision) {
    return decision.alternatives().stream()
        .flatMap(alternative -> alternative.assumptions().stream())
        .map(assumption -> assumption.says())
        .distinct()
        .toList();
  }
}
