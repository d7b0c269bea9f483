package dev.ardennes.policy.facts.kubernetes;

import dev.ardennes.model.Fact;
import dev.ardennes.model.Unknown;
import dev.ardennes.policy.Alternative;
import dev.ardennes.policy.Conjunction;
import dev.ardennes.policy.Control;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.Verdict;
import dev.ardennes.policy.kubernetes.network.Connection;
import dev.ardennes.policy.kubernetes.network.Direction;
import dev.ardennes.policy.kubernetes.network.Endpoint;
import dev.ardennes.policy.kubernetes.network.Enforcement;
import dev.ardennes.policy.kubernetes.network.Labels;
import dev.ardennes.policy.kubernetes.network.NetworkDecisions;
import dev.ardennes.policy.kubernetes.network.NetworkModel;
import dev.ardennes.policy.kubernetes.network.NetworkRequest;
import dev.ardennes.policy.kubernetes.network.PodClass;
import dev.ardennes.policy.kubernetes.network.PortSet;
import dev.ardennes.policy.kubernetes.network.Protocol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What the network policies of one cluster let through.
///
/// Where nothing says whether the network plugin enforces policies, they are taken to be enforced,
/// and a no says so.
final class ClusterNetwork {
  private static final String POLICY = "network_policy";
  private static final List<String> POLICIES = List.of(POLICY);
  private static final String INTERNET = "internet";

  private final ClusterFacts facts;
  private final String cluster;
  private final boolean enforcementTold;
  private final NetworkDecisions network;

  ClusterNetwork(ClusterFacts facts, String cluster) {
    this.facts = facts;
    this.cluster = cluster;
    this.enforcementTold = !facts.all().relation("enforces_policies", cluster).isEmpty();
    this.network = new NetworkDecisions(model());
  }

  // --- the model

  private NetworkModel model() {
    NetworkModel.Builder builder = NetworkModel.builder();
    enforcement(builder);
    for (String namespace : facts.namespaces(cluster)) {
      builder.namespace(namespace, ObjectId.namespaceName(namespace), namespaceLabels(namespace));
      if (facts.covers(namespace, POLICIES)) {
        builder.covered(namespace);
      }
    }
    for (String workload : facts.workloads(cluster)) {
      builder.pods(pods(workload));
      placement(workload, builder);
    }
    facts.of(cluster, POLICY).forEach(policy -> policy(policy, builder));
    return builder.build();
  }

  private void enforcement(NetworkModel.Builder builder) {
    builder.enforcement(Enforcement.ENFORCED, "");
    for (Fact fact : facts.all().relation("enforces_policies", cluster)) {
      if (fact.args().get(1).equals("not enforced")) {
        builder.enforcement(Enforcement.NOT_ENFORCED, fact.id());
      }
    }
  }

  /// Nothing is known of the labels of a namespace that is only named.
  private Labels namespaceLabels(String namespace) {
    return declaredBy(namespace).isEmpty() ? Labels.UNKNOWN : Labels.of(facts.labels(namespace));
  }

  /// The facts that show that the labels of a namespace are known.
  private Set<String> declaredBy(String namespace) {
    Set<String> ids = new TreeSet<>();
    facts.addCovered(namespace, ids, List.of("label"));
    facts.addAbout("kind", namespace, ids);
    if (ids.isEmpty()) {
      Set<String> labels = new TreeSet<>();
      facts.addAbout("label", namespace, labels);
      labels.stream().findFirst().ifPresent(ids::add);
    }
    return ids;
  }

  private PodClass pods(String workload) {
    List<PodClass.NamedPort> ports = new ArrayList<>();
    for (Fact port : facts.all().relation("container_port", workload)) {
      Optional<Protocol> protocol = protocol(port.args().get(2));
      if (!port.args().get(3).isEmpty() && protocol.isPresent()) {
        String number = port.args().get(1);
        ports.add(new PodClass.NamedPort(port.args().get(3), protocol.get(), number));
      }
    }
    boolean host = facts.all().fact("host_namespace", workload, "network") != null;
    String namespace = facts.object(workload).namespace();
    Labels labels = Labels.of(facts.labels(workload));
    return new PodClass(workload, namespace, labels, ports, host, List.of());
  }

  private void placement(String workload, NetworkModel.Builder builder) {
    for (Fact fact : facts.all().relation("runs_on", workload)) {
      switch (fact.args().get(2)) {
        case "seen" -> builder.runsOn(workload, fact.args().get(1), fact.id());
        case "every node" -> builder.runsOnEveryNode(workload, fact.id());
        default -> {
          // where it may be placed does not say where it is
        }
      }
    }
  }

  private void policy(Fact policy, NetworkModel.Builder builder) {
    String id = policy.args().getFirst();
    builder.policy(id, facts.object(id).namespace(), policy.id(), policy.args().get(1));
    for (Fact rule : facts.pieces("network_rule", id)) {
      boolean ingress = rule.args().get(1).equals("ingress");
      builder.rule(
          id, ingress ? Direction.INGRESS : Direction.EGRESS, rule.id(), rule.args().get(3));
    }
  }

