package dev.ardennes.policy.kubernetes.rbac;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Role-based access control as its documentation reads, without index, reason or unknown part:
/// every binding, every subject, every rule.
final class NaiveRbac {
  /// A rule of a role.
  record NaiveRule(
      RoleName role,
      List<String> verbs,
      List<String> groups,
      List<String> resources,
      List<String> names,
      List<String> urls,
      String factId) {}

  /// A subject of a binding.
  record NaiveBinding(String namespace, RoleName role, Subject subject, String factId) {}

  /// The one label of a cluster role, and the label value that an aggregated role collects.
  record NaiveLabel(RoleName role, String value, String factId) {}

  record NaiveCluster(
      List<NaiveRule> rules,
      List<NaiveBinding> bindings,
      List<NaiveLabel> labels,
      List<NaiveLabel> selectors) {
    NaiveCluster without(Set<String> facts) {
      return new NaiveCluster(
          rules.stream().filter(one -> !facts.contains(one.factId())).toList(),
          bindings.stream().filter(one -> !facts.contains(one.factId())).toList(),
          labels.stream().filter(one -> !facts.contains(one.factId())).toList(),
          selectors.stream().filter(one -> !facts.contains(one.factId())).toList());
    }

    /// The same with every unknown part as the map says.
    NaiveCluster with(Map<String, String> values) {
      return new NaiveCluster(
          rules.stream()
              .map(
                  r ->
                      new NaiveRule(
                          r.role(),
                          put(r.verbs(), values),
                          put(r.groups(), values),
                          put(r.resources(), values),
                          put(r.names(), values),
                          put(r.urls(), values),
                          r.factId()))
              .toList(),
          bindings.stream()
              .map(
                  b ->
                      new NaiveBinding(
                          namespace(b.namespace(), values),
                          b.role(),
                          new Subject(
                              b.subject().kind(),
                              put(b.subject().namespace(), values),
                              put(b.subject().name(), values)),
                          b.factId()))
              .toList(),
          labels.stream()
              .map(l -> new NaiveLabel(l.role(), put(l.value(), values), l.factId()))
              .toList(),
          selectors);
    }

    /// The namespace of a role binding is never empty.
    private static String namespace(String text, Map<String, String> values) {
      String result = put(text, values);
      return result.isEmpty() && !text.isEmpty() ? "default" : result;
    }

    private static List<String> put(List<String> texts, Map<String, String> values) {
      return texts.stream().map(text -> put(text, values)).toList();
    }

    private static String put(String text, Map<String, String> values) {
      String result = text;
      for (Map.Entry<String, String> value : values.entrySet()) {
        result = result.replace(value.getKey(), value.getValue());
      }
      return result;
    }
  }

  private NaiveRbac() {}

