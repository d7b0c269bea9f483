package dev.ardennes.policy.facts.kubernetes;

import dev.ardennes.model.Fact;
import dev.ardennes.policy.Alternative;
import dev.ardennes.policy.Conjunction;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.Disjunction;
import dev.ardennes.policy.Verdict;
import dev.ardennes.policy.facts.routes.Spellings;
import dev.ardennes.policy.istio.Caller;
import dev.ardennes.policy.istio.IstioDecisions;
import dev.ardennes.policy.istio.IstioRequest;
import dev.ardennes.policy.istio.Protocol;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the policies of one cluster's mesh let through.
///
/// Who runs code in a pod of the mesh may send with the pod's identity, or around its proxy without
/// one; both are ways.
final class ClusterMesh {
  private static final int MOST_PATHS = 16;
  private static final List<GatewayWays.Via> PLAIN = List.of(GatewayWays.Via.PLAIN);
  private static final int MOST_PORTS = 8;

  private final ClusterFacts facts;
  private final String cluster;
  private final boolean meshed;
  private final GatewayWays gatewayWays;
  private @Nullable Mesh mesh;

  /// What is made of the facts once somebody asks.
  private record Mesh(IstioDecisions decisions, EndpointPaths paths, String rootNamespace) {}

  /// A caller and the workloads that what it may depends on.
  private record Sender(Caller caller, List<String> workloads, Set<String> factIds) {}

  ClusterMesh(ClusterFacts facts, String cluster) {
    this.facts = facts;
    this.cluster = cluster;
    this.gatewayWays = new GatewayWays(facts);
    this.meshed = !facts.of(cluster, "mesh_mode").isEmpty();
  }

  private Mesh mesh() {
    Mesh known = mesh;
    if (known == null) {
      MeshModel model = new MeshModel(facts, cluster);
      List<String> rules = new ArrayList<>();
      facts.of(cluster, "authorization_rule").forEach(rule -> rules.add(rule.args().getLast()));
      known =
          new Mesh(
              new IstioDecisions(model.build()), new EndpointPaths(rules), model.rootNamespace());
      mesh = known;
    }
    return known;
  }

  Decision lets(String source, String target, String port, String endpoint) {
    return passes(target)
        ? Conjunction.TRUE
        : requests(senders(source), target, port, endpoint, answer -> PLAIN);
  }

  Decision connects(String source, String target, String port) {
    if (passes(target)) {
      return Conjunction.TRUE;
    }
    List<Decision> ways = new ArrayList<>();
    for (Sender sender : senders(source)) {
      IstioRequest request = IstioRequest.http(sender.caller(), target, number(port));
      ways.add(decide(request, sender, target, port));
      ways.add(decide(request.withProtocol(Protocol.TCP), sender, target, port));
    }
    return Disjunction.of(ways);
  }

  Decision letsThrough(String gateway, String target, String port, String endpoint) {
    if (!meshed || (isOutside(gateway) && isOutside(target))) {
      return Conjunction.TRUE;
    }
    return requests(
        outsiders(gateway),
        target,
        port,
        endpoint,
        answer -> gatewayWays.of(gateway, target, port, answer));
  }

  /// Whether nothing of the mesh stands before the workload.
  private boolean passes(String target) {
    return !meshed || isOutside(target);
  }

  private boolean isOutside(String workload) {
    return facts.all().relation("mesh_mode", workload).isEmpty();
  }

  private boolean sendsPlainly(String workload) {
    return isOutside(workload) || "none".equals(facts.all().second("mesh_mode", workload));
  }

  // --- who sends

  private List<Sender> senders(String source) {
    Sender plain = new Sender(Caller.plaintext(), List.of(), Set.of());
    return sendsPlainly(source)
        ? List.of(plain)
        : List.of(plain, new Sender(Caller.workload(source), List.of(source), Set.of()));
  }

  /// Somebody outside, at each port of the gateway that is exposed. A gateway that is not in the
  /// mesh sends without an identity and has no policies.
  private List<Sender> outsiders(String gateway) {
    if (sendsPlainly(gateway)) {
      return List.of(new Sender(Caller.plaintext(), List.of(), modes(gateway)));
    }
    List<Sender> senders = new ArrayList<>();
    Set<Integer> ports = new TreeSet<>();
    for (Fact backs : facts.of(cluster, "backs")) {
      List<Fact> exposed = facts.all().relation("exposed_service", backs.args().getFirst());
      boolean leads = backs.args().get(2).equals(gateway) && !exposed.isEmpty();
      int port = number(backs.args().get(3));
      if (leads && ports.size() < MOST_PORTS && ports.add(port)) {
        Set<String> ids = Set.of(backs.id(), exposed.getFirst().id());
        senders.add(new Sender(Caller.outsider(gateway, port), List.of(gateway), ids));
      }
    }
    if (senders.isEmpty()) {
      senders.add(new Sender(Caller.outsider(gateway, 0), List.of(gateway), Set.of()));
    }
    return senders;
  }

  private Set<String> modes(String workload) {
    Set<String> ids = new TreeSet<>();
    facts.addAbout("mesh_mode", workload, ids);
    return ids;
  }

  // --- what is sent

