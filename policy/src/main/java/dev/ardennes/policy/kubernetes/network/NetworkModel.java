package dev.ardennes.policy.kubernetes.network;

import dev.ardennes.model.Problem;
import dev.ardennes.model.Unknown;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Everything about one cluster that decides which connections its network policies allow.
/// Immutable; built with [#builder()].
///
/// Texts may contain unknown parts written `⟨symbol⟩`, in labels as well as in every value of a
/// policy's JSON; such a text may also stand where the API has an object, a list or a number.
///
/// ```java
/// NetworkModel.builder()
///     .enforcement(Enforcement.ENFORCED, "f0")
///     .namespace("ns", "shop", Labels.NONE)
///     .covered("ns")
///     .pods(PodClass.of("web", "ns", Labels.of(Map.of("app", "web"))))
///     .policy("deny", "ns", "f1", "{\"podSelector\":{}}")
///     .rule("deny", Direction.INGRESS, "f2", "{\"from\":[{\"podSelector\":{}}]}")
///     .build();
/// ```
public final class NetworkModel {
  private final Map<String, Namespace> namespaces;
  private final List<PodClass> pods;
  private final Map<String, Integer> podIndexes;
  private final List<PolicySpec> policies;
  private final Set<String> covered;
  private final Map<String, List<String>> nodes;
  private final Map<String, Placement> placements;
  private final List<String> podRanges;
  private final Enforcement enforcement;
  private final String enforcementFact;
  private final List<Problem> problems;

  private NetworkModel(Builder builder) {
    List<Problem> found = new ArrayList<>();
    namespaces = Map.copyOf(builder.namespaces);
    pods = List.copyOf(builder.pods.values());
    Map<String, Integer> indexes = new LinkedHashMap<>();
    pods.forEach(each -> indexes.put(each.id(), indexes.size()));
    podIndexes = Map.copyOf(indexes);
    PolicyParser parser = new PolicyParser();
    builder.read(parser);
    policies = parser.policies();
    found.addAll(parser.problems());
    covered = Set.copyOf(builder.covered);
    nodes = Collections.unmodifiableMap(new TreeMap<>(builder.nodes));
    Map<String, Placement> placed = new TreeMap<>();
    builder.placements.forEach((id, placement) -> placed.put(id, placement.copy()));
    placements = Collections.unmodifiableMap(placed);
    podRanges = List.copyOf(builder.podRanges);
    enforcement = builder.enforcement;
    enforcementFact = builder.enforcementFact;
    pods.forEach(each -> check(each, found));
    problems = List.copyOf(found);
  }

  public static Builder builder() {
    return new Builder();
  }

  /// A namespace with its own name as label `kubernetes.io/metadata.name`.
  record Namespace(String id, Labels labels) {}

  /// Where pods run.
  ///
  /// @param nodes by id of the node, the id of the fact that says so
  /// @param everywhere the ids of facts that say that they run on every node
  record Placement(SortedMap<String, String> nodes, Set<String> everywhere) {
    static Placement empty() {
      return new Placement(new TreeMap<>(), new TreeSet<>());
    }

    Placement copy() {
      return new Placement(
          Collections.unmodifiableSortedMap(new TreeMap<>(nodes)), Set.copyOf(everywhere));
    }

    boolean isKnown() {
      return !nodes.isEmpty() || !everywhere.isEmpty();
    }
  }

  /// What could not be read: policies that the API server would refuse, addresses and ports that
  /// are none. None of it takes part in decisions.
  public List<Problem> problems() {
    return problems;
  }

  /// All classes of pods, in the order in which they were declared.
  public List<PodClass> pods() {
    return pods;
  }

  List<PolicySpec> policies() {
    return policies;
  }

  /// The place of a class among [#pods()]; -1 if it was not declared.
  int podIndex(String id) {
    return podIndexes.getOrDefault(id, -1);
  }

  /// The labels of a namespace; nothing is known of them where it was not declared.
  Labels namespaceLabels(String id) {
    Namespace namespace = namespaces.get(id);
    return namespace != null ? namespace.labels() : Labels.UNKNOWN;
  }

  boolean covers(String namespace) {
    return covered.contains(namespace);
  }

  List<String> nodeAddresses(String node) {
    return nodes.getOrDefault(node, List.of());
  }

  Placement placement(String pods) {
    return placements.getOrDefault(pods, Placement.empty());
  }

  List<String> podRanges() {
    return podRanges;
  }