  static boolean allows(
      NaiveCluster cluster, Subject who, List<String> groups, String verb, RbacTarget target) {
    String namespace = target instanceof RbacTarget.Resource r ? r.namespace() : "";
    for (NaiveBinding binding : cluster.bindings()) {
      boolean applies = binding.namespace().isEmpty() || binding.namespace().equals(namespace);
      if (applies && names(binding.subject(), who, groups)) {
        for (NaiveRule rule : rules(cluster, binding.role())) {
          if (matches(rule, verb, target)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /// The rules that somebody has in a namespace, or in the whole cluster.
  private static List<NaiveRule> held(
      NaiveCluster cluster, Subject who, List<String> groups, String namespace) {
    List<NaiveRule> held = new ArrayList<>();
    for (NaiveBinding binding : cluster.bindings()) {
      boolean applies = binding.namespace().isEmpty() || binding.namespace().equals(namespace);
      if (applies && names(binding.subject(), who, groups)) {
        held.addAll(rules(cluster, binding.role()));
      }
    }
    return held;
  }

  /// Whether everything that a rule gives is given by some rule of somebody's own.
  static boolean covers(
      NaiveCluster cluster, Subject who, List<String> groups, String namespace, NaiveRule rule) {
    List<NaiveRule> held = held(cluster, who, groups, namespace);
    for (String verb : rule.verbs()) {
      for (String group : rule.groups()) {
        for (String resource : rule.resources()) {
          List<String> names = rule.names().isEmpty() ? List.of("") : rule.names();
          for (String name : names) {
            if (held.stream().noneMatch(own -> covers(own, verb, group, resource, name))) {
              return false;
            }
          }
        }
      }
      for (String url : rule.urls()) {
        if (held.stream().noneMatch(own -> has(own.verbs(), verb) && url(own.urls(), url))) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean covers(
      NaiveRule own, String verb, String group, String resource, String name) {
    int slash = resource.indexOf('/');
    boolean about =
        has(own.resources(), resource)
            || (slash > 0 && own.resources().contains("*" + resource.substring(slash)));
    boolean named = own.names().isEmpty() || (!name.isEmpty() && own.names().contains(name));
    return has(own.verbs(), verb) && has(own.groups(), group) && about && named;
  }

  private static boolean has(List<String> texts, String wanted) {
    return texts.contains("*") || texts.contains(wanted);
  }

  private static boolean url(List<String> patterns, String wanted) {
    for (String pattern : patterns) {
      boolean prefix =
          pattern.endsWith("*") && wanted.startsWith(pattern.substring(0, pattern.length() - 1));
      if (pattern.equals(wanted) || prefix) {
        return true;
      }
    }
    return false;
  }

  private static boolean names(Subject bound, Subject who, List<String> groups) {
    return switch (bound.kind()) {
      case USER -> userName(who).equals(bound.name());
      case SERVICE_ACCOUNT -> userName(who).equals(userName(bound));
      case GROUP -> groups.contains(bound.name());
    };
  }

  private static String userName(Subject subject) {
    return switch (subject.kind()) {
      case USER -> subject.name();
      case SERVICE_ACCOUNT -> "system:serviceaccount:" + subject.namespace() + ":" + subject.name();
      case GROUP -> "";
    };
  }

  private static List<NaiveRule> rules(NaiveCluster cluster, RoleName role) {
    Set<RoleName> from = new HashSet<>(Set.of(role));
    boolean grows = true;
    while (grows) {
      grows = false;
      for (NaiveLabel selector : cluster.selectors()) {
        for (NaiveLabel label : cluster.labels()) {
          if (from.contains(selector.role()) && selector.value().equals(label.value())) {
            grows |= from.add(label.role());
          }
        }
      }
    }
    List<NaiveRule> rules = new ArrayList<>();
    for (NaiveRule rule : cluster.rules()) {
      boolean aggregates =
          cluster.selectors().stream().anyMatch(one -> one.role().equals(rule.role()));
      if (from.contains(rule.role()) && !aggregates) {
        rules.add(rule);
      }
    }
    return rules;
  }

  private static boolean matches(NaiveRule rule, String verb, RbacTarget target) {
    if (!rule.verbs().contains("*") && !rule.verbs().contains(verb)) {
      return false;
    }
    return switch (target) {
      case RbacTarget.Url url -> url(rule.urls(), url.path());
      case RbacTarget.Resource resource -> matches(rule, verb, resource);
    };
  }

  private static boolean matches(NaiveRule rule, String verb, RbacTarget.Resource wanted) {
    boolean group = rule.groups().contains("*") || rule.groups().contains(wanted.apiGroup());
    boolean sub = !wanted.subresource().isEmpty();
    String path = sub ? wanted.resource() + "/" + wanted.subresource() : wanted.resource();
    boolean resource =
        rule.resources().contains("*")
            || rule.resources().contains(path)
            || (sub && rule.resources().contains("*/" + wanted.subresource()));
    boolean nameless =
        wanted.name().isEmpty()
            || verb.equals("deletecollection")
            || (verb.equals("create") && !sub);
    boolean name = rule.names().isEmpty() || (!nameless && rule.names().contains(wanted.name()));
    return group && resource && name;
  }

  /// Every text that is unknown in the cluster.
  static Map<String, String> unknowns(NaiveCluster cluster) {
    Map<String, String> found = new TreeMap<>();
    String all = cluster.toString();
    for (int i = 0; i < 4; i++) {
      if (all.contains("⟨u" + i + "⟩")) {
        found.put("⟨u" + i + "⟩", "");
      }
    }
    return found;
  }
}
