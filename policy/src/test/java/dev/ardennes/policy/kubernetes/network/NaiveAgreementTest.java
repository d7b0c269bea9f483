package dev.ardennes.policy.kubernetes.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.policy.Verdict;
import dev.ardennes.policy.kubernetes.network.NetworkDecision.PortAlternative;
import dev.ardennes.policy.kubernetes.network.PodClass.NamedPort;
import dev.ardennes.policy.kubernetes.network.RandomWorlds.World;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Compares the engine with [NaiveEvaluator] on random clusters.
///
/// `-Dardennes.network.worlds=5000` asks for more of them, `-Dardennes.network.seed=N` for others.
final class NaiveAgreementTest {
  private static final int LAST_PORT = 14;
  private static final Map<String, List<String>> RANGES =
      Map.of(
          "20.0.0.0/8", RandomWorlds.OUTSIDE.subList(0, 4),
          "20.0.0.0/9", RandomWorlds.OUTSIDE.subList(0, 2),
          "20.128.0.0/9", RandomWorlds.OUTSIDE.subList(2, 4));

  private final long seed = Long.getLong("ardennes.network.seed", 20_261_128);
  private final Map<String, Integer> coverage = new TreeMap<>();

  @Test
  void knownClustersAreDecidedAsByTheNaiveEvaluator() {
    compare(false, Integer.getInteger("ardennes.network.worlds", 150));
    for (String feature :
        List.of("YES", "NO", "ipBlock", "endPort", "http", "range of addresses", "host", "node")) {
      assertThat(coverage.getOrDefault(feature, 0)).as(feature).isGreaterThan(100);
    }
  }

  @Test
  void unknownTextsAreDecidedAsByTheNaiveEvaluatorOverAllTheirValues() {
    compare(true, Integer.getInteger("ardennes.network.worlds", 150));
    for (String feature : List.of("YES", "NO", "CONDITIONAL", "unknown")) {
      assertThat(coverage.getOrDefault(feature, 0)).as(feature).isGreaterThan(20);
    }
  }

  @Test
  void listsAgreeWithDecisionsWherePoliciesAreNotCollectedOrNotEnforced() {
    RandomWorlds random = new RandomWorlds(seed);
    for (int i = 0; i < Integer.getInteger("ardennes.network.worlds", 150) / 3; i++) {
      World world = random.next(i % 2 == 0);
      NetworkModel.Builder builder = builder(world.json(), Set.of("s"), null);
      for (Enforcement enforcement : Enforcement.values()) {
        NetworkModel model = builder.enforcement(enforcement, "plugin").build();
        compareLists(world, new NetworkDecisions(model), Protocol.TCP);
      }
    }
    assertThat(coverage.getOrDefault("lists", 0)).isGreaterThan(1_000);
    System.out.println("seed " + seed + ": " + coverage);
  }

  private void compare(boolean withUnknown, int worlds) {
    RandomWorlds random = new RandomWorlds(seed);
    for (int i = 0; i < worlds; i++) {
      World world = random.next(withUnknown);
      NetworkModel model = model(world.json(), null);
      assertThat(model.problems()).as(world.json()).isEmpty();
      NetworkDecisions decisions = new NetworkDecisions(model);
      List<NaiveEvaluator> naive = world.completions().stream().map(NaiveEvaluator::new).toList();
      for (Protocol protocol : Protocol.values()) {
        comparePairs(random, world, decisions, naive, protocol);
        compareLists(world, decisions, protocol);
      }
      note(world);
    }
    System.out.println("seed " + seed + ", worlds " + worlds + ": " + coverage);
  }

  private void count(String what, int times) {
    coverage.merge(what, times, Integer::sum);
  }

  private void note(World world) {
    for (String word : List.of("ipBlock", "endPort", "http", "except", "Egress", "NotIn")) {
      count(word, world.json().split(word, -1).length - 1);
    }
    count("unknown", world.unknown().isEmpty() ? 0 : 1);
  }

  private void comparePairs(
      RandomWorlds random,
      World world,
      NetworkDecisions decisions,
      List<NaiveEvaluator> naive,
      Protocol protocol) {
    List<String> ends = new ArrayList<>(RandomWorlds.OUTSIDE.subList(0, 2));
    ends.addAll(List.of("30.0.0.1", "2001:db8::1", "n0", "n1"));
    ends.addAll(RANGES.keySet().stream().sorted().toList());
    for (int i = 0; i < RandomWorlds.PODS; i++) {
      for (int j = 0; j < RandomWorlds.PODS; j++) {
        compare(world, decisions, naive, "p" + i, "p" + j, protocol);
      }
      compare(world, decisions, naive, random.pick(ends), "p" + i, protocol);
      compare(world, decisions, naive, "p" + i, random.pick(ends), protocol);
    }
  }