  // --- questions

  Decision reaches(String source, String target, String port, String protocol) {
    if (source.equals(target)) {
      return Conjunction.TRUE;
    }
    return decide(end(source), end(target), port, protocol, List.of(source, target));
  }

  Decision letIn(String target, String port, String protocol) {
    return decide(Endpoint.internet(), end(target), port, protocol, List.of(target));
  }

  Decision letOut(String source, String address, String port) {
    Endpoint outside = address.equals(INTERNET) ? Endpoint.internet() : Endpoint.outside(address);
    return decide(end(source), outside, port, Protocol.TCP.name(), List.of(source));
  }

  /// The workloads and nodes that can connect, the target among them.
  List<String> sources(String target, String port, String protocol) {
    return others(target, port, protocol, true);
  }

  /// The workloads to which the source can connect, itself among them.
  List<String> targets(String source, String port, String protocol) {
    return others(source, port, protocol, false);
  }

  private List<String> others(String fixed, String port, String protocol, boolean sources) {
    Optional<Protocol> known = protocol(protocol);
    PortSet ports = ports(port);
    if (known.isEmpty() || ports.isEmpty()) {
      return List.of();
    }
    Set<String> found = new TreeSet<>(List.of(fixed));
    List<Connection> connections =
        sources
            ? network.connectionsTo(end(fixed), known.get(), ports)
            : network.connectionsFrom(end(fixed), known.get(), ports);
    connections.forEach(connection -> found.add(connection.pods()));
    for (String node : sources ? nodes() : Set.<String>of()) {
      if (reaches(node, fixed, port, protocol).verdict() != Verdict.NO) {
        found.add(node);
      }
    }
    return List.copyOf(found);
  }

  private Set<String> nodes() {
    Set<String> nodes = new TreeSet<>();
    facts.of(cluster, "runs_on").forEach(fact -> nodes.add(fact.args().get(1)));
    return nodes;
  }

  private Endpoint end(String workload) {
    ObjectId id = facts.object(workload);
    boolean node = id.kind().equals("node") && !id.isInNamespace();
    return node && !facts.isWorkload(workload) ? Endpoint.node(workload) : Endpoint.pods(workload);
  }

  private Decision decide(
      Endpoint source, Endpoint target, String port, String protocol, List<String> ends) {
    Optional<Protocol> known = protocol(protocol);
    PortSet ports = ports(port);
    if (known.isEmpty() || ports.isEmpty()) {
      return Conjunction.no("`" + port + "/" + protocol + "` is no port");
    }
    Decision decision = network.decide(NetworkRequest.of(source, target, known.get(), ports));
    Decision grounded = Answers.with(decision, alternative -> grounds(alternative, ends));
    return enforcementTold ? grounded : takenAsEnforced(grounded);
  }

  private static Optional<Protocol> protocol(String text) {
    return Arrays.stream(Protocol.values())
        .filter(one -> one.name().equalsIgnoreCase(text))
        .findFirst();
  }

  /// A port, or all where the text leaves it open.
  private static PortSet ports(String text) {
    if (text.equals("*") || Unknown.in(text)) {
      return PortSet.ALL;
    }
    return text.matches("[0-9]{1,5}") ? PortSet.of(Integer.parseInt(text)) : PortSet.NONE;
  }

  private static Decision takenAsEnforced(Decision decision) {
    List<Control> controls = new ArrayList<>();
    for (Control control : decision.controls()) {
      String says =
          control.says() + "; nothing says whether policies are enforced, they are taken to be";
      controls.add(new Control(control.kind(), says, control.factIds()));
    }
    return new Decision(decision.verdict(), decision.alternatives(), decision.complete(), controls);
  }

  // --- what an answer rests on

  private Set<String> grounds(Alternative alternative, List<String> ends) {
    Set<String> ids = new TreeSet<>();
    Mentions mentions = new Mentions(facts, alternative);
    Mentions.addPlaces(facts, alternative, ids);
    for (String end : ends) {
      facts.addAbout("in_namespace", end, ids);
      facts.addExistence(end, ids);
      Fact host = facts.all().fact("host_namespace", end, "network");
      if (host != null) {
        ids.add(host.id());
      }
      mentions.addLabels(end, ids);
      namespace(facts.object(end).namespace(), mentions, ids);
    }
    for (Fact port : facts.all().relation("container_port", ends.getLast())) {
      if (!port.args().get(3).isEmpty() && mentions.speaksOf(port.args().get(3))) {
        ids.add(port.id());
      }
    }
    return ids;
  }

  private void namespace(String namespace, Mentions mentions, Set<String> ids) {
    facts.addCovered(namespace, ids, POLICIES);
    if (mentions.speaksOf("namespaceSelector")) {
      mentions.addLabels(namespace, ids);
      ids.addAll(declaredBy(namespace));
    }
  }
}
