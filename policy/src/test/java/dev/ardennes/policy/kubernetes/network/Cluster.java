package dev.ardennes.policy.kubernetes.network;

import dev.ardennes.model.Problem;
import dev.ardennes.policy.Alternative;
import dev.ardennes.policy.Control;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.Verdict;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A small cluster to ask questions about: namespaces `shop` (covered) and `lab` (covered), pods
/// named after their only label `app`. Facts are named `head:<policy>` and `rule:<policy><number>`.
final class Cluster {
  static final Endpoint WEB = Endpoint.pods("web");
  static final Endpoint DB = Endpoint.pods("db");
  static final Endpoint PROBE = Endpoint.pods("probe");

  final NetworkModel.Builder builder =
      NetworkModel.builder().enforcement(Enforcement.ENFORCED, "plugin");
  private int rules;

  /// Pods `web` and `db` in `shop`, `probe` in `lab`.
  static Cluster shop() {
    Cluster cluster = new Cluster();
    cluster.builder.namespace("shop", "shop", labels("tier", "prod")).covered("shop");
    cluster.builder.namespace("lab", "lab", labels("tier", "test")).covered("lab");
    cluster.pods("web", "shop").pods("db", "shop").pods("probe", "lab");
    return cluster;
  }

  static Labels labels(String... keysAndValues) {
    Map<String, String> labels = new TreeMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      labels.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return Labels.of(labels);
  }

  Cluster pods(String name, String namespace) {
    return pods(PodClass.of(name, namespace, labels("app", name)));
  }

  Cluster pods(PodClass pods) {
    builder.pods(pods);
    return this;
  }

  /// A policy of `shop`, JSON with single quotes.
  Cluster policy(String id, String head) {
    builder.policy(id, "shop", "head:" + id, head.replace('\'', '"'));
    return this;
  }

  Cluster ingress(String policy, String rule) {
    return rule(policy, Direction.INGRESS, rule);
  }

  Cluster egress(String policy, String rule) {
    return rule(policy, Direction.EGRESS, rule);
  }

  private Cluster rule(String policy, Direction direction, String rule) {
    builder.rule(policy, direction, "rule:" + policy + ++rules, rule.replace('\'', '"'));
    return this;
  }

  NetworkDecisions decisions() {
    return new NetworkDecisions(builder.build());
  }

  List<String> problems() {
    return builder.build().problems().stream().map(Problem::says).toList();
  }

  Decision decide(Endpoint source, Endpoint target, int port) {
    return decisions().decide(NetworkRequest.of(source, target, port));
  }

  Verdict verdict(Endpoint source, Endpoint target) {
    return decide(source, target, 80).verdict();
  }

  Verdict verdict(Endpoint source, Endpoint target, int port) {
    return decide(source, target, port).verdict();
  }

  /// The ports of any that are allowed for certain.
  String ports(Endpoint source, Endpoint target, Protocol protocol) {
    return decisions()
        .decidePorts(NetworkRequest.of(source, target, protocol, PortSet.ALL))
        .certain()
        .toString();
  }

  static List<String> says(Decision decision) {
    return decision.alternatives().stream()
        .flatMap(alternative -> alternative.assumptions().stream())
        .map(assumption -> assumption.kind().word() + ": " + assumption.says())
        .distinct()
        .toList();
  }

  static List<List<String>> facts(Decision decision) {
    return decision.alternatives().stream().map(Alternative::factIds).toList();
  }

  static List<List<String>> controls(Decision decision) {
    return decision.controls().stream().map(Control::factIds).toList();
  }
}