  private static Endpoint endpoint(String name) {
    if (name.startsWith("p")) {
      return Endpoint.pods(name);
    }
    return name.startsWith("n") ? Endpoint.node(name) : Endpoint.outside(name);
  }

  private void compare(
      World world,
      NetworkDecisions decisions,
      List<NaiveEvaluator> naive,
      String source,
      String target,
      Protocol protocol) {
    NetworkRequest any =
        NetworkRequest.of(endpoint(source), endpoint(target), protocol, PortSet.ALL)
            .betweenReplicas();
    NetworkDecision ports = decisions.decidePorts(any);
    count("incomplete", ports.complete() ? 0 : 1);
    for (int port = 1; port <= LAST_PORT; port++) {
      Verdict expected = expected(naive, source, target, protocol, port);
      NetworkRequest one =
          NetworkRequest.of(any.source(), any.target(), protocol, PortSet.of(port))
              .betweenReplicas();
      NetworkDecision decision = decisions.decidePorts(one);
      Supplier<String> question = () -> "seed " + seed + ": " + one + " in " + world.json();
      assertThat(decision.verdict()).as(question).isEqualTo(expected);
      // A port that is not known is a claim about all ports that are asked for.
      if (ports.complete() && !world.unknown().values().toString().contains("#")) {
        assertThat(ports.certain().contains(port)).as(question).isEqualTo(expected == Verdict.YES);
        assertThat(ports.possible().contains(port)).as(question).isEqualTo(expected != Verdict.NO);
      }
      checkReasons(world, decision, one, question);
      count(expected.name(), 1);
    }
    assertThat(ports.certain().contains(65_535)).isEqualTo(ports.certain().contains(LAST_PORT));
    count(
        RANGES.containsKey(source) || RANGES.containsKey(target) ? "range of addresses" : "one", 1);
    count(source.startsWith("n") || target.startsWith("n") ? "node" : "no node", 1);
    count(world.json().contains("host") ? "host" : "no host", 1);
  }

  private static Verdict expected(
      List<NaiveEvaluator> naive, String source, String target, Protocol protocol, int port) {
    Set<Boolean> answers = new TreeSet<>();
    for (NaiveEvaluator each : naive) {
      for (String from : RANGES.getOrDefault(source, List.of(source))) {
        for (String to : RANGES.getOrDefault(target, List.of(target))) {
          answers.add(each.allows(from, to, protocol.name(), port));
        }
      }
    }
    if (answers.size() == 2) {
      return Verdict.CONDITIONAL;
    }
    return answers.contains(true) ? Verdict.YES : Verdict.NO;
  }

  /// The facts of a yes suffice, and without the controls a no is none.
  private void checkReasons(
      World world, NetworkDecision decision, NetworkRequest request, Supplier<String> question) {
    Set<String> heads = new TreeSet<>();
    decision.controls().forEach(control -> heads.addAll(control.factIds()));
    // A policy of both types allows on one side what it takes on the other.
    if (!heads.isEmpty() && request.ports().contains(3) && haveOneType(world, heads)) {
      NetworkModel rest = model(world.json(), head -> !heads.contains(head));
      Verdict without = new NetworkDecisions(rest).decide(request).verdict();
      assertThat(without).as(question).isNotEqualTo(Verdict.NO);
      count("controls", 1);
    }
    for (PortAlternative each : decision.alternatives()) {
      if (each.alternative().unconditional() && request.ports().contains(5)) {
        Collection<String> facts = each.alternative().factIds();
        NetworkModel rest = model(world.json(), fact -> facts.contains(fact));
        assertThat(new NetworkDecisions(rest).decide(request).verdict())
            .as(question)
            .isEqualTo(Verdict.YES);
        count("reasons", 1);
      }
    }
  }

  private static boolean haveOneType(World world, Set<String> heads) {
    JsonNode policies = new JsonMapper().readTree(world.json()).path("policies");
    return heads.stream()
        .map(head -> policies.path(Integer.parseInt(head.substring(1))).path("spec"))
        .allMatch(
            spec ->
                spec.path("policyTypes").isEmpty()
                    ? spec.path("egress").isEmpty()
                    : spec.path("policyTypes").size() == 1);
  }

