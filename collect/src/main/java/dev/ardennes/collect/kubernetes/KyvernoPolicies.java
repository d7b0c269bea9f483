package dev.ardennes.collect.kubernetes;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.kubernetes.manifest.Manifest;
import dev.ardennes.collect.kubernetes.manifest.Nodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Which rules of a policy of Kyverno may refuse pods of a namespace.
///
/// Source: Kyverno's documentation of policies: `match`, `exclude`, `validationFailureAction` and
/// its overrides.
final class KyvernoPolicies {
  private final NamespaceMatch namespaces;

  KyvernoPolicies(NamespaceMatch namespaces) {
    this.namespaces = namespaces;
  }

  /// The first rule that may refuse; null where none does.
  @Nullable Json refusing(Manifest policy, String namespace) {
    if (policy.kind().equals("Policy") && !policy.namespace().equals(namespace)) {
      return null;
    }
    for (Json rule : Nodes.list(policy.spec(), "rules")) {
      if (enforces(policy, rule, namespace) && matches(rule, namespace)) {
        return rule;
      }
    }
    return null;
  }

  private boolean enforces(Manifest policy, Json rule, String namespace) {
    Json validate = Nodes.at(rule, "validate");
    List<Json> images = Nodes.list(rule, "verifyImages");
    if (validate == null && images.isEmpty()) {
      return false;
    }
    String byPolicy = Nodes.text(policy.spec(), "validationFailureAction");
    List<Json> overrides =
        new ArrayList<>(Nodes.list(policy.spec(), "validationFailureActionOverrides"));
    overrides.addAll(Nodes.list(validate, "failureActionOverrides"));
    for (Json override : overrides) {
      boolean here =
          NamespaceMatch.isNamed(Nodes.list(override, "namespaces"), namespace)
              || (Nodes.at(override, "namespaceSelector") != null
                  && namespaces.mayBe(Nodes.at(override, "namespaceSelector"), namespace));
      if (here && isEnforce(Nodes.text(override, "action"))) {
        return true;
      }
      if (NamespaceMatch.isNamed(Nodes.list(override, "namespaces"), namespace)) {
        return false;
      }
    }
    String own = Nodes.text(validate, "failureAction");
    return isEnforce(own.isEmpty() ? byPolicy : own)
        || images.stream().anyMatch(image -> isEnforce(Nodes.text(image, "failureAction")));
  }

  /// Audit where nothing is said.
  private static boolean isEnforce(String action) {
    return !action.isEmpty() && !action.toLowerCase(Locale.ROOT).equals("audit");
  }

  private boolean matches(Json rule, String namespace) {
    Json match = Nodes.at(rule, "match");
    List<Json> any = Nodes.list(match, "any");
    List<Json> all = Nodes.list(match, "all");
    boolean matches;
    if (!any.isEmpty()) {
      matches = any.stream().anyMatch(block -> isMeant(Nodes.at(block, "resources"), namespace));
    } else if (!all.isEmpty()) {
      matches = all.stream().allMatch(block -> isMeant(Nodes.at(block, "resources"), namespace));
    } else {
      matches = isMeant(Nodes.at(match, "resources"), namespace);
    }
    return matches && !isExcluded(Nodes.at(rule, "exclude"), namespace);
  }

  private boolean isMeant(@Nullable Json resources, String namespace) {
    List<Json> named = Nodes.list(resources, "namespaces");
    List<Json> operations = Nodes.list(resources, "operations");
    return isOfPods(Nodes.list(resources, "kinds"))
        && (named.isEmpty() || NamespaceMatch.isNamed(named, namespace))
        && (operations.isEmpty()
            || operations.stream().anyMatch(one -> Nodes.text(one).equals("CREATE")))
        && namespaces.mayBe(Nodes.at(resources, "namespaceSelector"), namespace)
        && !NamespaceMatch.asksForLabels(Nodes.at(resources, "selector"));
  }

  /// `Pod`, `v1/Pod`, `*`; none where kinds are left out, which matches all.
  private static boolean isOfPods(List<Json> kinds) {
    return kinds.isEmpty()
        || kinds.stream()
            .map(kind -> Nodes.text(kind))
            .map(kind -> kind.substring(kind.lastIndexOf('/') + 1))
            .anyMatch(kind -> kind.equals("Pod") || kind.equals("*"));
  }

  /// Only what is excluded by its namespace alone: whom else it means is not decided.
  private static boolean isExcluded(@Nullable Json exclude, String namespace) {
    List<Json> blocks = new ArrayList<>(Nodes.list(exclude, "any"));
    List<Json> all = Nodes.list(exclude, "all");
    if (all.size() == 1) {
      blocks.addAll(all);
    }
    if (Nodes.at(exclude, "resources") != null && exclude != null) {
      blocks.add(exclude);
    }
    return blocks.stream().anyMatch(block -> isAllOf(block, namespace));
  }

  private static boolean isAllOf(Json block, String namespace) {
    Json resources = Nodes.at(block, "resources");
    boolean plain =
        Nodes.members(block).size() == 1
            && Nodes.members(resources).keySet().stream()
                .allMatch(key -> key.equals("namespaces") || key.equals("kinds"));
    return plain
        && isOfPods(Nodes.list(resources, "kinds"))
        && NamespaceMatch.isNamed(Nodes.list(resources, "namespaces"), namespace);
  }
}
