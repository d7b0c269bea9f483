package dev.ardennes.policy.istio;

import dev.ardennes.model.Unknown;
import dev.ardennes.policy.istio.WorkloadClass.Waypoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which policies a proxy enforces for a workload.
///
/// Source: Istio's references of the policies, for `selector` and `targetRefs`: a sidecar takes
/// selectors only, a waypoint targets only, ztunnel selectors only, a gateway both.
final class Selector {
  private final Mesh mesh;
  private final WorkloadClass workload;
  private final Stop.Proxy proxy;

  Selector(Mesh mesh, WorkloadClass workload, Stop.Proxy proxy) {
    this.mesh = mesh;
    this.workload = workload;
    this.proxy = proxy;
  }

  /// What must hold for the policy to be about the workload; empty where it is not.
  Optional<Term> selects(Selection selection, String namespace, String id, String factId) {
    boolean root = namespace.equals(mesh.rootNamespace());
    if (!root && !namespace.equals(workload.namespace()) && !isOfWaypoint(namespace)) {
      return Optional.empty();
    }
    if (!selection.unreadable().isEmpty()) {
      return Optional.of(unsure(id, factId));
    }
    if (!selection.targets().isEmpty()) {
      return targets(selection.targets(), namespace, id, factId);
    }
    if (proxy == Stop.Proxy.WAYPOINT || (!root && !namespace.equals(workload.namespace()))) {
      return Optional.empty();
    }
    return labels(selection.labels(), id, factId);
  }

  private boolean isOfWaypoint(String namespace) {
    return proxy == Stop.Proxy.WAYPOINT
        && workload.waypoints().stream().anyMatch(w -> w.namespace().equals(namespace));
  }

  private Term unsure(String id, String factId) {
    String pods = "`" + workload.id() + "`";
    return Term.of(
        Literal.notCollected(
            "the policy `" + id + "` is about " + pods,
            "the policy `" + id + "` is not about " + pods,
            factId));
  }

  private Optional<Term> labels(Map<String, String> wanted, String id, String factId) {
    boolean open = false;
    for (Map.Entry<String, String> label : wanted.entrySet()) {
      String value = workload.labels().get(label.getKey());
      if (value == null) {
        return Optional.empty();
      }
      boolean unknown = Unknown.in(value) || Unknown.in(label.getValue());
      if (!value.equals(label.getValue())) {
        if (!unknown || Texts.compare(value, TextPattern.exact(label.getValue())) == Texts.NO) {
          return Optional.empty();
        }
        open = true;
      }
    }
    return Optional.of(open ? unsure(id, factId) : Term.TRUE);
  }

  private Optional<Term> targets(
      List<Selection.Target> targets, String namespace, String id, String factId) {
    List<Selection.Target> open = new ArrayList<>();
    for (Selection.Target target : targets) {
      if (Unknown.in(target.name()) || Unknown.in(target.kind())) {
        open.add(target);
      } else if (isTarget(target, namespace)) {
        return Optional.of(Term.TRUE);
      }
    }
    boolean possible = proxy == Stop.Proxy.WAYPOINT || isGateway();
    return open.isEmpty() || !possible ? Optional.empty() : Optional.of(unsure(id, factId));
  }

  private boolean isGateway() {
    return workload.labels().containsKey(WorkloadClass.GATEWAY_LABEL);
  }

  private boolean isTarget(Selection.Target target, String namespace) {
    return switch (proxy) {
      case ZTUNNEL -> false;
      case SIDECAR ->
          target.kind().equals("Gateway")
              && namespace.equals(workload.namespace())
              && target.name().equals(workload.labels().get(WorkloadClass.GATEWAY_LABEL));
      case WAYPOINT -> workload.waypoints().stream().anyMatch(w -> isTarget(target, namespace, w));
    };
  }

  private boolean isTarget(Selection.Target target, String namespace, Waypoint waypoint) {
    return switch (target.kind()) {
      case "Gateway" ->
          namespace.equals(waypoint.namespace()) && target.name().equals(waypoint.gateway());
      case "GatewayClass" ->
          namespace.equals(mesh.rootNamespace()) && target.name().equals("istio-waypoint");
      case "Service" ->
          namespace.equals(workload.namespace()) && workload.services().contains(target.name());
      default -> false;
    };
  }
}