  private void compareLists(World world, NetworkDecisions decisions, Protocol protocol) {
    List<String> ends = new ArrayList<>(List.of("20.0.0.0/8", "20.0.0.1", "n0"));
    for (int i = 0; i < RandomWorlds.PODS; i++) {
      ends.add("p" + i);
    }
    for (PortSet ports : List.of(PortSet.ALL, PortSet.of(4), PortSet.range(3, 9))) {
      for (String end : ends) {
        Endpoint fixed = endpoint(end);
        List<Connection> to = new ArrayList<>();
        List<Connection> from = new ArrayList<>();
        for (int i = 0; i < RandomWorlds.PODS; i++) {
          Endpoint pods = Endpoint.pods("p" + i);
          add(to, decisions, NetworkRequest.of(pods, fixed, protocol, ports), "p" + i);
          add(from, decisions, NetworkRequest.of(fixed, pods, protocol, ports), "p" + i);
        }
        Supplier<String> question = () -> "seed " + seed + ": " + end + " in " + world.json();
        assertThat(decisions.connectionsTo(fixed, protocol, ports)).as(question).isEqualTo(to);
        assertThat(decisions.connectionsFrom(fixed, protocol, ports)).as(question).isEqualTo(from);
        count("lists", 2);
      }
    }
  }

  private static void add(
      List<Connection> list, NetworkDecisions decisions, NetworkRequest request, String pods) {
    NetworkDecision decision = decisions.decidePorts(request.betweenReplicas());
    if (!decision.possible().isEmpty()) {
      list.add(new Connection(pods, decision.certain(), decision.possible()));
    }
  }

  /// The world as the engine's model; heads are named `h0`, rules `r0ingress0`.
  ///
  /// @param kept which facts to keep; null for all
  private static NetworkModel model(String world, @Nullable Predicate<String> kept) {
    return builder(world, Set.of("s", "t", "u"), kept).build();
  }

  private static NetworkModel.Builder builder(
      String world, Set<String> covered, @Nullable Predicate<String> kept) {
    JsonNode json = new JsonMapper().readTree(world);
    NetworkModel.Builder builder =
        NetworkModel.builder().enforcement(Enforcement.ENFORCED, "plugin");
    for (Map.Entry<String, JsonNode> each : json.path("namespaces").properties()) {
      builder.namespace(each.getKey(), each.getKey(), Labels.ofJson(each.getValue().toString()));
    }
    for (Map.Entry<String, JsonNode> each : json.path("nodes").properties()) {
      builder.node(each.getKey(), List.of(each.getValue().asString()));
    }
    for (Map.Entry<String, JsonNode> each : json.path("pods").properties()) {
      builder.pods(pods(each.getKey(), each.getValue()));
      builder.runsOn(each.getKey(), each.getValue().path("node").asString(), "runs");
    }
    covered.forEach(builder::covered);
    int number = 0;
    for (JsonNode policy : json.path("policies")) {
      add(builder, policy, number++, kept);
    }
    return builder;
  }

  private static PodClass pods(String name, JsonNode json) {
    Map<String, String> labels = new TreeMap<>();
    boolean open = false;
    for (Map.Entry<String, JsonNode> label : json.path("labels").properties()) {
      String value = label.getValue().asString();
      // What may be absent is a label of which it is not known whether it is there.
      boolean unsure = label.getKey().equals("role") && value.startsWith("⟨");
      open |= unsure;
      if (!unsure && !value.equals(NaiveEvaluator.ABSENT)) {
        labels.put(label.getKey(), value);
      }
    }
    List<NamedPort> ports = new ArrayList<>();
    for (Map.Entry<String, JsonNode> port : json.path("ports").properties()) {
      int split = port.getKey().length() - 3;
      Protocol protocol = Protocol.valueOf(port.getKey().substring(split));
      ports.add(NamedPort.of(port.getKey().substring(0, split), protocol, port.getValue().asInt()));
    }
    PodClass pods =
        new PodClass(
            name,
            json.path("namespace").asString(),
            new Labels(new TreeMap<>(labels), open),
            ports,
            json.has("host"),
            List.of(json.path("ip").asString()));
    return pods;
  }

  private static void add(
      NetworkModel.Builder builder, JsonNode policy, int number, @Nullable Predicate<String> kept) {
    String id = "h" + number;
    JsonNode spec = policy.path("spec");
    if (kept != null && !kept.test(id)) {
      return;
    }
    String head = kept == null ? spec.toString() : headOf(spec);
    builder.policy(id, policy.path("namespace").asString(), id, head);
    for (Direction direction : Direction.values()) {
      int index = 0;
      for (JsonNode rule : spec.path(direction.word())) {
        String fact = "r" + number + direction.word() + index++;
        if (kept == null || kept.test(fact)) {
          builder.rule(id, direction, fact, rule.toString());
        }
      }
    }
  }

  /// The types that follow from rules stay when rules are taken out.
  private static String headOf(JsonNode spec) {
    if (!spec.path("policyTypes").isEmpty()) {
      return spec.toString();
    }
    String egress = spec.path("egress").isEmpty() ? "" : ",\"Egress\"";
    String types = "[\"Ingress\"" + egress + "]";
    return "{\"podSelector\":" + spec.path("podSelector") + ",\"policyTypes\":" + types + "}";
  }
}
