package dev.ardennes.policy.facts.ties;

import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.policy.Conjunction;
import dev.ardennes.policy.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Which workloads perform which actions of a cloud on which resource: what the code names by a
/// setting is looked up among the settings of the workload that runs it.
final class CallTies {
  static final String PERFORMS = "performs";
  private static final String SETTING = "${";

  private final FactBase facts;
  private final NameTies names;
  private final ComponentTies components;

  /// By action, then resource, then workload.
  private final Map<String, Map<String, Map<String, Decision>>> known = new TreeMap<>();

  CallTies(FactBase facts, NameTies names, ComponentTies components) {
    this.facts = facts;
    this.names = names;
    this.components = components;
    facts.relation("cloud_call").forEach(this::call);
  }

  private void call(Fact call) {
    String component = call.args().get(0);
    String named = call.args().get(2);
    for (String workload : components.workloads(component)) {
      if (!named.startsWith(SETTING)) {
        named(call, component, workload, named, List.of());
      } else if (named.endsWith("}")) {
        String setting = named.substring(SETTING.length(), named.length() - 1);
        for (Fact set : facts.relation("setting", workload)) {
          if (set.args().get(1).equals(setting)) {
            named(call, component, workload, set.args().get(2), List.of(set.id()));
          }
        }
      }
    }
  }

  private void named(
      Fact call, String component, String workload, String text, List<String> because) {
    for (String resource : names.resources(text)) {
      List<String> ids = new ArrayList<>(because);
      ids.add(call.id());
      Decision decision =
          Conjunction.and(
              Conjunction.and(Conjunction.because(ids), names.decide(resource, text)),
              components.decide(workload, component));
      known
          .computeIfAbsent(call.args().get(1), action -> new TreeMap<>())
          .computeIfAbsent(resource, id -> new TreeMap<>())
          .putIfAbsent(workload, decision);
    }
  }

  private Map<String, Decision> by(String action, String resource) {
    return known.getOrDefault(action, Map.of()).getOrDefault(resource, Map.of());
  }

  Decision decide(String workload, String action, String resource) {
    Decision decision = by(action, resource).get(workload);
    return decision == null ? Conjunction.no("nothing shows that it does") : decision;
  }

  List<String> workloads(String action, String resource) {
    return List.copyOf(by(action, resource).keySet());
  }
}