  private Decision requests(
      List<Sender> senders,
      String target,
      String port,
      String endpoint,
      Function<Fact, List<GatewayWays.Via>> ways) {
    List<Fact> answers =
        facts.all().relation("endpoint_path", endpoint).stream().limit(MOST_PATHS).toList();
    List<Decision> decided = new ArrayList<>();
    for (Sender sender : senders) {
      IstioRequest request = IstioRequest.http(sender.caller(), target, number(port));
      if (answers.isEmpty()) {
        decided.add(decide(request, sender, target, port));
      }
      for (Fact answer : answers) {
        for (GatewayWays.Via via : ways.apply(answer)) {
          decided.addAll(requests(request, answer, new Asking(via, sender, target, port)));
        }
      }
    }
    return Disjunction.of(decided);
  }

  /// Who asks what on which way.
  private record Asking(GatewayWays.Via via, Sender sender, String target, String port) {}

  private List<Decision> requests(IstioRequest request, Fact answer, Asking asking) {
    List<Decision> ways = new ArrayList<>();
    Decision way = withPath(request, answer.args(), asking);
    Set<String> because = new TreeSet<>(asking.via.factIds());
    because.add(answer.id());
    ways.add(Answers.with(way, alternative -> because));
    if (way.verdict() != Verdict.YES) {
      ways.addAll(respelled(request, answer, asking));
    }
    return ways;
  }

  private Decision withPath(IstioRequest request, List<String> answer, Asking asking) {
    String method = answer.get(1);
    IstioRequest asked =
        method.equals("ANY") ? request : request.withMethod(method.toUpperCase(Locale.ROOT));
    List<Decision> tried = new ArrayList<>();
    for (String path : mesh().paths().of(answer.get(2))) {
      for (IstioRequest sent : asking.via.sent(asked.withPath(path))) {
        Decision decision = decide(sent, asking.sender, asking.target, asking.port);
        tried.add(decision);
        if (decision.verdict() == Verdict.YES) {
          return Disjunction.of(tried);
        }
      }
    }
    return Disjunction.of(tried);
  }

  /// The path as policies do not know it and the program behind them does.
  private List<Decision> respelled(IstioRequest request, Fact answer, Asking asking) {
    List<Decision> ways = new ArrayList<>();
    String path = answer.args().get(2);
    for (Fact spelling : facts.all().relation("answers_spelling", answer.args().getFirst())) {
      List<String> args = new ArrayList<>(answer.args());
      args.set(2, Spellings.spelled(path, spelling.args().get(1)));
      if (!args.get(2).equals(path)) {
        Decision way = withPath(request, args, asking);
        Set<String> because = new TreeSet<>(asking.via.factIds());
        because.addAll(List.of(answer.id(), spelling.id()));
        ways.add(Answers.with(way, alternative -> because));
      }
    }
    return ways;
  }

  private Decision decide(IstioRequest request, Sender sender, String target, String port) {
    if (isOutside(target) && !(sender.caller() instanceof Caller.Outsider)) {
      return Answers.with(Conjunction.TRUE, alternative -> sender.factIds());
    }
    Decision decision = mesh().decisions().decide(request);
    return Answers.with(decision, alternative -> grounds(alternative, sender, target, port));
  }

  private static int number(String port) {
    return port.matches("[0-9]{1,5}") ? Integer.parseInt(port) : 0;
  }

  // --- what an answer rests on

  private Set<String> grounds(Alternative alternative, Sender sender, String target, String port) {
    Set<String> ids = new TreeSet<>(sender.factIds());
    Mentions mentions = new Mentions(facts, alternative);
    Mentions.addPlaces(facts, alternative, ids);
    boolean gateway = sender.caller() instanceof Caller.Outsider;
    place(target, mentions, ids);
    Fact excluded = facts.all().fact("excluded_port", target, port);
    if (excluded != null) {
      ids.add(excluded.id());
    }
    for (String workload : sender.workloads()) {
      facts.addAbout("runs_as_account", workload, ids);
      if (gateway) {
        place(workload, mentions, ids);
      } else {
        facts.addAbout("in_namespace", workload, ids);
        ids.addAll(modes(workload));
      }
    }
    covered(cluster + "/" + mesh().rootNamespace(), ids);
    settings(ids);
    return ids;
  }

  private void place(String workload, Mentions mentions, Set<String> ids) {
    facts.addAbout("in_namespace", workload, ids);
    facts.addExistence(workload, ids);
    ids.addAll(modes(workload));
    mentions.addLabels(workload, ids);
    if (mentions.speaksOf("targetRefs")) {
      for (Fact label : facts.all().relation("label", workload)) {
        if (label.args().get(1).equals(MeshModel.GATEWAY_LABEL)) {
          ids.add(label.id());
        }
      }
    }
    for (Fact waypoint : facts.all().relation("waypoint", workload)) {
      ids.add(waypoint.id());
      covered(facts.object(waypoint.args().get(1)).namespace(), ids);
      backing(workload, ids);
    }
    covered(facts.object(workload).namespace(), ids);
  }

  /// The services that lead to the workload: policies of a waypoint name them.
  private void backing(String workload, Set<String> ids) {
    for (Fact backs : facts.of(cluster, "backs")) {
      if (backs.args().get(2).equals(workload)) {
        ids.add(backs.id());
      }
    }
  }

  private void covered(String namespace, Collection<String> ids) {
    facts.addCovered(namespace, ids, MeshModel.COVERED);
  }

  /// What only forbids is not listed.
  private void settings(Set<String> ids) {
    for (Fact setting : facts.all().relation("mesh_setting", cluster)) {
      if (!setting.args().get(1).equals(MeshModel.MUTUAL_TLS)) {
        ids.add(setting.id());
      }
    }
  }
}
