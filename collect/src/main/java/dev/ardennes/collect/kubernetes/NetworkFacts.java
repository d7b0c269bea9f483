package dev.ardennes.collect.kubernetes;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.kubernetes.manifest.Canonical;
import dev.ardennes.collect.kubernetes.manifest.Manifest;
import dev.ardennes.collect.kubernetes.manifest.Nodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Network policies.
final class NetworkFacts {
  private final Cluster cluster;
  private final Statements out;

  NetworkFacts(Cluster cluster, Statements out) {
    this.cluster = cluster;
    this.out = out;
  }

  void state() {
    cluster.ofKind("NetworkPolicy").forEach(this::policy);
  }

  private void policy(Manifest policy) {
    Json spec = policy.spec() == null ? policy.body() : policy.spec();
    String id = out.object(policy);
    Json pods = Nodes.at(spec, "podSelector");
    Json types = Nodes.at(spec, "policyTypes");
    Json.Place place = spec.place();
    Json.Obj withoutRules =
        new Json.Obj(
            Map.of(
                "podSelector",
                pods == null ? new Json.Obj(Map.of(), place) : pods,
                "policyTypes",
                types == null ? defaultTypes(spec) : types),
            place);
    out.fact(spec, "network_policy", id, Canonical.json(withoutRules));
    for (String direction : List.of("ingress", "egress")) {
      List<Json> rules = Nodes.list(spec, direction);
      for (int i = 0; i < rules.size(); i++) {
        Json rule = rules.get(i);
        String json = rule instanceof Json.Null ? "{}" : Canonical.json(rule);
        out.fact(rule, "network_rule", id, direction, String.valueOf(i), json);
      }
    }
  }

  /// What the API fills in: always `Ingress`, and `Egress` where there is a rule for it.
  private static Json defaultTypes(Json spec) {
    List<Json> types = new ArrayList<>();
    types.add(new Json.Text("Ingress", spec.place()));
    if (!Nodes.list(spec, "egress").isEmpty()) {
      types.add(new Json.Text("Egress", spec.place()));
    }
    return new Json.Arr(types, spec.place());
  }
}
