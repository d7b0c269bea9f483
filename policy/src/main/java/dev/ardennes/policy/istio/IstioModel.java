package dev.ardennes.policy.istio;

import dev.ardennes.model.Problem;
import dev.ardennes.policy.istio.Policies.Authorization;
import dev.ardennes.policy.istio.Policies.PeerAuthentication;
import dev.ardennes.policy.istio.Policies.RequestAuthentication;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Everything about a mesh that decides requests. Immutable; built with [#builder()].
///
/// JSON texts may contain unknown parts written `⟨symbol⟩`, also in the place of a whole element. A
/// policy that cannot be read is a problem, and its effect counts as not known.
///
/// ```java
/// IstioModel.builder()
///     .covers("shop").covers("istio-system")
///     .workload(WorkloadClass.of("db", "shop", Map.of("app", "db"), "db", MeshMode.SIDECAR))
///     .authorizationPolicy("only-web", "shop", "f1", "{\"action\":\"ALLOW\"}")
///     .authorizationRule("only-web", "f2",
///         "{\"from\":[{\"source\":{\"principals\":[\"cluster.local/ns/shop/sa/web\"]}}]}")
///     .build();
/// ```
public final class IstioModel {
  private final Mesh mesh;
  private final Map<String, WorkloadClass> workloads;
  private final Map<String, List<Authorization>> authorizations;
  private final Map<String, List<PeerAuthentication>> peerAuthentications;
  private final Map<String, List<RequestAuthentication>> requestAuthentications;
  private final Set<String> covered;
  private final List<Problem> problems;

  private IstioModel(Builder builder) {
    mesh = builder.mesh;
    workloads = Collections.unmodifiableMap(new LinkedHashMap<>(builder.workloads));
    covered = Set.copyOf(builder.covered);
    PolicyReader reader = new PolicyReader(mesh);
    Map<String, List<Authorization>> policies = new HashMap<>();
    int number = 0;
    for (RawPolicy raw : builder.authorizations.values()) {
      add(policies, raw.namespace(), reader.authorization(number++, raw));
    }
    authorizations = policies;
    peerAuthentications = new HashMap<>();
    for (RawPolicy raw : builder.peerAuthentications.values()) {
      add(peerAuthentications, raw.namespace(), reader.peerAuthentication(raw));
    }
    requestAuthentications = new HashMap<>();
    for (RawPolicy raw : builder.requestAuthentications.values()) {
      add(requestAuthentications, raw.namespace(), reader.requestAuthentication(raw));
    }
    List<Problem> all = new ArrayList<>(reader.problems());
    all.addAll(builder.problems);
    all.sort(null);
    problems = List.copyOf(all);
  }

  private static <T> void add(Map<String, List<T>> map, String namespace, T policy) {
    map.computeIfAbsent(namespace, key -> new ArrayList<>()).add(policy);
  }

  public static Builder builder() {
    return new Builder();
  }

  public Mesh mesh() {
    return mesh;
  }

  /// All workload classes, in the order in which they were declared.
  public List<WorkloadClass> workloads() {
    return List.copyOf(workloads.values());
  }

  public Optional<WorkloadClass> workload(String id) {
    return Optional.ofNullable(workloads.get(id));
  }

  /// The policies and rules that could not be read, sorted.
  public List<Problem> problems() {
    return problems;
  }

  /// Whether all policies of the namespace were collected.
  boolean covers(String namespace) {
    return covered.contains(namespace);
  }

  /// The policies that may be about workloads of the namespace: those of the root namespace first.
  List<Authorization> authorizations(String namespace) {
    return inReach(authorizations, namespace);
  }

  List<PeerAuthentication> peerAuthentications(String namespace) {
    return inReach(peerAuthentications, namespace);
  }

  List<RequestAuthentication> requestAuthentications(String namespace) {
    return inReach(requestAuthentications, namespace);
  }

  private <T> List<T> inReach(Map<String, List<T>> map, String namespace) {
    List<T> own = map.getOrDefault(namespace, List.of());
    if (namespace.equals(mesh.rootNamespace())) {
      return own;
    }
    List<T> all = new ArrayList<>(map.getOrDefault(mesh.rootNamespace(), List.of()));
    all.addAll(own);
    return all;
  }

  /// A policy as it arrives.
  record RawPolicy(String id, String namespace, String factId, String json, List<RawRule> rules) {}

  /// A rule as it arrives.
  record RawRule(String factId, String json) {}

  /// Collects the parts of a model. Every `factId` is opaque and comes back in alternatives,
  /// controls and explanations.
  public static final class Builder {
    private final Map<String, WorkloadClass> workloads = new LinkedHashMap<>();
    private final Map<String, RawPolicy> authorizations = new TreeMap<>();
    private final Map<String, RawPolicy> peerAuthentications = new TreeMap<>();
    private final Map<String, RawPolicy> requestAuthentications = new TreeMap<>();
    private final Map<String, List<RawRule>> rules = new HashMap<>();
    private final Set<String> covered = new TreeSet<>();
    private final List<Problem> problems = new ArrayList<>();
    private Mesh mesh = Mesh.DEFAULT;

    private Builder() {}

    public Builder mesh(Mesh settings) {
      mesh = settings;
      return this;
    }

    public Builder workload(WorkloadClass workload) {
      workloads.put(workload.id(), workload);
      return this;
    }

    /// All policies of the namespace are given: what is not there is absent.
    public Builder covers(String namespace) {
      covered.add(namespace);
      return this;
    }

    /// An AuthorizationPolicy without its rules.
    ///
    /// @param id unique among AuthorizationPolicies
    /// @param json an object with `selector` or `targetRefs`, `action`, `provider`, and for a trial
    ///   `dryRun` or the `annotations`
    public Builder authorizationPolicy(String id, String namespace, String factId, String json) {
      List<RawRule> own = rules.computeIfAbsent(id, key -> new ArrayList<>());
      authorizations.put(id, new RawPolicy(id, namespace, factId, json, own));
      return this;
    }

    /// One rule of an AuthorizationPolicy, in the policy's order.
    public Builder authorizationRule(String policyId, String factId, String json) {
      rules.computeIfAbsent(policyId, key -> new ArrayList<>()).add(new RawRule(factId, json));
      return this;
    }

    /// @param json the `spec`
    public Builder peerAuthentication(String id, String namespace, String factId, String json) {
      peerAuthentications.put(id, new RawPolicy(id, namespace, factId, json, List.of()));
      return this;
    }

    /// @param json the `spec`
    public Builder requestAuthentication(String id, String namespace, String factId, String json) {
      requestAuthentications.put(id, new RawPolicy(id, namespace, factId, json, List.of()));
      return this;
    }

    /// Parses every policy; cost is linear in their text.
    public IstioModel build() {
      problems.clear();
      for (String id : new TreeSet<>(rules.keySet())) {
        if (!authorizations.containsKey(id)) {
          problems.add(
              Problem.warning(
                  "a rule belongs to the policy `" + id + "`, which is not there",
                  "the rule is left out",
                  null));
        }
      }
      return new IstioModel(this);
    }
  }
}
