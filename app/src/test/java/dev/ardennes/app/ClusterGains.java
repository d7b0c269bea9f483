package dev.ardennes.app;

import dev.ardennes.engine.attack.AttackGraph;
import dev.ardennes.engine.attack.AttackGraphBuilder;
import dev.ardennes.engine.attack.Gain;
import dev.ardennes.engine.attack.Premise;
import dev.ardennes.engine.attack.Step;
import dev.ardennes.engine.decisions.PolicyRelations;
import dev.ardennes.model.EntryPoint;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.policy.aws.AwsServices;
import dev.ardennes.policy.facts.RelationDecisions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/// A cluster's manifests, with what follows from code on each of its workloads and from the
/// credentials of each of its principals.
final class ClusterGains {
  static final String CLUSTER = "k8s/main";

  /// Stands for all nodes, which manifests do not name.
  static final String NODE = CLUSTER + "/nodes";

  private static final Instant AS_OF = Instant.parse("2026-11-21T00:00:00Z");

  private final FactBase facts;
  private final AttackGraph graph;
  private final RelationDecisions decisions;
  private final Map<EntryPoint, Set<Gain>> held = new HashMap<>();

  private ClusterGains(FactBase facts, AttackGraph graph, RelationDecisions decisions) {
    this.facts = facts;
    this.graph = graph;
    this.decisions = decisions;
  }

  static ClusterGains of(Path folder) {
    FactBase facts = Estate.facts(ScanRequest.reading(List.of(folder), false));
    AwsServices services = AwsServices.bundled();
    AttackGraphBuilder.Built built =
        new AttackGraphBuilder(
                Techniques.rules(List.of()),
                facts,
                symbols -> new PolicyRelations(facts, symbols, AS_OF, services))
            .build(entries(facts));
    return new ClusterGains(facts, built.graph(), new RelationDecisions(facts, AS_OF, services));
  }

  private static List<EntryPoint> entries(FactBase facts) {
    Set<String> workloads = new TreeSet<>();
    Set<String> principals = new TreeSet<>();
    for (Fact fact : facts.relation("runs_as_account")) {
      workloads.add(fact.args().getFirst());
      principals.add(fact.args().get(1));
    }
    facts.relation("rbac_binding").forEach(fact -> principals.add(fact.args().get(3)));
    List<EntryPoint> entries = new ArrayList<>();
    workloads.forEach(id -> entries.add(code(id)));
    principals.forEach(id -> entries.add(credential(id)));
    return entries;
  }

  static EntryPoint code(String workload) {
    return new EntryPoint(workload, EntryPoint.Kind.CODE, "asked by the test", List.of());
  }

  static EntryPoint credential(String principal) {
    return new EntryPoint(principal, EntryPoint.Kind.CREDENTIAL, "asked by the test", List.of());
  }

  FactBase facts() {
    return facts;
  }

  RelationDecisions decisions() {
    return decisions;
  }

  /// Everything that the attacker can come to have from the entry, the entry itself left out.
  Set<String> all(EntryPoint entry) {
    Gain given = given(entry);
    Set<String> all = new TreeSet<>();
    for (Gain gain : held(entry)) {
      if (!gain.witness() && !gain.equals(given) && !gain.equals(graph.outsider())) {
        all.add(gain.toString());
      }
    }
    return all;
  }

  boolean gains(EntryPoint entry, String relation, String... args) {
    Gain gain = graph.gain(relation, args);
    return gain != null && held(entry).contains(gain);
  }

  /// Whether one step of one of the techniques leads from the entry to the gain.
  boolean step(EntryPoint entry, Set<String> techniques, String relation, String... args) {
    Gain gain = graph.gain(relation, args);
    return gain != null
        && graph.stepsTo(gain).stream()
            .anyMatch(s -> techniques.contains(s.kind().technique()) && startsAt(s, entry));
  }

  private boolean startsAt(Step step, EntryPoint entry) {
    return gained(step).contains(given(entry)) && held(entry).containsAll(gained(step));
  }

  private static List<Gain> gained(Step step) {
    List<Gain> gained = new ArrayList<>();
    for (Premise premise : step.premises()) {
      if (premise instanceof Premise.Gained one) {
        gained.add(one.gain());
      }
    }
    return gained;
  }

  private Gain given(EntryPoint entry) {
    return Objects.requireNonNull(graph.entries().get(entry), () -> "no entry " + entry.entity());
  }

  private Set<Gain> held(EntryPoint entry) {
    return held.computeIfAbsent(entry, this::closed);
  }

  private Set<Gain> closed(EntryPoint entry) {
    Set<Gain> have = new HashSet<>(List.of(given(entry), graph.outsider()));
    boolean more = true;
    while (more) {
      more = false;
      for (Step step : graph.steps()) {
        more |=
            !have.contains(step.gain()) && have.containsAll(gained(step)) && have.add(step.gain());
      }
    }
    return have;
  }
}
