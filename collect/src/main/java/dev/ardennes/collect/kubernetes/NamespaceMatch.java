package dev.ardennes.collect.kubernetes;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.kubernetes.manifest.Manifest;
import dev.ardennes.collect.kubernetes.manifest.Nodes;
import dev.ardennes.model.Unknown;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Selectors of policies: which namespaces they may mean, and whether a pod can be without what
/// they ask. A namespace whose labels are not seen may have any.
final class NamespaceMatch {
  /// Every namespace has its name as this label.
  private static final String NAME = "kubernetes.io/metadata.name";

  private static final Set<String> NEEDS_LABEL = Set.of("In", "Exists");

  private final Cluster cluster;

  NamespaceMatch(Cluster cluster) {
    this.cluster = cluster;
  }

  /// Whether the selector may mean the namespace; one that asks nothing means all.
  boolean mayBe(@Nullable Json selector, String namespace) {
    for (Map.Entry<String, Json> label : Nodes.members(selector, "matchLabels").entrySet()) {
      if (!mayBe("In", label.getKey(), List.of(Nodes.text(label.getValue())), namespace)) {
        return false;
      }
    }
    for (Json expression : Nodes.list(selector, "matchExpressions")) {
      List<String> values =
          Nodes.list(expression, "values").stream().map(value -> Nodes.text(value)).toList();
      String operator = Nodes.text(expression, "operator");
      if (!mayBe(operator, Nodes.text(expression, "key"), values, namespace)) {
        return false;
      }
    }
    return true;
  }

  private boolean mayBe(String operator, String key, List<String> values, String namespace) {
    Manifest seen = cluster.find("Namespace", "", namespace);
    if (seen == null && !key.equals(NAME)) {
      return true;
    }
    Json label = seen == null ? null : seen.labels().get(key);
    String value = key.equals(NAME) ? namespace : Nodes.text(label);
    boolean there = key.equals(NAME) || label != null;
    if (Unknown.in(value) || values.stream().anyMatch(Unknown::in)) {
      return true;
    }
    return switch (operator) {
      case "In" -> there && values.contains(value);
      case "NotIn" -> !there || !values.contains(value);
      case "Exists" -> there;
      case "DoesNotExist" -> !there;
      default -> true;
    };
  }

  /// Whether pods without labels are none that the selector means: whoever starts a pod chooses.
  static boolean asksForLabels(@Nullable Json selector) {
    return !Nodes.members(selector, "matchLabels").isEmpty()
        || Nodes.list(selector, "matchExpressions").stream()
            .anyMatch(expression -> NEEDS_LABEL.contains(Nodes.text(expression, "operator")));
  }

  /// Whether one of the names, which may have `*` and `?`, is the namespace's.
  static boolean isNamed(List<Json> names, String namespace) {
    return names.stream().anyMatch(name -> fits(Nodes.text(name), namespace));
  }

  /// Names of namespaces are short, so that trying again after each `*` ends soon.
  private static boolean fits(String pattern, String text) {
    int at = 0;
    int star = -1;
    int from = 0;
    int i = 0;
    while (i < text.length()) {
      boolean more = at < pattern.length();
      if (more && (pattern.charAt(at) == '?' || pattern.charAt(at) == text.charAt(i))) {
        at++;
        i++;
      } else if (more && pattern.charAt(at) == '*') {
        star = at++;
        from = i;
      } else if (star >= 0) {
        at = star + 1;
        i = ++from;
      } else {
        return false;
      }
    }
    while (at < pattern.length() && pattern.charAt(at) == '*') {
      at++;
    }
    return at == pattern.length();
  }
}
