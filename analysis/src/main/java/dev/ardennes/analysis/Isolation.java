package dev.ardennes.analysis;

import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.yaml.YamlNode;
import dev.ardennes.model.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which policy keeps others out of a workload of Kubernetes: the network policy that isolates it,
/// or else the mesh's. Decides nothing about single connections; it only names the policy where the
/// attack graph has no way in.
final class Isolation {
  /// @param lets how many rules of the policy let somebody in
  private record Policy(Fact fact, @Nullable YamlNode selector, int lets) {}

  private final FactBase facts;
  private final Map<String, List<Policy>> network = new HashMap<>();
  private final Map<String, List<Policy>> mesh = new HashMap<>();
  private final Map<String, Optional<Fact>> known = new HashMap<>();

  Isolation(FactBase facts) {
    this.facts = facts;
    for (Fact fact : facts.relation("network_policy")) {
      YamlNode spec = spec(fact);
      if (spec != null && concernsIngress(spec)) {
        add(network, new Policy(fact, member(spec, "podSelector"), ingressRules(fact)));
      }
    }
    for (Fact fact : facts.relation("authorization_policy")) {
      YamlNode spec = spec(fact);
      if (spec != null) {
        int rules = facts.relation("authorization_rule", fact.args().getFirst()).size();
        add(mesh, new Policy(fact, member(spec, "selector"), rules));
      }
    }
    Comparator<Policy> strictest =
        Comparator.comparingInt(Policy::lets).thenComparing(policy -> policy.fact().id());
    network.values().forEach(policies -> policies.sort(strictest));
    mesh.values().forEach(policies -> policies.sort(strictest));
  }

  private void add(Map<String, List<Policy>> policies, Policy policy) {
    String namespace = facts.second("in_namespace", policy.fact().args().getFirst());
    if (namespace != null) {
      policies.computeIfAbsent(namespace, none -> new ArrayList<>()).add(policy);
    }
  }

  private int ingressRules(Fact policy) {
    return (int)
        facts.relation("network_rule", policy.args().getFirst()).stream()
            .filter(rule -> rule.args().get(1).equalsIgnoreCase("ingress"))
            .count();
  }

  /// The fact of the policy that lets the fewest in; null where no policy selects the workload.
  @Nullable Fact of(String workload) {
    return known.computeIfAbsent(workload, this::find).orElse(null);
  }

  private Optional<Fact> find(String workload) {
    String namespace = facts.second("in_namespace", workload);
    if (namespace == null) {
      return Optional.empty();
    }
    Map<String, String> labels = new HashMap<>();
    for (Fact label : facts.relation("label", workload)) {
      labels.put(label.args().get(1), label.args().get(2));
    }
    if (enforced(workload)) {
      Optional<Fact> found = selecting(network.getOrDefault(namespace, List.of()), labels);
      if (found.isPresent()) {
        return found;
      }
    }
    return "none".equals(facts.second("mesh_mode", workload))
        ? Optional.empty()
        : selecting(mesh.getOrDefault(namespace, List.of()), labels);
  }

  private boolean enforced(String workload) {
    String cluster = facts.second("in_kubernetes", workload);
    return cluster == null || !"not enforced".equals(facts.second("enforces_policies", cluster));
  }

  private static Optional<Fact> selecting(List<Policy> policies, Map<String, String> labels) {
    return policies.stream()
        .filter(policy -> selects(policy.selector(), labels))
        .map(Policy::fact)
        .findFirst();
  }

  private static @Nullable YamlNode spec(Fact policy) {
    return YamlReader.read(policy.args().get(1).getBytes(StandardCharsets.UTF_8)).root();
  }

  /// A policy that does not say which directions it concerns always concerns ingress.
  private static boolean concernsIngress(YamlNode spec) {
    YamlNode types = member(spec, "policyTypes");
    return types == null || texts(types).contains("Ingress");
  }

  /// An empty selector, or none, selects all pods of the namespace.
  private static boolean selects(@Nullable YamlNode selector, Map<String, String> labels) {
    if (selector == null) {
      return true;
    }
    if (member(selector, "matchLabels") instanceof YamlNode.Mapping wanted) {
      for (var entry : wanted.inOrder()) {
        if (!text(entry.getValue().value()).equals(labels.get(entry.getKey()))) {
          return false;
        }
      }
    }
    return !(member(selector, "matchExpressions") instanceof YamlNode.Sequence expressions)
        || expressions.items().stream().allMatch(expression -> holds(expression, labels));
  }

  private static boolean holds(YamlNode expression, Map<String, String> labels) {
    String value = labels.get(text(member(expression, "key")));
    Set<String> values = texts(member(expression, "values"));
    return switch (text(member(expression, "operator"))) {
      case "In" -> value != null && values.contains(value);
      case "NotIn" -> value == null || !values.contains(value);
      case "Exists" -> value != null;
      case "DoesNotExist" -> value == null;
      default -> false;
    };
  }

  private static @Nullable YamlNode member(YamlNode node, String name) {
    if (node instanceof YamlNode.Mapping mapping) {
      YamlNode.Entry entry = mapping.entries().get(name);
      return entry == null ? null : entry.value();
    }
    return null;
  }

  private static String text(@Nullable YamlNode node) {
    return node instanceof YamlNode.Scalar scalar ? scalar.text() : "";
  }

  private static Set<String> texts(@Nullable YamlNode node) {
    Set<String> texts = new HashSet<>();
    if (node instanceof YamlNode.Sequence sequence) {
      sequence.items().forEach(item -> texts.add(text(item)));
    }
    return texts;
  }
}
