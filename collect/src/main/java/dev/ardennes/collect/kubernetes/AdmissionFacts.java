package dev.ardennes.collect.kubernetes;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.kubernetes.manifest.Manifest;
import dev.ardennes.collect.kubernetes.manifest.Nodes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Policies of admission beside pod security that may refuse pods, and in which namespaces. What
/// they ask of a pod (CEL, patterns, Rego, a program behind a webhook) is not decided here.
final class AdmissionFacts {
  private static final int MOST_STATED = 20_000;

  /// Those of policies that are read themselves.
  private static final List<String> KNOWN_WEBHOOKS = List.of("kyverno", "gatekeeper");

  private final Cluster cluster;
  private final Statements out;
  private final NamespaceMatch match;
  private int stated;

  AdmissionFacts(Cluster cluster, Statements out) {
    this.cluster = cluster;
    this.out = out;
    this.match = new NamespaceMatch(cluster);
  }

  void state() {
    cluster.ofKind("ValidatingAdmissionPolicyBinding").forEach(this::binding);
    cluster.ofKind("ValidatingPolicy").forEach(this::celOfKyverno);
    KyvernoPolicies kyverno = new KyvernoPolicies(match);
    for (String kind : List.of("ClusterPolicy", "Policy")) {
      for (Manifest policy : cluster.ofKind(kind)) {
        state(policy, "Kyverno", namespace -> kyverno.refusing(policy, namespace));
      }
    }
    cluster.ofKind(Kinds.CONSTRAINT).forEach(this::constraint);
    cluster.ofKind("ValidatingWebhookConfiguration").forEach(this::webhooks);
  }

  /// @param refusing where something of the policy that may refuse pods of the namespace stands;
  ///   null where nothing does
  private void state(Manifest policy, String how, Function<String, @Nullable Json> refusing) {
    Map<String, Json> where = new TreeMap<>();
    for (String namespace : cluster.namespaces().keySet()) {
      Json at = refusing.apply(namespace);
      if (at != null) {
        where.put(namespace, at);
      }
    }
    if (where.isEmpty()) {
      return;
    }
    stated += where.size();
    boolean inAll = where.size() == cluster.namespaces().size() || stated > MOST_STATED;
    inAll &= !policy.kind().equals("Policy");
    String within = policy.kind().equals("Policy") ? policy.namespace() : "";
    String id = out.object(policy.kind(), within, policy.name(), policy.body());
    if (inAll) {
      Json at = where.values().iterator().next();
      out.fact(at, "checks_pods", id, out.cluster(at), how);
    } else {
      where.forEach(
          (namespace, at) -> out.fact(at, "checks_pods", id, out.namespace(namespace, at), how));
    }
  }

  // --- policies of Kubernetes itself

  private void binding(Manifest binding) {
    List<Json> actions = Nodes.list(binding.spec(), "validationActions");
    if (!actions.isEmpty() && actions.stream().noneMatch(AdmissionFacts::isDeny)) {
      return;
    }
    Json named = Nodes.at(binding.spec(), "policyName");
    Manifest policy = cluster.find("ValidatingAdmissionPolicy", "", Nodes.text(named));
    Json own = Nodes.at(binding.spec(), "matchResources");
    Json ofPolicy = policy == null ? null : Nodes.at(policy.spec(), "matchConstraints");
    boolean pods = isOfPods(own, true) && isOfPods(ofPolicy, policy == null);
    if (named == null || !pods) {
      return;
    }
    Manifest stated = policy == null ? binding : policy;
    state(
        stated,
        "ValidatingAdmissionPolicy",
        namespace -> mayBe(own, namespace) && mayBe(ofPolicy, namespace) ? named : null);
  }

  private static boolean isDeny(Json action) {
    return Nodes.text(action).equals("Deny");
  }

  private boolean mayBe(@Nullable Json resources, String namespace) {
    return match.mayBe(Nodes.at(resources, "namespaceSelector"), namespace);
  }

  private static boolean isOfPods(@Nullable Json resources, boolean withoutRules) {
    List<Json> rules = Nodes.list(resources, "resourceRules");
    boolean meant =
        rules.isEmpty() ? withoutRules : rules.stream().anyMatch(AdmissionFacts::isOfPods);
    return meant && !NamespaceMatch.asksForLabels(Nodes.at(resources, "objectSelector"));
  }

  /// Whether the rule of a webhook or policy means that pods are made.
  private static boolean isOfPods(Json rule) {
    return has(rule, "apiGroups", Set.of("", "*"))
        && has(rule, "resources", Set.of("pods", "*", "*/*"))
        && has(rule, "operations", Set.of("CREATE", "*"));
  }

  private static boolean has(Json rule, String list, Set<String> one) {
    return Nodes.list(rule, list).stream().anyMatch(text -> one.contains(Nodes.text(text)));
  }

  private void webhooks(Manifest configuration) {
    if (KNOWN_WEBHOOKS.stream().anyMatch(known -> configuration.name().startsWith(known))) {
      return;
    }
    List<Json> hooks =
        Nodes.list(configuration.body(), "webhooks").stream()
            .filter(hook -> Nodes.list(hook, "rules").stream().anyMatch(AdmissionFacts::isOfPods))
            .filter(hook -> !NamespaceMatch.asksForLabels(Nodes.at(hook, "objectSelector")))
            .toList();
    state(
        configuration,
        "a webhook",
        namespace ->
            hooks.stream().filter(hook -> mayBe(hook, namespace)).findFirst().orElse(null));
  }

  // --- policies of others

  private void celOfKyverno(Manifest policy) {
    List<Json> actions = Nodes.list(policy.spec(), "validationActions");
    Json constraints = Nodes.at(policy.spec(), "matchConstraints");
    boolean denies = actions.isEmpty() || actions.stream().anyMatch(AdmissionFacts::isDeny);
    if (denies && constraints != null && isOfPods(constraints, false)) {
      state(policy, "Kyverno", namespace -> mayBe(constraints, namespace) ? constraints : null);
    }
  }

  private void constraint(Manifest constraint) {
    Json asked = Nodes.at(constraint.spec(), "match");
    List<Json> kinds = Nodes.list(asked, "kinds");
    boolean pods =
        kinds.isEmpty()
            || kinds.stream()
                .anyMatch(
                    kind ->
                        has(kind, "apiGroups", Set.of("", "*"))
                            && has(kind, "kinds", Set.of("Pod", "*")));
    if (!pods
        || !denies(constraint)
        || Nodes.text(asked, "scope").equals("Cluster")
        || NamespaceMatch.asksForLabels(Nodes.at(asked, "labelSelector"))) {
      return;
    }
    List<Json> only = Nodes.list(asked, "namespaces");
    List<Json> not = Nodes.list(asked, "excludedNamespaces");
    state(
        constraint,
        "Gatekeeper",
        namespace ->
            (only.isEmpty() || NamespaceMatch.isNamed(only, namespace))
                    && !NamespaceMatch.isNamed(not, namespace)
                    && mayBe(asked, namespace)
                ? constraint.body()
                : null);
  }

  private static boolean denies(Manifest constraint) {
    return switch (Nodes.text(constraint.spec(), "enforcementAction")) {
      case "dryrun", "warn" -> false;
      case "scoped" ->
          Nodes.list(constraint.spec(), "scopedEnforcementActions").stream()
              .anyMatch(scoped -> Nodes.text(scoped, "action").equals("deny"));
      default -> true;
    };
  }
}
