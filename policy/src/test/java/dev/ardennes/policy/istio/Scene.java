package dev.ardennes.policy.istio;

import dev.ardennes.policy.Alternative;
import dev.ardennes.policy.Control;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.Verdict;
import java.util.List;
import java.util.Map;

/// A small mesh for tests: `web` and `db` in the namespace `shop`, `job` in `batch` and `legacy`,
/// which is outside the mesh, with all namespaces covered.
final class Scene {
  private final IstioModel.Builder builder = IstioModel.builder();
  private int number;

  Scene() {
    this(MeshMode.SIDECAR);
  }

  /// @param mode of `db`
  Scene(MeshMode mode) {
    builder.covers("shop").covers("batch").covers("istio-system").covers("ways");
    workload("web", "shop", MeshMode.SIDECAR);
    workload("job", "batch", MeshMode.SIDECAR);
    workload("legacy", "batch", MeshMode.NONE);
    workload("db", "shop", mode);
  }

  IstioModel.Builder builder() {
    return builder;
  }

  Scene workload(String id, String namespace, MeshMode mode) {
    return workload(WorkloadClass.of(id, namespace, Map.of("app", id), id, mode));
  }

  Scene workload(WorkloadClass workload) {
    builder.workload(workload);
    return this;
  }

  /// A policy of the namespace `shop` without a selector.
  Scene policy(String action, String... rules) {
    return policyIn("shop", "{'action':'" + action + "'}", rules);
  }

  /// JSON with single quotes. The policy's fact is `p` and a number from 0, its rules' facts have
  /// `.0`, `.1` and so on after that.
  Scene policyIn(String namespace, String head, String... rules) {
    String id = "p" + number++;
    builder.authorizationPolicy(id, namespace, id, json(head));
    for (int i = 0; i < rules.length; i++) {
      builder.authorizationRule(id, id + "." + i, json(rules[i]));
    }
    return this;
  }

  Scene peers(String id, String namespace, String spec) {
    builder.peerAuthentication(id, namespace, id, json(spec));
    return this;
  }

  Scene tokens(String id, String namespace, String spec) {
    builder.requestAuthentication(id, namespace, id, json(spec));
    return this;
  }

  Scene mesh(Mesh mesh) {
    builder.mesh(mesh);
    return this;
  }

  Decision decide(IstioRequest request) {
    return new IstioDecisions(builder.build()).decide(request);
  }

  Verdict verdict(IstioRequest request) {
    return decide(request).verdict();
  }

  static String json(String text) {
    return text.replace('\'', '"');
  }

  /// A request for `/` to `db` with everything fixed.
  static IstioRequest get(String caller) {
    return get(caller, "/");
  }

  static IstioRequest get(String caller, String path) {
    return sentBy(Caller.workload(caller), path);
  }

  static IstioRequest sentBy(Caller caller, String path) {
    return IstioRequest.http(caller, "db", 8080)
        .withMethod("GET")
        .withPath(path)
        .withHost("db.shop")
        .withHeaders(Map.of());
  }

  /// A connection to `db` that is not HTTP.
  static IstioRequest connect(String caller) {
    return IstioRequest.tcp(Caller.workload(caller), "db", 5432);
  }

  static List<String> facts(Decision decision) {
    return decision.alternatives().getFirst().factIds();
  }

  static List<String> assumptions(Decision decision) {
    return decision.alternatives().stream()
        .flatMap(alternative -> alternative.assumptions().stream())
        .map(assumption -> assumption.says())
        .toList();
  }

  static List<Control.Kind> kinds(Decision decision) {
    return decision.controls().stream().map(Control::kind).distinct().toList();
  }

  /// The text picked for a key, such as `path`.
  static String picked(Alternative alternative, String key) {
    String says =
        alternative.choices().stream()
            .filter(choice -> choice.key().equals(key))
            .map(Alternative.Choice::says)
            .findFirst()
            .orElseThrow();
    return says.startsWith("`") ? says.substring(1, says.indexOf('`', 1)) : "";
  }
}