  Enforcement enforcement() {
    return enforcement;
  }

  /// The id of the fact that says how policies are enforced; none where it is not known.
  Optional<String> enforcementFact() {
    return enforcementFact.isEmpty() ? Optional.empty() : Optional.of(enforcementFact);
  }

  private static void check(PodClass pods, List<Problem> problems) {
    for (String address : pods.addresses()) {
      if (AddressSet.parse(address).isEmpty() && !Unknown.in(address)) {
        String says =
            "`" + address + "`, an address of `" + pods.id() + "`, is left out: it is none";
        problems.add(Problem.warning(says, "", null));
      }
    }
    for (PodClass.NamedPort port : pods.ports()) {
      if (PortNumbers.parse(port.number()).isEmpty() && !Unknown.in(port.number())) {
        String says = "port `" + port.name() + "` of `" + pods.id() + "` is left out: `";
        problems.add(Problem.warning(says + port.number() + "` is no port", "", null));
      }
    }
  }

  /// Collects the parts of a model. Every `factId` is opaque and comes back in alternatives and
  /// controls.
  public static final class Builder {
    private static final String NAME_LABEL = "kubernetes.io/metadata.name";

    private final Map<String, Namespace> namespaces = new TreeMap<>();
    private final Map<String, PodClass> pods = new LinkedHashMap<>();
    private final Map<String, PolicyParser.Head> heads = new LinkedHashMap<>();
    private final Map<String, List<PolicyParser.Piece>> rules = new LinkedHashMap<>();
    private final Set<String> covered = new TreeSet<>();
    private final Map<String, List<String>> nodes = new TreeMap<>();
    private final Map<String, Placement> placements = new TreeMap<>();
    private final List<String> podRanges = new ArrayList<>();
    private Enforcement enforcement = Enforcement.UNKNOWN;
    private String enforcementFact = "";

    private Builder() {}

    /// A namespace; the label that every namespace has for its name need not be among the labels.
    public Builder namespace(String id, String name, Labels labels) {
      namespaces.put(id, new Namespace(id, labels.with(NAME_LABEL, name)));
      return this;
    }

    /// All network policies of this namespace are in the model.
    public Builder covered(String namespace) {
      covered.add(namespace);
      return this;
    }

    /// A class of pods; a later one of the same id replaces it.
    public Builder pods(PodClass declared) {
      pods.put(declared.id(), declared);
      return this;
    }

    /// A policy without its rules.
    ///
    /// @param json the object with `podSelector` and `policyTypes` of the policy's `spec`
    public Builder policy(String id, String namespace, String factId, String json) {
      heads.put(id, new PolicyParser.Head(id, namespace, factId, json));
      return this;
    }

    /// One rule of a policy, which may be declared before or after it.
    ///
    /// @param json an item of `ingress` or `egress` of the policy's `spec`
    public Builder rule(String policy, Direction direction, String factId, String json) {
      rules
          .computeIfAbsent(policy, id -> new ArrayList<>())
          .add(new PolicyParser.Piece(factId, direction, json));
      return this;
    }

    /// A node and all its addresses, single ones or blocks.
    public Builder node(String id, List<String> addresses) {
      nodes.put(id, List.copyOf(addresses));
      return this;
    }

    /// Pods of a class run on a node. Where this is said of a class at all, it is said of all its
    /// nodes.
    public Builder runsOn(String pods, String node, String factId) {
      placements.computeIfAbsent(pods, id -> Placement.empty()).nodes().put(node, factId);
      return this;
    }

    /// A pod of the class runs on every node.
    public Builder runsOnEveryNode(String pods, String factId) {
      placements.computeIfAbsent(pods, id -> Placement.empty()).everywhere().add(factId);
      return this;
    }

    /// A block from which pods get their addresses. Without any, a pod may have every address.
    public Builder podRange(String cidr) {
      podRanges.add(cidr);
      return this;
    }

    /// Whether policies are effective in this cluster; not known unless said here.
    ///
    /// @param factId may be empty
    public Builder enforcement(Enforcement known, String factId) {
      enforcement = known;
      enforcementFact = factId;
      return this;
    }

    private void read(PolicyParser parser) {
      heads.values().forEach(head -> parser.read(head, rules.getOrDefault(head.id(), List.of())));
      rules.keySet().stream().filter(id -> !heads.containsKey(id)).forEach(parser::stray);
    }

    public NetworkModel build() {
      return new NetworkModel(this);
    }
  }
}
